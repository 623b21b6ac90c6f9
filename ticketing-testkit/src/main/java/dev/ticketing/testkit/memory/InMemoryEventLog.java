package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A log that lasts as long as its object. Safe for any number of threads. */
public final class InMemoryEventLog implements EventLog, Feed, LogIndex {

    private final InstantSource clock;
    private final IdSource ids;
    private final ReentrantLock lock = new ReentrantLock();

    /** All events; the one at position n has index n − 1. */
    private final List<RecordedEvent> events = new ArrayList<>();

    private final Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
    private final Map<CommandId, AppliedCommand> commands = new HashMap<>();

    public InMemoryEventLog(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<AppendResult> append(List<Unit> units) {
        requireAtMost("units", units.size(), MAX_UNITS);
        requireAtMost("events", units.stream().mapToInt(Unit::eventCount).sum(), MAX_EVENTS);
        Instant now = clock.instant();
        Map<StreamId, Version> missed = new HashMap<>();
        return locked(() -> units.stream().map(unit -> append(unit, now, missed)).toList());
    }

    private static void requireAtMost(String what, int value, int max) {
        if (value > max) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }

    /**
     * @param missed where the units of this batch that were not recorded would have gone on
     */
    private AppendResult append(Unit unit, Instant now, Map<StreamId, Version> missed) {
        AppendResult result = append(unit, now, append -> isSound(append, missed));
        if (!(result instanceof AppendResult.Appended)) {
            for (StreamAppend append : unit.streams()) {
                if (!append.isGuard()) {
                    missed.merge(append.stream(), append.expected(), InMemoryEventLog::lower);
                }
            }
        }
        return result;
    }

    /** What builds on a missed unit is unsound, whatever has brought its stream to the version. */
    private boolean isSound(StreamAppend append, Map<StreamId, Version> missed) {
        Version first = missed.get(append.stream());
        return append.expected().equals(versionOf(append.stream()))
                && (first == null || append.expected().compareTo(first) <= 0);
    }

    private static Version lower(Version one, Version other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private AppendResult append(Unit unit, Instant now, Predicate<StreamAppend> isSound) {
        AppliedCommand before = commands.get(unit.command().id());
        if (before != null) {
            return before.command().equals(unit.command())
                    ? new AppendResult.AlreadyApplied(before.first(), before.last())
                    : new AppendResult.CommandReused();
        }
        for (StreamAppend append : unit.streams()) {
            if (!isSound.test(append)) {
                return new AppendResult.Conflict();
            }
        }
        return record(unit, now);
    }

    private AppendResult record(Unit unit, Instant now) {
        Position first = head().plus(1);
        for (StreamAppend append : unit.streams()) {
            for (DomainEvent event : append.events()) {
                record(unit, append.stream(), event, now);
            }
        }
        commands.put(unit.command().id(), new AppliedCommand(unit.command(), first, head()));
        return new AppendResult.Appended(first, head());
    }

    private void record(Unit unit, StreamId stream, DomainEvent event, Instant now) {
        RecordedEvent recorded =
                new RecordedEvent(
                        head().plus(1),
                        stream,
                        versionOf(stream).plus(1),
                        ids.next(),
                        now,
                        unit.command().id(),
                        unit.metadata(),
                        event);
        events.add(recorded);
        streams.computeIfAbsent(stream, id -> new ArrayList<>()).add(recorded);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
        return locked(() -> page(eventsOf(stream), after.value(), limit));
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> wanted) {
        Map<StreamId, List<RecordedEvent>> found = new LinkedHashMap<>();
        return locked(
                () -> {
                    for (StreamId stream : wanted) {
                        if (streams.containsKey(stream)) {
                            found.put(stream, List.copyOf(eventsOf(stream)));
                        }
                    }
                    return found;
                });
    }

    @Override
    public Map<CommandId, AppliedCommand> applied(Collection<CommandId> wanted) {
        Map<CommandId, AppliedCommand> found = new LinkedHashMap<>();
        return locked(
                () -> {
                    for (CommandId id : wanted) {
                        AppliedCommand command = commands.get(id);
                        if (command != null) {
                            found.put(id, command);
                        }
                    }
                    return found;
                });
    }

    @Override
    public Position head() {
        return locked(() -> new Position(events.size()));
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        return locked(() -> page(events, after.value(), limit));
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        List<RecordedEvent> looked = read(after, limit);
        List<RecordedEvent> found =
                looked.stream().filter(one -> types.contains(one.event().getClass())).toList();
        return new Page(found, looked.isEmpty() ? after : looked.getLast().position());
    }

    @Override
    public Ends ends() {
        return new Ends(head(), head());
    }

    @Override
    public Optional<Position> firstAfter(Position position) {
        return read(position, 1).stream().map(RecordedEvent::position).findFirst();
    }

    /** Versions are counted here, and kept nowhere. */
    @Override
    public Streams streams(String after, int limit) {
        return locked(() -> new Streams(List.of(), streams.size(), Optional.empty()));
    }

    @Override
    public long commandsUpTo(Position position) {
        return locked(
                () ->
                        commands.values().stream()
                                .filter(command -> !position.isBefore(command.last()))
                                .count());
    }

    private Version versionOf(StreamId stream) {
        return new Version(eventsOf(stream).size());
    }

    private List<RecordedEvent> eventsOf(StreamId stream) {
        return streams.getOrDefault(stream, List.of());
    }

    private static List<RecordedEvent> page(List<RecordedEvent> from, long after, int limit) {
        int first = (int) Math.min(after, from.size());
        int end = (int) Math.min((long) first + limit, from.size());
        return List.copyOf(from.subList(first, end));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
