package dev.ticketing.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Puts POST requests together from prepared bytes. For one connection. */
public final class Requests {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Unique in this process; the run's start makes it unique between runs. */
    private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis() << 20);

    private final byte[] head;

    /** A request to a path, by the bearer of a token. */
    public Requests(String path, String token) {
        String text =
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + token
                        + "\r\nIdempotency-Key: bench-";
        head = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A request with a fresh idempotency key. */
    public void put(byte[] body, ByteBuffer into) {
        into.put(head);
        long key = KEYS.incrementAndGet();
        for (int shift = 60; shift >= 0; shift -= 4) {
            into.put(HEX[(int) (key >>> shift) & 0xF]);
        }
        into.put(LENGTH);
        into.put(String.valueOf(body.length).getBytes(StandardCharsets.US_ASCII));
        into.put(END);
        into.put(body);
    }
}
