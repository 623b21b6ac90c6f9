package dev.ticketing.core.verification;

import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a verification has found.
 *
 * @param head how far the log was looked at
 * @param events how many events were read
 * @param violations the first of those that were found
 * @param found how many there were
 * @param notes what is no violation, and worth knowing
 * @param took all of it
 */
public record Report(
        Position head,
        long events,
        List<Check> checks,
        List<Violation> violations,
        long found,
        List<String> notes,
        Duration took) {

    public Report {
        checks = List.copyOf(checks);
        violations = List.copyOf(violations);
        notes = List.copyOf(notes);
    }

    public boolean isClean() {
        return found == 0;
    }

    /**
     * One thing that was looked at.
     *
     * @param looked how many events, streams or consumers
     */
    public record Check(String name, long looked, Duration took) {}

    /**
     * What is not as it must be.
     *
     * @param where a stream, a consumer's row, a consumer; {@code log} for the log as a whole
     * @param position of the event that shows it, if one does
     */
    public record Violation(Kind kind, String where, Optional<Position> position, String text) {}

    /** What a violation is about, in the words of {@code docs/verification.md}. */
    public enum Kind {
        /** Positions are missing. */
        HOLE,
        /** The counted end of the log is not where its last event is. */
        HEAD,
        /** An event cannot be read, or makes no sense. */
        UNREADABLE,
        /** Positions, versions or commands do not follow one another. */
        ORDER,
        /** A place is given twice, or given back twice, or there are more than there are. */
        PLACES,
        /** Money does not add up. */
        MONEY,
        /** Seats, reservation, payment and tickets have not changed together. */
        TOGETHER,
        /** Something begins at a show that is over, or is sold for one that was called off. */
        OVER,
        /** The version that guards a stream is not that of its last event. */
        STREAM_VERSION,
        /** A command is not registered as its events say. */
        COMMAND,
        /** A consumer is where it cannot be. */
        CONSUMER,
        /** A dead letter does not hold what belongs into it. */
        DEAD_LETTER,
        /** A row of a read model is not what the log says. */
        ROW,
        /** Today's code cannot handle an event that a read model has taken. */
        NOT_FOLDED
    }
}
