package dev.ticketing.postgres;

import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.IdentityStoreConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIdentityStoreTest extends IdentityStoreConformance {

    private final PostgresTicketing ticketing;

    PostgresIdentityStoreTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected IdentityStore identityStore() {
        return ticketing.identityStore();
    }
}
