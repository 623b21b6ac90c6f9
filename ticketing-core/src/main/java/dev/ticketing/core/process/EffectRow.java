package dev.ticketing.core.process;

import dev.ticketing.core.consumer.Timed;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Something sent and not done yet.
 *
 * @param instance that sends it
 * @param correlation of what brought it about
 * @param due when it is to be tried next
 * @param failures how often it was tried, and failed
 */
public record EffectRow<C>(String instance, UUID correlation, C command, Instant due, int failures)
        implements Timed {

    private static final int DOUBLINGS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    public EffectRow {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /** To be tried again after a pause that grows. */
    EffectRow<C> failed(Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return new EffectRow<>(instance, correlation, command, now.plus(bounded), failures + 1);
    }
}
