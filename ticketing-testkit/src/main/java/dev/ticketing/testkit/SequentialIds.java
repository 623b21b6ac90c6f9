package dev.ticketing.testkit;

import dev.ticketing.core.kernel.IdSource;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same ids in every run: valid UUIDv7, each a millisecond after the one before. Safe for any
 * number of threads.
 */
public final class SequentialIds implements IdSource {

    private static final long FIRST_MILLIS = TestClock.START.toEpochMilli();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000000000000000L;
    private static final long MAX_FAMILY = 0x0FFFL;

    private final long family;
    private final AtomicLong count = new AtomicLong();

    public SequentialIds() {
        this(0);
    }

    /**
     * Sources of different families never hand out the same id.
     *
     * @param family 0–4095
     */
    public SequentialIds(int family) {
        if (family < 0 || family > MAX_FAMILY) {
            throw new IllegalArgumentException("family: " + family);
        }
        this.family = family;
    }

    @Override
    public UUID next() {
        long number = count.getAndIncrement();
        return new UUID((FIRST_MILLIS + number) << 16 | VERSION_7 | family, VARIANT_RFC | number);
    }
}
