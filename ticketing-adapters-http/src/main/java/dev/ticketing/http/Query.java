package dev.ticketing.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what the query of a request says, and hears all that is wrong with it at once. */
final class Query {

    private static final int MAX_TEXT = 200;
    private static final int MAX_YEAR = 9_999;

    private final Exchange exchange;
    private final FieldErrors errors = new FieldErrors();
    private boolean asksForNothing;

    Query(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Refuses the request if anything was wrong. */
    void stopIfWrong() {
        errors.stopIfAny();
    }

    /** Whether it asks for what nothing can be. */
    boolean asksForNothing() {
        return asksForNothing;
    }

    /**
     * One of the names of an enum.
     *
     * @param unreached names that callers may know, and that nothing has here
     */
    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type, String... unreached) {
        Optional<String> value = exchange.query(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<E> constants = List.of(type.getEnumConstants());
        Optional<E> found =
                constants.stream().filter(each -> each.name().equals(value.get())).findFirst();
        if (Arrays.asList(unreached).contains(value.get())) {
            asksForNothing = true;
        } else if (found.isEmpty()) {
            errors.add(name, "has to be one of " + constants);
        }
        return found;
    }

    /** An id; what is no UUID names nothing. */
    Optional<UUID> id(String name) {
        return exchange.query(name)
                .map(
                        value ->
                                RequestIds.uuid(value)
                                        .orElseThrow(() -> new Stop(Problem.notFound())));
    }

    Optional<Instant> instant(String name) {
        return errors.optionalInstant(name, exchange.query(name).orElse(null));
    }

    Optional<String> text(String name) {
        return exchange.query(name).map(value -> errors.optionalText(name, value, MAX_TEXT));
    }

    /** Whether the only value that there may be is there. */
    boolean is(String name, String only) {
        Optional<String> value = exchange.query(name);
        if (value.isPresent() && !value.get().equals(only)) {
            errors.add(name, "has to be " + only);
        }
        return value.isPresent();
    }

    Optional<Currency> currency(String name) {
        Optional<String> value = exchange.query(name);
        try {
            return value.map(Currency::getInstance);
        } catch (IllegalArgumentException e) {
            errors.add(name, "has to be a currency of ISO 4217");
            return Optional.empty();
        }
    }

    /** The first of some days in UTC; an instant stands for the day it is in. */
    Optional<LocalDate> firstDay(String name) {
        return time(name).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** The day after the last; the day of an instant still counts, but for its first moment. */
    Optional<LocalDate> dayAfter(String name) {
        return time(name)
                .map(at -> LocalDate.ofInstant(at.minusNanos(1), ZoneOffset.UTC))
                .map(last -> last.plusDays(1));
    }

    private Optional<Instant> time(String name) {
        String value = exchange.query(name).orElse("");
        if (value.indexOf('T') >= 0 || value.isEmpty()) {
            return instant(name);
        }
        try {
            LocalDate day = LocalDate.parse(value);
            if (day.getYear() > 0 && day.getYear() <= MAX_YEAR) {
                return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        errors.add(name, "has to be a date like 2027-06-01");
        return Optional.empty();
    }
}
