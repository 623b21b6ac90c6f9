package dev.ticketing.core.reservation;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reservations, as far as their projection has come. Blocks; safe for any number of threads. Throws
 * {@link LogUnavailable} when the store cannot be reached.
 */
public interface ReservationDirectory {

    /**
     * The reservations, newest id first.
     *
     * @param now decides whether a hold's time is over
     * @param before only those with a smaller id; empty for the newest
     */
    List<ReservationRow> list(
            Filter filter, Instant now, Optional<ReservationId> before, int limit);

    /**
     * Which reservations are wanted; empty for all.
     *
     * @param status as {@link Reservation#statusAt} says
     */
    record Filter(
            Optional<UserId> customer, Optional<ShowId> show, Optional<Reservation.Status> status) {

        /** Whether a reservation is wanted. */
        public boolean matches(Reservation.Started reservation, Instant now) {
            Terms terms = reservation.terms();
            return customer.filter(wanted -> !wanted.equals(terms.customer())).isEmpty()
                    && show.filter(wanted -> !wanted.equals(terms.show())).isEmpty()
                    && status.filter(wanted -> wanted != Reservation.statusAt(reservation, now))
                            .isEmpty();
        }
    }
}
