package dev.ticketing.testkit.simulation;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import java.util.List;
import java.util.Set;

/** The log as it is handed to who follows it: compared with what was recorded. */
final class ComparedFeed implements Feed {

    private final Feed feed;
    private final WatchedLog log;

    ComparedFeed(Feed feed, WatchedLog log) {
        this.feed = feed;
        this.log = log;
    }

    @Override
    public Position head() {
        return feed.head();
    }

    /** The log itself is what is asked, and looked at there. */
    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        return feed.read(after, limit);
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        Page page = feed.read(after, limit, types);
        log.seen(after, page, types);
        return page;
    }
}
