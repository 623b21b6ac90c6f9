package dev.ticketing.core.live;

import dev.ticketing.core.Samples;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A log in a list. */
public final class ListedFeed implements Feed {

    private final List<RecordedEvent> events = new ArrayList<>();
    private int failures;
    private int reads;

    public void record(StreamId stream, DomainEvent event) {
        events.add(Samples.recorded(events.size() + 1, stream, Samples.NOW, event));
    }

    public void failNext() {
        failures++;
    }

    public int reads() {
        return reads;
    }

    @Override
    public Position head() {
        return new Position(events.size());
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        reads++;
        if (failures > 0) {
            failures--;
            throw new LogUnavailable("away", new IllegalStateException("away"));
        }
        return events.stream().skip(after.value()).limit(limit).toList();
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        List<RecordedEvent> page = read(after, limit);
        List<RecordedEvent> wanted =
                page.stream().filter(e -> types.contains(e.event().getClass())).toList();
        return new Page(wanted, after.plus(page.size()));
    }
}
