package dev.ticketing.core.mailbox;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;

import java.util.List;

/** Events for one aggregate. */
public record Change<S, E extends DomainEvent>(AggregateRef<S, E> aggregate, List<E> events) {

    public Change {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("no events for " + aggregate.stream());
        }
    }

    public static <S, E extends DomainEvent> Change<S, E> of(
            AggregateRef<S, E> aggregate, E event) {
        return new Change<>(aggregate, List.of(event));
    }
}
