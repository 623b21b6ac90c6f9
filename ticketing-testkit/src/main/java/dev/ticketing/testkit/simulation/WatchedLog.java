package dev.ticketing.testkit.simulation;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.log.Version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The log beneath all servers. Each event is judged in the moment in which it is recorded, and who
 * reads is looked at: what can be seen at a position once can be seen there for ever, and so can
 * all before it.
 */
final class WatchedLog {

    private final EventLog log;
    private final Feed feed;
    private final Faults faults;
    private final RunHash hash;
    private final BiConsumer<String, Position> onViolation;
    private final LogInvariants invariants = new LogInvariants();

    /** All events, the one at position n at index n − 1. */
    private final List<RecordedEvent> recorded = new ArrayList<>();

    private final Map<StreamId, Long> lengths = new HashMap<>();
    private final Books books = new Books();
    private final Promises promises = new Promises();
    private final Set<Position> poisoned = new HashSet<>();
    private final Versions versions;
    private int told;
    private long compared;

    WatchedLog(
            EventLog log,
            Feed feed,
            Faults faults,
            Versions versions,
            RunHash hash,
            BiConsumer<String, Position> onViolation) {
        this.log = log;
        this.feed = feed;
        this.faults = faults;
        this.versions = versions;
        this.hash = hash;
        this.onViolation = onViolation;
    }

    /**
     * @param writer who records it
     */
    List<AppendResult> append(List<Unit> units, Life writer) {
        List<AppendResult> results = log.append(units);
        Position before = new Position(recorded.size());
        for (RecordedEvent event : feed.read(before, Integer.MAX_VALUE)) {
            take(event);
            versions.recorded(event, writer.isOlder());
        }
        List<LogInvariants.Violation> found = invariants.finish();
        if (found.size() > told) {
            LogInvariants.Violation first = found.get(told);
            told = found.size();
            onViolation.accept(first.rule() + ": " + first.sentence(), first.position());
        }
        return results;
    }

    private void take(RecordedEvent event) {
        recorded.add(event);
        lengths.merge(event.stream(), 1L, Long::sum);
        invariants.accept(event);
        books.accept(event);
        promises.accept(event)
                .ifPresent(what -> onViolation.accept("PROMISE: " + what, event.position()));
        hash.add(event.position().value());
        hash.add(event.eventId().getLeastSignificantBits());
        hash.add(event.recordedAt().toEpochMilli());
        hash.add(event.event().toString());
        hash.add(event.command().value().getLeastSignificantBits());
        if (faults.strikes(Fault.POISON_EVENT)) {
            poisoned.add(event.position());
        }
    }

    /** Events of a stream as somebody reads them: as recorded, and all there are up to a limit. */
    void seen(StreamId stream, Version after, int limit, List<RecordedEvent> events) {
        compared++;
        long there = Math.max(0, lengths.getOrDefault(stream, 0L) - after.value());
        if (events.size() != Math.min(there, limit)) {
            String what = "%d of %d events of %s".formatted(events.size(), there, stream);
            onViolation.accept("VISIBILITY: " + what, head());
        }
        long version = after.value();
        for (RecordedEvent event : events) {
            version++;
            if (event.version().value() != version || !isAsRecorded(event)) {
                onViolation.accept("VISIBILITY: not what was recorded", event.position());
            }
        }
    }

    /** Events as they are handed to who follows the log: none is left out that is wanted. */
    void seen(Position after, Feed.Page page, Set<Class<? extends DomainEvent>> types) {
        int next = 0;
        List<RecordedEvent> events = page.events();
        for (long position = after.value() + 1; position <= page.upTo().value(); position++) {
            compared++;
            if (position > recorded.size()) {
                onViolation.accept("VISIBILITY: looked beyond the end", page.upTo());
                return;
            }
            boolean given = next < events.size() && events.get(next).position().value() == position;
            if (given && !isAsRecorded(events.get(next))) {
                onViolation.accept("VISIBILITY: not what was recorded", new Position(position));
            }
            if (!given && types.contains(recorded.get((int) position - 1).event().getClass())) {
                onViolation.accept("VISIBILITY: left out", new Position(position));
            }
            next += given ? 1 : 0;
        }
        if (next < events.size()) {
            onViolation.accept("VISIBILITY: out of order", events.get(next).position());
        }
    }

    /** What cannot be read by the version of a server is the same event all the same. */
    private boolean isAsRecorded(RecordedEvent event) {
        long position = event.position().value();
        if (position < 1 || position > recorded.size()) {
            return false;
        }
        RecordedEvent here = recorded.get((int) position - 1);
        return event.event() instanceof UnreadableEvent
                ? event.eventId().equals(here.eventId())
                : event.equals(here);
    }

    private Position head() {
        return new Position(recorded.size());
    }

    /** Events as somebody reads them from the log: compared with what was recorded. */
    void seen(Position after, List<RecordedEvent> events) {
        long position = after.value();
        for (RecordedEvent event : events) {
            position++;
            compared++;
            if (event.position().value() != position
                    || position > recorded.size()
                    || !recorded.get((int) position - 1).equals(event)) {
                onViolation.accept("VISIBILITY: not what was recorded", event.position());
            }
        }
    }

    /** The end of the log as somebody sees it: all that was ever recorded lies before it. */
    void seen(Position head) {
        compared++;
        if (head.value() != recorded.size()) {
            onViolation.accept("VISIBILITY: the log ends at " + head + " for a reader", head);
        }
    }

    /** Whether no consumer can handle an event as yet. */
    private boolean isPoisoned(RecordedEvent event) {
        return faults.areRaging() && poisoned.contains(event.position());
    }

    /** Whether the version of the code that a server runs can read an event. */
    boolean isOfItsVersion(RecordedEvent event, Life reader) {
        return !reader.isOlder() || !versions.isNewer(event);
    }

    /** Whether those who follow the log can handle an event. */
    boolean isReadable(RecordedEvent event, Life reader) {
        return !isPoisoned(event) && isOfItsVersion(event, reader);
    }

    /** Whether there are servers of two versions of the code, or were. */
    boolean versionsDiffer() {
        return versions.differ();
    }

    /** Whether anything was ever recorded that somebody could not read. */
    boolean holdsUnreadable() {
        return !poisoned.isEmpty() || versions.differ();
    }

    Books books() {
        return books;
    }

    Promises promises() {
        return promises;
    }

    List<RecordedEvent> recorded() {
        return recorded;
    }

    /** How often it was compared what somebody saw. */
    long compared() {
        return compared;
    }
}
