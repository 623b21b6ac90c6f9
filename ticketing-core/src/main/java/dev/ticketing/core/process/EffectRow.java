package dev.ticketing.core.process;

import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.kernel.Backoff;

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

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1));

    public EffectRow {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /** To be tried again after a pause that grows. */
    EffectRow<C> failed(Instant now) {
        Instant again = now.plus(BACKOFF.after(failures));
        return new EffectRow<>(instance, correlation, command, again, failures + 1);
    }
}
