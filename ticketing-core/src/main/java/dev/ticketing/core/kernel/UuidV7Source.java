package dev.ticketing.core.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * UUIDv7 as RFC 9562 lays it out: 48 bits of Unix milliseconds, then 74 random bits. Safe for any
 * number of threads.
 */
public final class UuidV7Source implements IdSource {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000000000000000L;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public UuidV7Source(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        long millis = clock.millis();
        long high = (millis << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
        long low = VARIANT_RFC | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
        return new UUID(high, low);
    }
}
