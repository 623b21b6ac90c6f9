package dev.ticketing.postgres;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.OpenWorkConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresOpenWorkTest extends OpenWorkConformance {

    private final PostgresTicketing ticketing;

    PostgresOpenWorkTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected OpenWork openWork() {
        return ticketing.openWork();
    }

    @Override
    protected ConsumerStore consumers() {
        return ticketing.consumerStore();
    }
}
