package dev.ticketing.core.log;

/**
 * A place in the log: consecutive from 1, in commit order, which is also the order in which events
 * become visible. 0 is before the first event.
 */
public record Position(long value) implements Comparable<Position> {

    /** Before the first event. */
    public static final Position START = new Position(0);

    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("position: " + value);
        }
    }

    public Position plus(long events) {
        return new Position(Math.addExact(value, events));
    }

    /** The later of both. */
    public Position max(Position other) {
        return isBefore(other) ? other : this;
    }

    public boolean isBefore(Position other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }
}
