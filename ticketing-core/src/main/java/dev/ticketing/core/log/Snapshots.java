package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.Optional;

/**
 * States of long streams, kept so that a start need not fold them from the first event. A cache:
 * losing it costs time, never truth. Blocks; safe for any number of threads.
 */
public interface Snapshots {

    /** The newest snapshot whose shape is the one that this version of the code writes. */
    <S, E extends DomainEvent> Optional<Loaded<S>> latest(AggregateRef<S, E> aggregate);

    /** Keeps a snapshot in place of an older one; a newer one stays. */
    <S, E extends DomainEvent> void save(AggregateRef<S, E> aggregate, Loaded<S> snapshot);
}
