package dev.ticketing.testkit.memory;

import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.testkit.conformance.TicketDirectoryConformance;

class InMemoryTicketDirectoryTest extends TicketDirectoryConformance {

    private final InMemoryTicketDirectory ticketDirectory = new InMemoryTicketDirectory();

    @Override
    protected TicketDirectory ticketDirectory() {
        return ticketDirectory;
    }
}
