package dev.ticketing.core.live;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the write side knows now: at least everything that the feed has shown. Blocks. */
public interface PresentState {

    /**
     * How many places are left now.
     *
     * @param until when a hold ends, and with it these numbers, if nothing happens before
     */
    record PlacesNow(Availability counts, Optional<Instant> until) {}

    /** The sections of a show; empty if there is no such show. */
    List<SectionId> sections(ShowId show);

    /** The places of a section; empty if there is none. */
    Optional<PlacesNow> places(ShowId show, SectionId section);

    Optional<Reservation.Started> reservation(ReservationId id);

    /** Those of several reservations that there are, in one round trip. */
    List<Reservation.Started> reservations(List<ReservationId> ids);

    Optional<Payment.Requested> payment(PaymentId id);

    /**
     * Completes when {@link #unpaid} knows everything up to a position, or when that takes too long
     * to wait for it. Does not block.
     */
    CompletableFuture<?> unpaidKnownUpTo(Position position);

    /**
     * What a customer holds and has not paid, as far as a read model has come; a bounded number.
     */
    List<Reservation.Started> unpaid(UserId customer);
}
