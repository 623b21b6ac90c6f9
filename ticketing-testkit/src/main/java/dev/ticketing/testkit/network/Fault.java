package dev.ticketing.testkit.network;

import java.time.Duration;

/** What is wrong with a network, as long as it lasts. */
public sealed interface Fault {

    /** Nothing. */
    record None() implements Fault {}

    /**
     * Everything takes longer, each way.
     *
     * @param jitter how much longer still, at most, drawn anew for each piece
     */
    record Latency(Duration delay, Duration jitter) implements Fault {
        public Latency {
            if (delay.isNegative() || jitter.isNegative()) {
                throw new IllegalArgumentException(delay + ", " + jitter);
            }
        }
    }

    /** Nothing moves in either direction; it arrives when the fault is over. */
    record Stall() implements Fault {}

    /**
     * Whatever is sent is lost, and neither side hears that the other is gone, nor when it closes.
     * Connections that have lost something never come back, not even when the fault is over.
     */
    record HalfOpen() implements Fault {}

    /** New connections are reset at once; those that are open go on. */
    record Refusal() implements Fault {}

    /**
     * PostgreSQL has committed, and says so, and its answer does not arrive until the fault is
     * over. Everything else does.
     */
    record StallAfterCommit() implements Fault {}

    /** When a commit is on its way to PostgreSQL, the connection is reset before it arrives. */
    record CutBeforeCommit() implements Fault {}

    /** PostgreSQL has committed, and says so, and the connection is reset instead. */
    record CutAfterCommit() implements Fault {}
}
