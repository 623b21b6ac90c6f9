package dev.ticketing.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition, with a deadline: what a test does that has to do with other threads. The
 * longer it takes the less often it looks, for looking takes time from those who are waited for.
 */
public final class Eventually {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final int LOOKS_WHILE_TIME_DOUBLES = 10;
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

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

    /**
     * Expects a condition to come true that one line says by itself.
     *
     * @throws AssertionError if it does not within half a minute
     */
    public static void isTrue(BooleanSupplier condition) {
        isTrue("expected to come true", USUAL_LIMIT, condition);
    }

    /** Whether it came true in time. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long waited = System.nanoTime() - start;
            if (waited > limit.toNanos()) {
                // All that time may have gone by in one look.
                return condition.getAsBoolean();
            }
            long pause =
                    Math.clamp(
                            waited / LOOKS_WHILE_TIME_DOUBLES,
                            SHORTEST_PAUSE.toNanos(),
                            LONGEST_PAUSE.toNanos());
            LockSupport.parkNanos(pause);
        }
        return true;
    }
}
