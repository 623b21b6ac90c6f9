package dev.ticketing.core.reservation;

import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;
import java.util.List;

/** What can happen to a reservation. */
public sealed interface ReservationEvent extends DomainEvent {

    record ReservationStarted(Terms terms) implements ReservationEvent {}

    record ReservationPaymentStarted(PaymentId payment, Instant at) implements ReservationEvent {}

    record ReservationPaymentDeclined(PaymentId payment, Instant at) implements ReservationEvent {}

    /** The attempt was refused for good: the seats are free again. */
    record ReservationPaymentRefused(PaymentId payment, Instant at) implements ReservationEvent {}

    /**
     * The money came after the hold had ended, and the seats were still to be had: it waits once
     * more for the same attempt, on the same terms but for their end.
     */
    record ReservationReseated(Terms terms, PaymentId payment, Instant at)
            implements ReservationEvent {}

    record ReservationConfirmed(PaymentId payment, List<TicketId> tickets, Instant at)
            implements ReservationEvent {
        public ReservationConfirmed {
            tickets = List.copyOf(tickets);
        }
    }

    record ReservationExpired(Instant at) implements ReservationEvent {}

    /** All of the money goes back, and nobody has cancelled anything. */
    record ReservationRefunded(Instant at) implements ReservationEvent {}

    record ReservationCancelled(Canceller by, Instant at) implements ReservationEvent {}
}
