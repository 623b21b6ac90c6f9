package dev.ticketing.http;

/** Numbers in the query of a request. */
final class QueryNumber {

    private static final int MAX_DIGITS = 18;

    private QueryNumber() {}

    /** A whole number between two others, both inclusive; what is not given is the default. */
    static long of(Exchange exchange, String name, long min, long max, long byDefault) {
        return exchange.query(name).map(value -> parse(name, value, min, max)).orElse(byDefault);
    }

    private static long parse(String name, String value, long min, long max) {
        boolean digits =
                !value.isEmpty()
                        && value.length() <= MAX_DIGITS
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(value) : -1;
        if (number < min || number > max) {
            throw new Stop(Problem.invalid(name, "has to be between " + min + " and " + max));
        }
        return number;
    }
}
