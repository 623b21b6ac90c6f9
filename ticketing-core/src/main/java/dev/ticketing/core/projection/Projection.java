package dev.ticketing.core.projection;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.List;
import java.util.Set;

/**
 * A pure fold from events to changes of a read model. Stateless; safe for any number of threads.
 *
 * @param <C> the changes
 */
public interface Projection<C> {

    /** The events it looks at; it is shown no others. */
    Set<Class<? extends DomainEvent>> interests();

    /** What a run of events, in order, changes: few changes for many events. */
    List<C> fold(List<RecordedEvent> events);
}
