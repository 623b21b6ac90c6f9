package dev.ticketing.testkit.simulation;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The log as one server reads it in the order of positions. */
final class NodeFeed implements Feed {

    private final Life life;
    private final Feed feed;
    private final WatchedLog log;
    private final Weather weather;

    NodeFeed(Life life, Feed feed, WatchedLog log, Weather weather) {
        this.life = life;
        this.feed = feed;
        this.log = log;
        this.weather = weather;
    }

    @Override
    public Position head() {
        weather.requireLog();
        Position head = feed.head();
        log.seen(head);
        return head;
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        weather.requireLog();
        List<RecordedEvent> events = feed.read(after, limit);
        log.seen(after, events);
        return asRead(events);
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        List<RecordedEvent> looked = read(after, limit);
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent one : looked) {
            boolean isWanted =
                    one.event() instanceof UnreadableEvent unreadable
                            ? unreadable.mayBeOf(types)
                            : types.contains(one.event().getClass());
            if (isWanted) {
                found.add(one);
            }
        }
        return new Page(found, looked.isEmpty() ? after : looked.getLast().position());
    }

    /** Events as this version of the code understands them. */
    List<RecordedEvent> asRead(List<RecordedEvent> events) {
        return log.holdsUnreadable() ? events.stream().map(this::asRead).toList() : events;
    }

    private RecordedEvent asRead(RecordedEvent event) {
        if (log.isReadable(event, life)) {
            return event;
        }
        DomainEvent meant = event.event();
        return new RecordedEvent(
                event.position(),
                event.stream(),
                event.version(),
                event.eventId(),
                event.recordedAt(),
                event.command(),
                event.metadata(),
                new UnreadableEvent(
                        meant.getClass().getSimpleName(),
                        2,
                        "of a newer version of the code",
                        Optional.of(meant.getClass())));
    }
}
