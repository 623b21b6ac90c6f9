package dev.ticketing.postgres;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.SigningKeysConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSigningKeysTest extends SigningKeysConformance {

    private final PostgresTicketing ticketing;

    PostgresSigningKeysTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected SigningKeys signingKeys() {
        return ticketing.signingKeys();
    }
}
