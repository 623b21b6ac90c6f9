package dev.ticketing.http;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks fields one by one and gathers what is wrong, so that a caller hears all of it at once. A
 * check that fails answers with a value that lets the checking go on; nothing is made of it.
 */
final class FieldErrors {

    /** More would help nobody. */
    private static final int MAX_ERRORS = 100;

    /** Stands for an instant that was missing or could not be read. */
    static final Instant UNREADABLE = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    void stopIfAny() {
        if (!errors.isEmpty()) {
            throw new Stop(Problem.invalid(errors));
        }
    }

    /** A text that has to be there and to say something. */
    String text(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            add(field, "is required");
            return "?";
        }
        return optionalText(field, value, max);
    }

    /** A text that may be missing: then it is empty. */
    String optionalText(String field, @Nullable String value, int max) {
        if (value == null) {
            return "";
        }
        if (value.length() > max) {
            add(field, "has more than " + max + " characters");
        } else if (!isPlain(value)) {
            add(field, "has characters that cannot be shown");
        }
        return value;
    }

    /** No control characters but line breaks and tabs, and no half characters. */
    private static boolean isPlain(String value) {
        return value.codePoints()
                .noneMatch(
                        c ->
                                (Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)
                                        || (c >= Character.MIN_SURROGATE
                                                && c <= Character.MAX_SURROGATE));
    }

    /** A number between two others, both inclusive. */
    int number(String field, @Nullable Integer value, int min, int max) {
        if (value == null) {
            add(field, "is required");
            return min;
        }
        return Math.toIntExact(number(field, value.longValue(), min, max));
    }

    /** A number between two others, both inclusive. */
    long number(String field, @Nullable Long value, long min, long max) {
        if (value == null) {
            add(field, "is required");
            return min;
        }
        if (value < min || value > max) {
            add(field, "has to be between " + min + " and " + max);
            return min;
        }
        return value;
    }

    /** An instant that has to be there. */
    Instant instant(String field, @Nullable String value) {
        if (value == null) {
            add(field, "is required");
            return UNREADABLE;
        }
        return optionalInstant(field, value).orElse(UNREADABLE);
    }

    Optional<Instant> optionalInstant(String field, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(value);
            if (instant.isAfter(UNREADABLE) && instant.isBefore(LATEST)) {
                return Optional.of(instant);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        add(field, "has to be an instant like 2027-06-01T18:00:00Z");
        return Optional.empty();
    }
}
