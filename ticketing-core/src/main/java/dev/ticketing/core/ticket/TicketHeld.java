package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.reservation.TicketId;

/** A ticket has come to a holder. */
public record TicketHeld(TicketId ticket, UserId holder) {}
