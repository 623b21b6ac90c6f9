package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;

import java.time.Instant;

/** What may be asked of a ticket. */
public sealed interface TicketCommand {

    record IssueTicket(TicketFacts facts) implements TicketCommand {}

    /** Lets somebody in with it, once. */
    record CheckInTicket(CheckIn checkIn) implements TicketCommand {}

    /**
     * Gives it to somebody else, in time before the show.
     *
     * @param from who gives it, and has to hold it
     */
    record TransferTicket(UserId from, UserId to, Instant showStarts, Instant now)
            implements TicketCommand {}

    /** Makes it worthless; a void ticket stays void. */
    record VoidTicket(Instant now) implements TicketCommand {}
}
