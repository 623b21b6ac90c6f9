package dev.ticketing.core.consumer;

import java.time.Duration;
import java.time.Instant;

/**
 * A deadline that outlives the process which set it.
 *
 * @param failures how often it came, and could not be handled
 */
public record Timer(Instant due, int failures) implements Timed {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    public Timer {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /** It could not be handled: again, after a pause that grows. */
    Timer failed(Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return new Timer(now.plus(bounded), failures + 1);
    }

    /** Its sequence is set aside: not now. */
    Timer later(Instant now) {
        return new Timer(now.plus(LONGEST_PAUSE), failures);
    }
}
