package dev.ticketing.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Safe for any number of threads. */
public final class TestClock implements InstantSource {

    /** Where a clock stands that was not told otherwise. */
    public static final Instant START = Instant.parse("2027-03-01T12:00:00Z");

    private final AtomicReference<Instant> now;

    public TestClock() {
        this(START);
    }

    public TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Sets the time, also backwards: wall clocks do that. */
    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves the time, and returns where it came to. */
    public Instant advance(Duration by) {
        return now.updateAndGet(instant -> instant.plus(by));
    }
}
