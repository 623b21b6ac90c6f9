package dev.ticketing.core.ticket;

import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;

/** What can happen to a ticket. */
public sealed interface TicketEvent extends DomainEvent {

    record TicketIssued(TicketFacts facts) implements TicketEvent {}

    /** Somebody was let in with it. */
    record TicketCheckedIn(CheckIn checkIn) implements TicketEvent {}

    record TicketVoided(Instant at) implements TicketEvent {}
}
