package dev.ticketing.http;

import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.testkit.conformance.TicketPapersConformance;

class PrintedTicketsConformanceTest extends TicketPapersConformance {

    @Override
    protected TicketPapers papers() {
        return new PrintedTickets();
    }
}
