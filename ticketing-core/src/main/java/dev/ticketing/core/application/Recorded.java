package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Arrivals;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StoredFeed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * All that was ever recorded, in order and without gaps, for programs that follow the log from
 * outside. Shows everything: whether somebody may see it has to be asked before. Safe for any
 * number of threads.
 */
public final class Recorded {

    /** How many events a page has, at most. */
    public static final int MAX_PAGE = 1_000;

    private final StoredFeed feed;
    private final Arrivals arrivals;

    Recorded(StoredFeed feed, Arrivals arrivals) {
        this.feed = feed;
        this.arrivals = arrivals;
    }

    /**
     * The events after a position, as they are stored. Blocks.
     *
     * @param limit how many, at most; large ones are fewer
     */
    public List<StoredEvent> read(Position after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit: " + limit);
        }
        return feed.read(after, limit);
    }

    /**
     * Completes with true when there is an event after a position, with false after a limit or when
     * the system stops. Does not block.
     *
     * @throws RejectedExecutionException if too many wait already
     */
    public CompletableFuture<Boolean> await(Position after, Duration limit) {
        return arrivals.await(after, limit);
    }
}
