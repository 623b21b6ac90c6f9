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

    /**
     * What was done, for a caller to whom a refusal is a bug.
     *
     * @throws IllegalStateException if it was refused
     */
    default Done<T> orElseThrow() {
        return switch (this) {
            case Done<T> done -> done;
            case Refused<T>(Refusal why) -> throw new IllegalStateException("refused: " + why);
        };
    }
}
