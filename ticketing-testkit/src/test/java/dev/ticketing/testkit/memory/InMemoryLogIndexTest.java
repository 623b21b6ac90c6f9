package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.LogIndexConformance;

class InMemoryLogIndexTest extends LogIndexConformance {

    private final InMemoryEventLog log = new InMemoryEventLog(new TestClock(), new SequentialIds());

    @Override
    protected EventLog eventLog() {
        return log;
    }

    @Override
    protected LogIndex logIndex() {
        return log;
    }
}
