package dev.ticketing.core.live;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

/** One piece of news. The same object goes to all its subscribers. */
public sealed interface Message {

    /** Everything recorded up to here is told by it, or was told before. */
    Position position();

    /** How many places of a section are left. Only the latest of a section is of use. */
    record PlacesChanged(ShowId show, SectionId section, Availability places, Position position)
            implements Message {}

    /** What became of a reservation. */
    record ReservationChanged(
            ReservationId reservation, Reservation.Status status, Position position)
            implements Message {}

    /** What became of a payment. */
    record PaymentChanged(
            PaymentId payment, ReservationId reservation, Payment.Status status, Position position)
            implements Message {}
}
