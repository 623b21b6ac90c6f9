package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StreamId;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots that last as long as their object, and so always have today's shape. */
public final class InMemorySnapshots implements Snapshots {

    private final Map<StreamId, Loaded<?>> newest = new ConcurrentHashMap<>();

    public InMemorySnapshots() {}

    @Override
    @SuppressWarnings("unchecked") // A stream belongs to one aggregate, whose state is an S.
    public <S, E extends DomainEvent> Optional<Loaded<S>> latest(AggregateRef<S, E> aggregate) {
        return Optional.ofNullable((Loaded<S>) newest.get(aggregate.stream()));
    }

    @Override
    public <S, E extends DomainEvent> void save(AggregateRef<S, E> aggregate, Loaded<S> snapshot) {
        newest.merge(aggregate.stream(), snapshot, InMemorySnapshots::newer);
    }

    private static Loaded<?> newer(Loaded<?> one, Loaded<?> other) {
        return other.version().compareTo(one.version()) > 0 ? other : one;
    }
}
