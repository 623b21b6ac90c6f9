package dev.ticketing.postgres;

import dev.ticketing.core.log.Snapshots;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.SnapshotsConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSnapshotsTest extends SnapshotsConformance {

    private final PostgresTicketing ticketing;

    PostgresSnapshotsTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected Snapshots snapshots() {
        return ticketing.snapshots();
    }
}
