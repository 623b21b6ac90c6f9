package dev.ticketing.core.reservation;

import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;
import java.util.List;

/** What can happen to a reservation. */
public sealed interface ReservationEvent extends DomainEvent {

    record ReservationStarted(Terms terms) implements ReservationEvent {}

    record ReservationPaymentStarted(PaymentId payment, Instant at) implements ReservationEvent {}

    record ReservationPaymentDeclined(PaymentId payment, Instant at) implements ReservationEvent {}

    record ReservationConfirmed(PaymentId payment, List<TicketId> tickets, Instant at)
            implements ReservationEvent {
        public ReservationConfirmed {
            tickets = List.copyOf(tickets);
        }
    }

    record ReservationExpired(Instant at) implements ReservationEvent {}

    record ReservationCancelled(Canceller by, Instant at) implements ReservationEvent {}
}
