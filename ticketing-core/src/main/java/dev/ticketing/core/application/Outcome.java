package dev.ticketing.core.application;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;

import java.util.Optional;

/**
 * What a service answers: done, or refused with a reason. An exception means a broken world alone.
 *
 * @param <T> what was made or changed
 */
public sealed interface Outcome<T> {

    /**
     * Done, and durable.
     *
     * @param version of the stream of {@code value}
     * @param position of the last event recorded; empty if nothing had to change
     * @param replayed whether it was done before, under the same command id
     */
    record Done<T>(T value, Version version, Optional<Position> position, boolean replayed)
            implements Outcome<T> {}

    /** Not done; nothing was recorded. */
    record Refused<T>(Refusal why) implements Outcome<T> {}
}
