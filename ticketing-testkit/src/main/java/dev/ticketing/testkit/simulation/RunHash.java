package dev.ticketing.testkit.simulation;

/** A hash over all that happens in a run, in its order: two runs that are alike have the same. */
final class RunHash {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long value = FACTOR;

    void add(long part) {
        value = (Long.rotateLeft(value, 23) ^ part) * FACTOR;
    }

    void add(String part) {
        add(part.hashCode());
    }

    long value() {
        return value ^ value >>> 32;
    }
}
