package dev.ticketing.core.ticket;

import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;

/** What can happen to a ticket. */
public sealed interface TicketEvent extends DomainEvent {

    record TicketIssued(TicketFacts facts) implements TicketEvent {}

    /** Somebody was let in with it. */
    record TicketCheckedIn(CheckIn checkIn) implements TicketEvent {}

    /** Somebody else holds it from now on, and its codes so far are void. */
    record TicketTransferred(Transfer transfer) implements TicketEvent {}

    record TicketVoided(Instant at) implements TicketEvent {}
}
