package dev.ticketing.core.consumer;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.Set;

/**
 * A pure fold of events into rows. Stateless; safe for any number of threads. What it throws means
 * that it cannot handle the event: the event is then parked.
 */
public interface Projection {

    /** Unique among consumers: {@code reservations}. */
    String name();

    /** The tables it keeps; no other projection writes them. */
    Set<Table<?, ?>> tables();

    /** The events it looks at; it is shown no others. */
    Set<Class<? extends DomainEvent>> interests();

    /** The categories of the streams that these events are in. */
    Set<String> categories();

    /**
     * Changes rows by one event. May be called again for the same event before anything is stored;
     * depends on nothing but the event and the rows.
     */
    void apply(RecordedEvent event, Rows rows);

    /** What has to stay in order: when one event is parked, all later ones of its sequence are. */
    default String sequenceOf(RecordedEvent event) {
        return event.stream().toString();
    }
}
