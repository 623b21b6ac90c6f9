package dev.ticketing.core.reservation;

import java.time.Instant;
import java.util.List;

/** What may be asked of a reservation. */
public sealed interface ReservationCommand {

    record StartReservation(Terms terms) implements ReservationCommand {}

    record StartPayment(PaymentId payment, Instant now) implements ReservationCommand {}

    /** The attempt was refused; the hold lives on. */
    record DeclinePayment(PaymentId payment, Instant now) implements ReservationCommand {}

    /** The attempt was refused for good; the seats are released in the same unit. */
    record RefusePayment(PaymentId payment, Instant now) implements ReservationCommand {}

    /** The attempt was captured too late, and the seats are held once more in the same unit. */
    record ReseatReservation(PaymentId payment, Instant expiresAt, Instant now)
            implements ReservationCommand {}

    /** The attempt was captured, and the seats are sold to this reservation in the same unit. */
    record ConfirmReservation(PaymentId payment, List<TicketId> tickets, Instant now)
            implements ReservationCommand {
        public ConfirmReservation {
            tickets = List.copyOf(tickets);
        }
    }

    /** The seats are released in the same unit because the hold's time is over. */
    record ExpireReservation(Instant now) implements ReservationCommand {}

    /** All of the money goes back; the seats are released in the same unit. */
    record RefundReservation(Instant now) implements ReservationCommand {}

    record CancelReservation(Canceller by, Instant now) implements ReservationCommand {}
}
