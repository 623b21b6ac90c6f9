package dev.ticketing.core.consumer;

import dev.ticketing.core.kernel.Backoff;

import java.time.Duration;
import java.time.Instant;

/**
 * A deadline that outlives the process which set it.
 *
 * @param failures how often it came, and could not be handled
 */
public record Timer(Instant due, int failures) implements Timed {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1));

    public Timer {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /** It could not be handled: again, after a pause that grows. */
    Timer failed(Instant now) {
        return new Timer(now.plus(BACKOFF.after(failures)), failures + 1);
    }

    /** Its sequence is set aside: not now. */
    Timer later(Instant now) {
        return new Timer(now.plus(BACKOFF.longest()), failures);
    }
}
