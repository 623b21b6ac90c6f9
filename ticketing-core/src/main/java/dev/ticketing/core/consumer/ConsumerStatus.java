package dev.ticketing.core.consumer;

import dev.ticketing.core.log.Position;

import java.util.Optional;

/**
 * A copy of a consumer as it is stored.
 *
 * @param reason why it was stopped
 * @param owner the process that has the lease, if it has not run out
 * @param position up to here, all that concerns it has taken effect
 */
public record ConsumerStatus(
        ConsumerId id,
        Role role,
        State state,
        Optional<String> reason,
        Optional<String> owner,
        Position position) {

    /** What a copy is for. */
    public enum Role {
        /** Readers see it. Each consumer has one such copy. */
        SERVING,
        /** Is being filled, to serve when it has caught up. */
        REBUILDING,
        /** Has served; kept as it was until it is dropped. */
        RETIRED,
        /** Is being filled to be compared with the one that serves. */
        CHECKING
    }

    /** Whether it moves. */
    public enum State {
        RUNNING,
        /** By a person. */
        PAUSED,
        /** By itself: it cannot go on without a person. */
        STOPPED
    }
}
