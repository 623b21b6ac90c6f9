package dev.ticketing.core.kernel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * UUIDv7 as RFC 9562 lays it out: 48 bits of Unix milliseconds, then 74 random bits. Safe for any
 * number of threads. Random bits are drawn for many ids at a time: each draw has its price.
 */
public final class UuidV7Source implements IdSource {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000000000000000L;
    private static final int BYTES_PER_ID = 2 * Long.BYTES;
    private static final int IDS_PER_DRAW = 256;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock turn = new ReentrantLock();
    private final ByteBuffer drawn = ByteBuffer.allocate(IDS_PER_DRAW * BYTES_PER_ID);

    public UuidV7Source(InstantSource clock) {
        this.clock = clock;
        drawn.position(drawn.limit());
    }

    @Override
    public UUID next() {
        long millis = clock.millis();
        turn.lock();
        try {
            if (!drawn.hasRemaining()) {
                random.nextBytes(drawn.array());
                drawn.rewind();
            }
            long high = (millis << 16) | VERSION_7 | (drawn.getLong() & 0x0FFFL);
            long low = VARIANT_RFC | (drawn.getLong() & 0x3FFFFFFFFFFFFFFFL);
            return new UUID(high, low);
        } finally {
            turn.unlock();
        }
    }

    /**
     * When an id was made, to the millisecond, by the clock of whoever made it.
     *
     * @throws IllegalArgumentException if it is no UUIDv7
     */
    public static Instant madeAt(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("no UUIDv7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
