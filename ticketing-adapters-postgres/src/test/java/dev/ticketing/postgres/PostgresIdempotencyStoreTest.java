package dev.ticketing.postgres;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.IdempotencyStoreConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIdempotencyStoreTest extends IdempotencyStoreConformance {

    private final PostgresTicketing ticketing;

    PostgresIdempotencyStoreTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected IdempotencyStore idempotencyStore() {
        return ticketing.idempotencyStore();
    }
}
