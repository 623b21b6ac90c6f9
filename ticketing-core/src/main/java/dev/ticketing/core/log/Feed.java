package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.List;
import java.util.Set;

/**
 * Reading the log in position order. Blocks; safe for any number of threads. An event that cannot
 * be read comes as an {@link UnreadableEvent} to all who want its type, and if that is unknown to
 * everybody.
 */
public interface Feed {

    /** The position of the newest event that can be read. */
    Position head();

    /**
     * The events after a position, in order.
     *
     * @param limit how many positions to look at, at most
     * @throws CorruptLog if a position is missing: a hole is a bug, never an accident of timing
     */
    List<RecordedEvent> read(Position after, int limit);

    /**
     * As {@link #read(Position, int)}, but only events of the given types; says up to where it has
     * looked, which may lie beyond the last event returned.
     */
    Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types);

    /** Events, and the position up to which the log was looked at. */
    record Page(List<RecordedEvent> events, Position upTo) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
