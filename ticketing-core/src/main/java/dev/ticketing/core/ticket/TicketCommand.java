package dev.ticketing.core.ticket;

import java.time.Instant;

/** What may be asked of a ticket. */
public sealed interface TicketCommand {

    record IssueTicket(TicketFacts facts) implements TicketCommand {}

    /** Lets somebody in with it, once. */
    record CheckInTicket(CheckIn checkIn) implements TicketCommand {}

    /** Makes it worthless; a void ticket stays void. */
    record VoidTicket(Instant now) implements TicketCommand {}
}
