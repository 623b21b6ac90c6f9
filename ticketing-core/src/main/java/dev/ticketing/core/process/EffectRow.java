package dev.ticketing.core.process;

import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.log.Position;

import java.time.Instant;
import java.util.UUID;

/**
 * Something sent and not done yet.
 *
 * @param instance that sends it
 * @param correlation of what brought it about
 * @param cause the event that brought it about; the start of the log if a time did
 * @param due when it is to be tried next: at first, when what brought it about happened
 * @param failures how often it was tried, and failed
 */
public record EffectRow<C>(
        String instance, UUID correlation, Position cause, C command, Instant due, int failures)
        implements Timed {

    /** When it waits for a person. */
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    public EffectRow {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /** To be tried again after a pause that grows. */
    EffectRow<C> failed(Instant now, Backoff pauses) {
        return with(now.plus(pauses.after(failures)), failures + 1);
    }

    /** Waits for a person. */
    EffectRow<C> parked() {
        return with(NEVER, failures + 1);
    }

    /** A person wants it tried, however old it is, and as often as if it were new. */
    EffectRow<C> takenUp(Instant now) {
        return with(now, 0);
    }

    private EffectRow<C> with(Instant newlyDue, int newFailures) {
        return new EffectRow<>(instance, correlation, cause, command, newlyDue, newFailures);
    }
}
