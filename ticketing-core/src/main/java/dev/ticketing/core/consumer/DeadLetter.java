package dev.ticketing.core.consumer;

import dev.ticketing.core.log.Position;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A sequence of events that a consumer could not handle: the first, and all later ones of the same
 * sequence, by reference to the log.
 *
 * @param first the position of the first event that was set aside
 * @param events how many are set aside
 * @param attempts how often handling the first was tried by a person's wish
 * @param reason why a person has given it up
 */
public record DeadLetter(
        UUID id,
        ConsumerId consumer,
        String sequence,
        Status status,
        Position first,
        long events,
        String error,
        int attempts,
        Instant parkedAt,
        Optional<String> reason) {

    /** Where it is in its life. */
    public enum Status {
        /** Waits for a person. */
        PARKED,
        /** A person has asked to try again; the consumer's owner will. */
        RETRYING,
        /** All its events have taken effect. */
        RETRIED,
        /** A person has given it up; later events of the sequence are handled again. */
        DISCARDED;

        /** Whether events of its sequence are set aside. */
        public boolean isOpen() {
            return this == PARKED || this == RETRYING;
        }
    }
}
