package dev.ticketing.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a deadline: what a test does that has to do with other threads. */
public final class Eventually {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Eventually() {}

    /**
     * Expects a condition to come true.
     *
     * @throws AssertionError if it does not within the limit
     */
    public static void isTrue(String what, Duration limit, BooleanSupplier condition) {
        if (!within(limit, condition)) {
            throw new AssertionError(what + ": not within " + limit);
        }
    }

    /** Whether it came true in time. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}
