package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.EventLogConformance;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

class InMemoryEventLogTest extends EventLogConformance {

    private final InMemoryEventLog log = new InMemoryEventLog(new TestClock(), new SequentialIds());

    @Override
    protected EventLog eventLog() {
        return log;
    }

    @Override
    protected Feed feed() {
        return log;
    }

    @Override
    protected StoredFeed storedFeed() {
        return new InMemoryStoredFeed(log);
    }

    @Override
    protected EventLog breaking(Break when) {
        return new BreakingLog(log, when);
    }

    /** What a writer sees of a log that is far away, when the connection breaks. */
    private record BreakingLog(EventLog log, Break when) implements EventLog {

        @Override
        public List<AppendResult> append(List<Unit> units) {
            if (when == Break.AFTER_COMMIT) {
                log.append(units);
            }
            throw new UnknownOutcome("connection lost", new IOException("connection reset"));
        }

        @Override
        public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
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
}
