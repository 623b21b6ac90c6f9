package dev.ticketing.core.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * What was done about a dead letter.
 *
 * @param actor who did it: {@code user:<id>}, or {@code system:<consumer>}
 * @param reason the error, or why a person gave it up
 */
public record DeadLetterAction(Instant at, Kind kind, String actor, Optional<String> reason) {

    /** What it was. */
    public enum Kind {
        /** Its first event could not be handled. */
        PARKED,
        /** A person asked to try again. */
        RETRY_REQUESTED,
        /** All its events have taken effect. */
        RETRIED,
        /** A retry has failed. */
        FAILED,
        /** A person gave it up. */
        DISCARDED
    }

    /** Who acts when a consumer does. */
    public static String actorOf(ConsumerId consumer) {
        return "system:" + consumer.name();
    }
}
