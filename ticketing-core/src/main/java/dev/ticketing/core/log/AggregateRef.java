package dev.ticketing.core.log;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.DomainEvent;

/**
 * One aggregate: its stream, and the decider that folds it.
 *
 * @param <S> the state
 * @param <E> the events
 */
public record AggregateRef<S, E extends DomainEvent>(
        StreamId stream, Class<E> eventType, Decider<S, ?, E, ?> decider) {

    /** The state as of the given event, which must belong to this aggregate. */
    public S evolve(S state, RecordedEvent recorded) {
        if (!eventType.isInstance(recorded.event())) {
            throw new CorruptLog(
                    "position "
                            + recorded.position().value()
                            + " of "
                            + stream
                            + " holds a "
                            + recorded.event().getClass().getSimpleName());
        }
        return decider.evolve(state, eventType.cast(recorded.event()));
    }
}
