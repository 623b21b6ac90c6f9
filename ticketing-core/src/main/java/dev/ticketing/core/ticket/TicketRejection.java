package dev.ticketing.core.ticket;

import dev.ticketing.core.reservation.TicketId;

/** Why a ticket says no. */
public sealed interface TicketRejection {

    record AlreadyIssued(TicketId ticket) implements TicketRejection {}

    record NotIssued() implements TicketRejection {}

    /** Somebody is in with it already. */
    record AlreadyCheckedIn(CheckIn first) implements TicketRejection {}

    /** It was made worthless. */
    record IsVoid() implements TicketRejection {}

    /** What it was for does not take place. */
    record ShowCancelled() implements TicketRejection {}
}
