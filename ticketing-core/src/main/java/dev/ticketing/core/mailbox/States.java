package dev.ticketing.core.mailbox;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The states of aggregates as of some version, kept in memory so that a stream is folded once and
 * then only followed. States are immutable, so that readers and the mailbox share them. Safe for
 * any number of threads; blocks on the log.
 */
public final class States {

    private static final int PAGE = 5_000;

    /** Steps between snapshots grow up to so many times the first one: who starts reads no more. */
    private static final long LONGEST_STEP = 5;

    private final EventLog log;
    private final Snapshots snapshots;
    private final Executor executor;
    private final FailureListener failures;
    private final MailboxLimits limits;
    private final Map<StreamId, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    States(
            EventLog log,
            Snapshots snapshots,
            Executor executor,
            FailureListener failures,
            MailboxLimits limits) {
        this.log = log;
        this.snapshots = snapshots;
        this.executor = executor;
        this.failures = failures;
        this.limits = limits;
    }

    /** What one stream has come to, and which version of it is kept as a snapshot. */
    private record Entry(
            Loaded<?> loaded, Version snapshot, AtomicLong lastUse, AtomicBoolean saving) {}

    /** When a state was last used; written down, because it changes while they are sorted. */
    private record Use(StreamId stream, long number) {}

    /** The state as the log has it now. */
    public <S, E extends DomainEvent> Loaded<S> current(AggregateRef<S, E> aggregate) {
        Entry entry = entries.get(aggregate.stream());
        Loaded<S> known = entry == null ? restored(aggregate) : loaded(entry);
        Loaded<S> followed = follow(aggregate, known);
        if (entry == null || followed.version().compareTo(known.version()) > 0) {
            keep(aggregate, followed, entry == null ? known.version() : entry.snapshot);
        }
        return followed;
    }

    /** The state as it was last seen here: it may be behind what other processes wrote. */
    <S, E extends DomainEvent> Loaded<S> cached(AggregateRef<S, E> aggregate) {
        Entry entry = entries.get(aggregate.stream());
        if (entry == null) {
            return current(aggregate);
        }
        entry.lastUse.set(uses.incrementAndGet());
        return loaded(entry);
    }

    /** Several short streams, read in one round trip and not kept. */
    Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
        return log.readAll(streams);
    }

    /** Takes note of what was committed here. */
    <S, E extends DomainEvent> void advance(AggregateRef<S, E> aggregate, Loaded<S> committed) {
        Entry entry = entries.get(aggregate.stream());
        keep(aggregate, committed, entry == null ? Version.NONE : entry.snapshot);
        Entry kept = entries.get(aggregate.stream());
        if (kept != null && isSnapshotDue(kept) && kept.saving.compareAndSet(false, true)) {
            executor.execute(() -> save(aggregate, kept));
        }
    }

    /** Forgets a state: it will be read from the log again. */
    void forget(StreamId stream) {
        entries.remove(stream);
    }

    private <S, E extends DomainEvent> Loaded<S> restored(AggregateRef<S, E> aggregate) {
        return snapshots
                .latest(aggregate)
                .orElseGet(() -> new Loaded<>(aggregate.decider().initialState(), Version.NONE));
    }

    private <S, E extends DomainEvent> Loaded<S> follow(
            AggregateRef<S, E> aggregate, Loaded<S> known) {
        Loaded<S> state = known;
        List<RecordedEvent> page;
        do {
            page = log.read(aggregate.stream(), state.version(), PAGE);
            state = fold(aggregate, state, page);
        } while (page.size() == PAGE);
        return state;
    }

    static <S, E extends DomainEvent> Loaded<S> fold(
            AggregateRef<S, E> aggregate, Loaded<S> from, List<RecordedEvent> events) {
        S state = from.state();
        for (RecordedEvent recorded : events) {
            state = aggregate.evolve(state, recorded);
        }
        return new Loaded<>(state, from.version().plus(events.size()));
    }

    private void keep(AggregateRef<?, ?> aggregate, Loaded<?> loaded, Version snapshot) {
        long use = uses.incrementAndGet();
        entries.merge(
                aggregate.stream(),
                new Entry(loaded, snapshot, new AtomicLong(use), new AtomicBoolean()),
                States::newer);
        if (entries.size() > limits.cachedStates()) {
            dropLeastUsed();
        }
    }

    private static Entry newer(Entry old, Entry offered) {
        if (offered.loaded.version().compareTo(old.loaded.version()) <= 0) {
            return old;
        }
        Version snapshot =
                old.snapshot.compareTo(offered.snapshot) > 0 ? old.snapshot : offered.snapshot;
        return new Entry(offered.loaded, snapshot, offered.lastUse, old.saving);
    }

    private void dropLeastUsed() {
        List<Use> uses = new ArrayList<>();
        entries.forEach((stream, entry) -> uses.add(new Use(stream, entry.lastUse.get())));
        uses.sort(Comparator.comparingLong(Use::number));
        for (Use use : uses.subList(0, uses.size() / 10 + 1)) {
            entries.remove(use.stream);
        }
    }

    /** In steps that grow with the stream, within bounds: neither saving nor reading costs much. */
    private boolean isSnapshotDue(Entry entry) {
        long since = entry.loaded.version().value() - entry.snapshot.value();
        long least = limits.eventsPerSnapshot();
        return since >= Math.clamp(entry.snapshot.value() / 2, least, least * LONGEST_STEP);
    }

    private <S, E extends DomainEvent> void save(AggregateRef<S, E> aggregate, Entry entry) {
        try {
            Loaded<S> snapshot = loaded(entry);
            snapshots.save(aggregate, snapshot);
            entries.computeIfPresent(
                    aggregate.stream(), (id, now) -> withSnapshot(now, snapshot.version()));
        } catch (RuntimeException e) {
            failures.failed("snapshot of " + aggregate.stream(), e);
        } finally {
            entry.saving.set(false);
        }
    }

    private static @Nullable Entry withSnapshot(Entry entry, Version snapshot) {
        return new Entry(entry.loaded, snapshot, entry.lastUse, entry.saving);
    }

    /** An entry is only ever made by a reference to the same stream, so the type is right. */
    @SuppressWarnings("unchecked")
    private static <S> Loaded<S> loaded(Entry entry) {
        return (Loaded<S>) entry.loaded;
    }
}
