package dev.ticketing.core.ticket;

import dev.ticketing.core.reservation.TicketId;

/** Why a ticket says no. */
public sealed interface TicketRejection {

    record AlreadyIssued(TicketId ticket) implements TicketRejection {}

    record NotIssued() implements TicketRejection {}
}
