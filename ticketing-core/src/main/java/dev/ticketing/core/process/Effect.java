package dev.ticketing.core.process;

import java.time.Duration;

/**
 * What a process wants to have done.
 *
 * @param <C> what it sends
 */
public sealed interface Effect<C> {

    /** Something is to be done outside, at least once, as long as there is hope. */
    record Send<C>(C command) implements Effect<C> {}

    /**
     * The process is to be told when a time has passed since the input; an earlier timer of the
     * name is forgotten.
     *
     * @param timer 1–100 characters
     */
    record SetTimer<C>(String timer, Duration after) implements Effect<C> {
        public SetTimer {
            if (after.isNegative()) {
                throw new IllegalArgumentException("after: " + after);
            }
        }
    }

    /** A timer is forgotten; nothing if there is none of the name. */
    record CancelTimer<C>(String timer) implements Effect<C> {}
}
