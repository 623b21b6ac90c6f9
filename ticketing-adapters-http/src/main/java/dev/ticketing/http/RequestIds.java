package dev.ticketing.http;

import java.util.Optional;
import java.util.UUID;

/** The ids that callers send: read without a regular expression, for every request has some. */
final class RequestIds {

    private static final int MAX_REQUEST_ID = 64;
    private static final int UUID_LENGTH = 36;
    private static final int TRACEPARENT_LENGTH = 55;
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;

    private RequestIds() {}

    /** Whether it is 1–64 of letters, digits and {@code . _ -}. */
    static boolean isRequestId(String value) {
        if (value.isEmpty() || value.length() > MAX_REQUEST_ID) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The trace id of a W3C {@code traceparent}: 32 lower-case hexadecimal digits, not all 0. */
    static Optional<String> traceId(String traceparent) {
        if (traceparent.length() < TRACEPARENT_LENGTH
                || traceparent.startsWith("ff")
                || traceparent.charAt(2) != '-'
                || traceparent.charAt(TRACE_ID_END) != '-') {
            return Optional.empty();
        }
        String traceId = traceparent.substring(TRACE_ID_START, TRACE_ID_END);
        boolean zero = true;
        for (int i = 0; i < traceId.length(); i++) {
            char c = traceId.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return Optional.empty();
            }
            zero &= c == '0';
        }
        return zero ? Optional.empty() : Optional.of(traceId);
    }

    /** The 128 bits of a trace id. */
    static UUID uuidOf(String traceId) {
        return new UUID(
                Long.parseUnsignedLong(traceId, 0, 16, 16),
                Long.parseUnsignedLong(traceId, 16, 32, 16));
    }

    /** A UUID in its written form; the platform's own parser also takes shorter ones. */
    static Optional<UUID> uuid(String value) {
        if (value.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = value.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return Optional.empty();
            }
        }
        return Optional.of(UUID.fromString(value));
    }
}
