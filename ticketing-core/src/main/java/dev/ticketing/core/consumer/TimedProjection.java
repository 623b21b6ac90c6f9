package dev.ticketing.core.consumer;

import java.time.Instant;

/**
 * A fold that time moves on, too: among its rows are timers, and when the time of one has come, it
 * is taken out and handed back. What it throws then means that it cannot handle it now: the timer
 * comes again after a pause, and nothing else of it is changed.
 *
 * <p>It cannot be built anew from the log alone, which does not tell when what came.
 */
public interface TimedProjection extends Projection {

    /** Which of its tables holds the timers. */
    Table<TimerKey, Timer> timers();

    /**
     * Changes rows because a time has come.
     *
     * @param timer is no longer among the rows; may be set again
     * @param due when it was to come
     * @param now by the clock of the store, at or after {@code due}
     */
    void timeOut(TimerKey timer, Instant due, Instant now, Rows rows);

    /**
     * Whether a sequence that is set aside is one of events, whose later ones are set aside, too;
     * else it is something that could not be done outside, and stands alone.
     */
    boolean isOfEvents(String sequence);

    /** Changes rows because a person wants something tried again that is no sequence of events. */
    void takeUp(String sequence, Instant now, Rows rows);
}
