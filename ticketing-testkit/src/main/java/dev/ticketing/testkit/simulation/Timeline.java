package dev.ticketing.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * Virtual time: what is to happen, by time and then by the order in which it was said. Time passes
 * only from one to the next. For one thread.
 */
final class Timeline implements InstantSource {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Instant start;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final RunHash hash;
    private long now;
    private long said;
    private long steps;

    /** Something that is to happen. */
    private record Entry(long at, long number, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    Timeline(Instant start, RunHash hash) {
        this.start = start;
        this.hash = hash;
    }

    /** Microseconds since the start. */
    long now() {
        return now;
    }

    @Override
    public Instant instant() {
        return at(now);
    }

    Instant at(long micros) {
        return start.plusSeconds(micros / MICROS_PER_SECOND)
                .plusNanos(micros % MICROS_PER_SECOND * NANOS_PER_MICRO);
    }

    static long micros(Duration length) {
        return length.getSeconds() * MICROS_PER_SECOND + length.getNano() / NANOS_PER_MICRO;
    }

    void after(Duration delay, Runnable task) {
        at(now + micros(delay), task);
    }

    /** Something is to happen at a time; now, if that is over. */
    void at(long micros, Runnable task) {
        queue.add(new Entry(Math.max(now, micros), said++, task));
    }

    /** How much has happened. */
    long steps() {
        return steps;
    }

    /** When the next thing happens; {@link Long#MAX_VALUE} if nothing does. */
    long next() {
        Entry next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.at;
    }

    /** Lets the next thing happen. */
    void step() {
        Entry next = queue.remove();
        now = next.at;
        steps++;
        hash.add(next.at);
        hash.add(next.number);
        next.task.run();
    }

    /** Lets time pass without anything happening. */
    void moveTo(long micros) {
        now = Math.max(now, micros);
    }
}
