package dev.ticketing.postgres;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.DirectoriesConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDirectoriesTest extends DirectoriesConformance {

    private final PostgresTicketing ticketing;

    PostgresDirectoriesTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected Directories directories() {
        return ticketing.directories();
    }

    @Override
    protected ConsumerStore consumers() {
        return ticketing.consumerStore();
    }
}
