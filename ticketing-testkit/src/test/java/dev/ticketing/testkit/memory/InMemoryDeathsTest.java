package dev.ticketing.testkit.memory;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.conformance.DeathsConformance;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class InMemoryDeathsTest extends DeathsConformance {

    private final InMemoryTicketing database = new InMemoryTicketing(clock(), new SequentialIds());

    @Override
    protected Ticketing.Stores stores() {
        return database.stores();
    }

    @Override
    protected LogIndex logIndex() {
        return database.log();
    }
}
