package dev.ticketing.testkit.memory;

import dev.ticketing.core.mail.TicketPapers;
import dev.ticketing.testkit.conformance.TicketPapersConformance;

class PlainPapersTest extends TicketPapersConformance {

    @Override
    protected TicketPapers papers() {
        return new PlainPapers();
    }
}
