package dev.ticketing.core.log;

import java.util.List;
import java.util.Optional;

/**
 * What the log keeps beside its events, to be compared with them by whoever verifies it. Every
 * answer is of one instant, also while others append. Blocks; safe for any number of threads.
 *
 * <p>Every method throws {@link LogUnavailable} when the log cannot be reached or does not answer
 * in time.
 */
public interface LogIndex {

    /** How many mismatches a stretch of streams tells of, at most. */
    int MAX_MISMATCHES = 1_000;

    /** Where the log ends: as it is counted, and by its events. */
    Ends ends();

    /** The position of the first event after another; empty if there is none. */
    Optional<Position> firstAfter(Position position);

    /**
     * The next streams by name, and which of them are not at the version of their last event.
     *
     * @param after a name; empty for the first streams
     * @param limit how many streams to look at, about
     */
    Streams streams(String after, int limit);

    /** How many commands are registered of which all events are up to a position. */
    long commandsUpTo(Position position);

    /**
     * Both ends of the log.
     *
     * @param head where the next event would follow
     * @param last the position of the last event
     */
    record Ends(Position head, Position last) {}

    /**
     * A stretch of streams.
     *
     * @param mismatches the first of them, at most {@link #MAX_MISMATCHES}
     * @param looked how many streams it has
     * @param upTo the last name that was looked at; empty if there are no more streams
     */
    record Streams(List<Mismatch> mismatches, int looked, Optional<String> upTo) {
        public Streams {
            mismatches = List.copyOf(mismatches);
        }
    }

    /**
     * A stream whose version is not that of its last event.
     *
     * @param stream its name as it is stored
     * @param kept the version that guards it; empty if none is kept
     * @param last the version of its last event; none if it has no events
     */
    record Mismatch(String stream, Optional<Version> kept, Version last) {}
}
