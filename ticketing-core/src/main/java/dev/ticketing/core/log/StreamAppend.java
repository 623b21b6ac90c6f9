package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.List;

/**
 * Events for one stream of a unit, to follow on the expected version. Without events it is a guard:
 * the unit stands only if the stream has not moved.
 */
public record StreamAppend(StreamId stream, Version expected, List<? extends DomainEvent> events) {

    public StreamAppend {
        events = List.copyOf(events);
        for (DomainEvent event : events) {
            if (event instanceof UnreadableEvent) {
                throw new IllegalArgumentException("not to be recorded: " + event);
            }
        }
    }

    public static StreamAppend guard(StreamId stream, Version expected) {
        return new StreamAppend(stream, expected, List.of());
    }

    public boolean isGuard() {
        return events.isEmpty();
    }
}
