package dev.ticketing.postgres;

import dev.ticketing.core.journal.Journal;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.JournalConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresJournalTest extends JournalConformance {

    private final PostgresTicketing ticketing;

    PostgresJournalTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected Journal journal() {
        return ticketing.journal();
    }
}
