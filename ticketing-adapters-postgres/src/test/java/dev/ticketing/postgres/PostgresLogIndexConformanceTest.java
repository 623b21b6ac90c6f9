package dev.ticketing.postgres;

import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.LogIndexConformance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresLogIndexConformanceTest extends LogIndexConformance {

    private final PostgresTicketing ticketing;

    PostgresLogIndexConformanceTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterEach
    void close() {
        ticketing.close();
    }

    @Override
    protected EventLog eventLog() {
        return ticketing.eventLog();
    }

    @Override
    protected LogIndex logIndex() {
        return ticketing.logIndex();
    }
}
