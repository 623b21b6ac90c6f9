package dev.ticketing.core.consumer;

import java.time.Instant;

/** A row whose time comes. */
public interface Timed {

    /** When, by the clock of the store that keeps it. */
    Instant due();
}
