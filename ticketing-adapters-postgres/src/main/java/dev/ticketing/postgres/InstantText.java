package dev.ticketing.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as {@link Instant} itself writes and reads them, without its formatter for those of our
 * millennia: a rebuild reads and writes millions.
 */
final class InstantText {

    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String PATTERN = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;

    private InstantText() {}

    static String of(Instant instant) {
        if (instant.isBefore(YEAR_0) || !instant.isBefore(YEAR_10000)) {
            return instant.toString();
        }
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(PATTERN.length() + NANO_DIGITS + 2);
        append(text, time.getYear(), 4);
        append(text.append('-'), time.getMonthValue(), 2);
        append(text.append('-'), time.getDayOfMonth(), 2);
        append(text.append('T'), time.getHour(), 2);
        append(text.append(':'), time.getMinute(), 2);
        append(text.append(':'), time.getSecond(), 2);
        appendFraction(text, time.getNano());
        return text.append('Z').toString();
    }

    /** No digits, or three, six or nine. */
    private static void appendFraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        if (nanos % 1_000_000 == 0) {
            append(text, nanos / 1_000_000, 3);
        } else if (nanos % 1_000 == 0) {
            append(text, nanos / 1_000, 6);
        } else {
            append(text, nanos, NANO_DIGITS);
        }
    }

    private static void append(StringBuilder text, int number, int digits) {
        int end = text.length() + digits;
        int rest = number;
        text.setLength(end);
        for (int i = end - 1; i >= end - digits; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
    }

    /**
     * What {@link Instant#parse} reads.
     *
     * @throws java.time.DateTimeException if it is no instant
     */
    static Instant parse(String text) {
        if (!isPlain(text)) {
            return Instant.parse(text);
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int seconds =
                (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(
                day.toEpochDay() * 86_400 + seconds, nanos(text, PATTERN.length()));
    }

    /** Digits where they have to be, in UTC, in a minute and an hour as any other. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        if (end < PATTERN.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char wanted = PATTERN.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60
                && isFraction(text, PATTERN.length(), end);
    }

    private static boolean isFraction(String text, int from, int end) {
        if (from == end) {
            return true;
        }
        if (text.charAt(from) != '.' || end == from + 1 || end > from + 1 + NANO_DIGITS) {
            return false;
        }
        for (int i = from + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int nanos(String text, int from) {
        int end = text.length() - 1;
        if (from == end) {
            return 0;
        }
        int nanos = number(text, from + 1, end);
        for (int digits = end - from - 1; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
