package dev.ticketing.core.log;

/** How many events a stream has: its optimistic counter. The first event makes version 1. */
public record Version(long value) implements Comparable<Version> {

    /** A stream that has no events. */
    public static final Version NONE = new Version(0);

    public Version {
        if (value < 0) {
            throw new IllegalArgumentException("version: " + value);
        }
    }

    public Version plus(int events) {
        return new Version(Math.addExact(value, events));
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(value, other.value);
    }
}
