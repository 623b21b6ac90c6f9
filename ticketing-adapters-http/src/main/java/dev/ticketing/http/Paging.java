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
        return new Paging(
                exchange.query("limit").map(Paging::limit).orElse(DEFAULT_LIMIT),
                exchange.query("cursor").map(Paging::id));
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

    /** Opaque to callers. */
    static String cursor(UUID id) {
        byte[] bytes =
                ByteBuffer.allocate(CURSOR_BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID id(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == CURSOR_BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Stop(Problem.invalid("cursor", "has to be the nextCursor of a page"));
    }
}
