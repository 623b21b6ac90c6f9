package dev.ticketing.core.reservation;

import dev.ticketing.core.inventory.ReservationId;

/** Why a reservation says no. */
public sealed interface ReservationRejection {

    record AlreadyStarted(ReservationId reservation) implements ReservationRejection {}

    record NotStarted() implements ReservationRejection {}

    /** The time of the hold is over. */
    record HoldOver(ReservationId reservation) implements ReservationRejection {}

    record AlreadyPaid(PaymentId payment) implements ReservationRejection {}

    record PaymentInProgress(PaymentId payment) implements ReservationRejection {}

    /** It has come to another end. */
    record Ended(Reservation.Status status) implements ReservationRejection {}

    /** It waits for another attempt, or for none. */
    record NotThisPayment(PaymentId payment) implements ReservationRejection {}

    /** Its time is not over yet. */
    record StillLive(ReservationId reservation) implements ReservationRejection {}
}
