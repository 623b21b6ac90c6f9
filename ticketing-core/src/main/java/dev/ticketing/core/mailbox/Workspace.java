package dev.ticketing.core.mailbox;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states that a batch of commands sees: those of the log, and upon them what the commands
 * before it in the batch have changed. For one thread, the mailbox's.
 */
public final class Workspace {

    private final States states;
    private final Map<StreamId, AggregateRef<?, ?>> owned;
    private final Map<StreamId, Loaded<?>> seen = new HashMap<>();
    private final Map<StreamId, AggregateRef<?, ?>> changedOwned = new LinkedHashMap<>();

    /** What the command that is being judged has looked at. */
    private final Map<StreamId, AggregateRef<?, ?>> lookedAt = new LinkedHashMap<>();

    /** What it rests on without having looked. */
    private final Map<StreamId, Version> restedOn = new LinkedHashMap<>();

    Workspace(States states, List<AggregateRef<?, ?>> owned) {
        this.states = states;
        this.owned = new HashMap<>();
        for (AggregateRef<?, ?> aggregate : owned) {
            this.owned.put(aggregate.stream(), aggregate);
        }
    }

    /** From now on another command is judged. */
    void next() {
        lookedAt.clear();
        restedOn.clear();
    }

    /**
     * The state of an aggregate, read from the log if nobody here has looked at it yet. Whatever
     * the command records rests on it.
     */
    public <S, E extends DomainEvent> S state(AggregateRef<S, E> aggregate) {
        return lookAt(aggregate).state();
    }

    /** The version of that state. */
    public <S, E extends DomainEvent> Version version(AggregateRef<S, E> aggregate) {
        return lookAt(aggregate).version();
    }

    private <S, E extends DomainEvent> Loaded<S> lookAt(AggregateRef<S, E> aggregate) {
        lookedAt.put(aggregate.stream(), aggregate);
        return loaded(aggregate);
    }

    /** Takes an aggregate for one that has no events yet; the log objects if that is wrong. */
    public <S, E extends DomainEvent> S fresh(AggregateRef<S, E> aggregate) {
        S initial = aggregate.decider().initialState();
        seen.put(aggregate.stream(), new Loaded<>(initial, Version.NONE));
        return initial;
    }

    /** Takes a state that was read before; the log objects if it is not the newest any more. */
    public <S, E extends DomainEvent> void assume(AggregateRef<S, E> aggregate, Loaded<S> read) {
        seen.putIfAbsent(aggregate.stream(), read);
    }

    /**
     * Whatever the command records rests on the aggregate being at a version, and its state is not
     * asked for.
     */
    public void restOn(AggregateRef<?, ?> aggregate, Version version) {
        restedOn.put(aggregate.stream(), version);
    }

    /** Reads several short streams in one round trip, as far as they have not been seen. */
    public void load(List<? extends AggregateRef<?, ?>> aggregates) {
        Map<StreamId, AggregateRef<?, ?>> missing = new LinkedHashMap<>();
        for (AggregateRef<?, ?> aggregate : aggregates) {
            if (!owned.containsKey(aggregate.stream()) && !seen.containsKey(aggregate.stream())) {
                missing.put(aggregate.stream(), aggregate);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Map<StreamId, List<RecordedEvent>> read = states.readAll(missing.keySet());
        for (AggregateRef<?, ?> aggregate : missing.values()) {
            fold(aggregate, read.getOrDefault(aggregate.stream(), List.of()));
        }
    }

    private <S, E extends DomainEvent> void fold(
            AggregateRef<S, E> aggregate, List<RecordedEvent> events) {
        Loaded<S> initial = new Loaded<>(aggregate.decider().initialState(), Version.NONE);
        seen.put(aggregate.stream(), States.fold(aggregate, initial, events));
    }

    /** A reference is only ever used for its own stream, so the type is right. */
    @SuppressWarnings("unchecked")
    private <S, E extends DomainEvent> Loaded<S> loaded(AggregateRef<S, E> aggregate) {
        Loaded<?> loaded = seen.get(aggregate.stream());
        if (loaded == null && owned.containsKey(aggregate.stream())) {
            loaded = states.cached(aggregate);
            seen.put(aggregate.stream(), loaded);
        } else if (loaded == null) {
            load(List.of(aggregate));
            loaded = seen.get(aggregate.stream());
        }
        if (loaded == null) {
            throw new IllegalStateException("not loaded: " + aggregate.stream());
        }
        return (Loaded<S>) loaded;
    }

    /** The unit of a judgement, whose changes the commands behind it see from now on. */
    Unit stage(Work<?> work, Judgement.Commit<?> commit) {
        List<StreamAppend> appends = new ArrayList<>();
        Map<StreamId, Loaded<?>> after = new HashMap<>();
        for (Change<?, ?> change : commit.changes()) {
            appends.add(append(change));
            after.put(change.aggregate().stream(), changed(change));
        }
        for (AggregateRef<?, ?> guard : lookedAt.values()) {
            if (!after.containsKey(guard.stream())) {
                appends.add(StreamAppend.guard(guard.stream(), loaded(guard).version()));
            }
        }
        restedOn.forEach(
                (stream, version) -> {
                    if (!after.containsKey(stream) && !lookedAt.containsKey(stream)) {
                        appends.add(StreamAppend.guard(stream, version));
                    }
                });
        Unit unit = new Unit(work.command(), appends, work.metadata());
        // Nothing above has left a trace: a unit that cannot be made is its own caller's trouble.
        seen.putAll(after);
        for (Change<?, ?> change : commit.changes()) {
            if (owned.containsKey(change.aggregate().stream())) {
                changedOwned.put(change.aggregate().stream(), change.aggregate());
            }
        }
        return unit;
    }

    private StreamAppend append(Change<?, ?> change) {
        AggregateRef<?, ?> aggregate = change.aggregate();
        return new StreamAppend(aggregate.stream(), loaded(aggregate).version(), change.events());
    }

    private <S, E extends DomainEvent> Loaded<S> changed(Change<S, E> change) {
        Loaded<S> before = loaded(change.aggregate());
        S after = change.aggregate().decider().evolve(before.state(), change.events());
        return new Loaded<>(after, before.version().plus(change.events().size()));
    }

    /** Everything staged has been committed: the mailbox's own states move on. */
    void committed() {
        changedOwned.values().forEach(this::advance);
    }

    private <S, E extends DomainEvent> void advance(AggregateRef<S, E> aggregate) {
        states.advance(aggregate, loaded(aggregate));
    }

    /**
     * Asks the log whether the mailbox's own states are the newest, and remembers the newer ones.
     *
     * @return true if what has been judged so far was judged on the newest states
     */
    boolean isCurrent(Map<StreamId, Version> judgedOn) {
        boolean current = true;
        for (AggregateRef<?, ?> aggregate : owned.values()) {
            Version now = states.current(aggregate).version();
            Version then = judgedOn.get(aggregate.stream());
            current &= then == null || then.equals(now);
        }
        return current;
    }

    /** The versions of the mailbox's own states before anything was staged. */
    Map<StreamId, Version> ownedVersions() {
        Map<StreamId, Version> versions = new HashMap<>();
        for (AggregateRef<?, ?> aggregate : owned.values()) {
            versions.put(aggregate.stream(), loaded(aggregate).version());
        }
        return versions;
    }
}
