package dev.ticketing.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a long list is wanted.
 *
 * @param after the id of the last item of the page before; empty for the first page
 */
record Paging(int limit, Optional<UUID> after) {

    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT_DIGITS = 3;
    private static final int CURSOR_BYTES = 16;

    static Paging of(Exchange exchange) {
        return new Paging(limit(exchange), exchange.query("cursor").map(Paging::id));
    }

    static int limit(Exchange exchange) {
        return exchange.query("limit").map(Paging::limit).orElse(DEFAULT_LIMIT);
    }

    /** One more than fits: whether it is there tells whether another page is. */
    int enough() {
        return limit + 1;
    }

    private static int limit(String value) {
        boolean digits =
                !value.isEmpty()
                        && value.length() <= MAX_LIMIT_DIGITS
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = digits ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Stop(Problem.invalid("limit", "has to be between 1 and " + MAX_LIMIT));
        }
        return limit;
    }

    static String cursor(UUID id) {
        return encode(
                ByteBuffer.allocate(CURSOR_BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    private static UUID id(String cursor) {
        return id(decode(cursor, CURSOR_BYTES));
    }

    static UUID id(ByteBuffer cursor) {
        return new UUID(cursor.getLong(), cursor.getLong());
    }

    /** Opaque to callers. */
    static String encode(byte[] cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    static ByteBuffer decode(String cursor, int bytes) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(cursor);
            if (decoded.length == bytes) {
                return ByteBuffer.wrap(decoded);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw badCursor();
    }

    static Stop badCursor() {
        return new Stop(Problem.invalid("cursor", "has to be the nextCursor of a page"));
    }
}
