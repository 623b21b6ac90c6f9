package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The write side's view of the log. Every call blocks; safe for any number of threads and
 * processes.
 *
 * <p>Every method throws {@link LogUnavailable} when the log cannot be reached or does not answer
 * in time, and {@link CorruptLog} when what it holds cannot be read.
 */
public interface EventLog {

    /** The most units one {@link #append} takes. */
    int MAX_UNITS = 2_000;

    /** The most events one {@link #append} takes. */
    int MAX_EVENTS = 20_000;

    /** How many events are read at a time where all are looked at. */
    int PAGE = 5_000;

    /**
     * Appends atomically by unit: all events of a unit or none of it. Units are judged in order,
     * each seeing the ones before it, so that several may follow one another on the same stream; a
     * unit that conflicts, and those that build on it, do not hold up the others. A unit that
     * expects events of one before it that is not recorded now conflicts, even if somebody else has
     * brought the stream to the version it expects: it was judged on what has not happened.
     *
     * <p>What is reported as appended is durable: it survives the death of any process.
     *
     * @return one result for each unit, in the same order
     * @throws UnknownOutcome when the connection broke before the answer: units may or may not have
     *     been recorded. Appending the same units again is safe and tells.
     */
    List<AppendResult> append(List<Unit> units);

    /** The events of a stream after a version, oldest first, at most {@code limit}. */
    List<RecordedEvent> read(StreamId stream, Version after, int limit);

    /**
     * Those events of a stream that are of one type, after a version, oldest first, at most {@code
     * limit}. This one looks at every event of the stream; an adapter may do better.
     */
    default List<RecordedEvent> readOf(
            StreamId stream, Class<? extends DomainEvent> type, Version after, int limit) {
        List<RecordedEvent> found = new ArrayList<>();
        Version read = after;
        List<RecordedEvent> page;
        do {
            page = read(stream, read, PAGE);
            for (RecordedEvent recorded : page) {
                read = recorded.version();
                if (type.isInstance(recorded.event()) && found.size() < limit) {
                    found.add(recorded);
                }
            }
        } while (page.size() == PAGE && found.size() < limit);
        return found;
    }

    /**
     * All events of several short streams, in one round trip. A stream without events is not in the
     * answer.
     */
    Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams);

    /**
     * The versions of several streams, in one round trip. A stream without events is not in the
     * answer. This one reads their events; an adapter may do better.
     */
    default Map<StreamId, Version> versions(Collection<StreamId> streams) {
        Map<StreamId, Version> versions = new LinkedHashMap<>();
        readAll(streams)
                .forEach((stream, events) -> versions.put(stream, events.getLast().version()));
        return versions;
    }

    /** Of the given commands, those that have been applied, with digest and positions. */
    Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands);

    /** A command that was applied: what it was, and the positions of its events. */
    record AppliedCommand(CommandKey command, Position first, Position last) {}
}
