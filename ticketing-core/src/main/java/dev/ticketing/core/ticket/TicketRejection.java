package dev.ticketing.core.ticket;

import dev.ticketing.core.reservation.TicketId;

import java.time.Instant;

/** Why a ticket says no. */
public sealed interface TicketRejection {

    record AlreadyIssued(TicketId ticket) implements TicketRejection {}

    record NotIssued() implements TicketRejection {}

    /** Somebody is in with it already. */
    record AlreadyCheckedIn(CheckIn first) implements TicketRejection {}

    /** Somebody is in with it, so that nobody else can have it. */
    record IsUsed() implements TicketRejection {}

    /** It was made worthless. */
    record IsVoid() implements TicketRejection {}

    /** What it was for does not take place. */
    record ShowCancelled() implements TicketRejection {}

    /** The code was its code once; it has been handed on since. */
    record OutdatedCode(Edition shown, Edition present) implements TicketRejection {}

    /** Who wants to hand it on does not hold it, or no more. */
    record HeldByAnother() implements TicketRejection {}

    /** Who is to get it has it. */
    record HeldAlready() implements TicketRejection {}

    /** The show is too near, or over: until then it could be handed on. */
    record TransferClosed(Instant since) implements TicketRejection {}

    /** It has been handed on as often as a ticket can be. */
    record TransferredTooOften(int times) implements TicketRejection {}
}
