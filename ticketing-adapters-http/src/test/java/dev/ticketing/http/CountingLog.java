package dev.ticketing.http;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often single streams are read. */
final class CountingLog implements EventLog {

    private final EventLog log;
    private final Map<String, LongAdder> reads = new ConcurrentHashMap<>();

    CountingLog(EventLog log) {
        this.log = log;
    }

    /** How often streams of a category were read one by one. */
    long of(String category) {
        return reads.computeIfAbsent(category, any -> new LongAdder()).sum();
    }

    @Override
    public List<AppendResult> append(List<Unit> units) {
        return log.append(units);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
        reads.computeIfAbsent(stream.category(), any -> new LongAdder()).increment();
        return log.read(stream, after, limit);
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
        return log.readAll(streams);
    }

    @Override
    public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
        return log.applied(commands);
    }
}
