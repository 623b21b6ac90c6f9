package dev.ticketing.postgres;

import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.TicketDirectoryConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTicketDirectoryTest extends TicketDirectoryConformance {

    private final PostgresTicketing ticketing;

    PostgresTicketDirectoryTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected TicketDirectory ticketDirectory() {
        return ticketing.ticketDirectory();
    }
}
