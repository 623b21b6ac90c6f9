package dev.ticketing.testkit.assertions;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Started;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SeatLabel;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Where a reservation is, and what it is for. */
public final class ReservationAssert extends FactsAssert<ReservationAssert, Reservation> {

    ReservationAssert(Reservation actual) {
        super(actual, ReservationAssert.class);
    }

    /** Expects that its places are held and nobody is being asked for money, whatever the time. */
    public ReservationAssert isHeld() {
        return is(Reservation.Held.class);
    }

    public ReservationAssert isBeingPaid() {
        return is(Reservation.PaymentPending.class);
    }

    /** Expects that it is paid, with a ticket for each place. */
    public ReservationAssert isConfirmed() {
        return is(Reservation.Confirmed.class).hasTickets(terms().places().quantity());
    }

    /** Expects that its end is recorded. */
    public ReservationAssert isExpired() {
        return is(Reservation.Expired.class);
    }

    public ReservationAssert isCancelled() {
        return is(Reservation.Cancelled.class);
    }

    public ReservationAssert isRefunded() {
        return is(Reservation.Refunded.class);
    }

    /** Expects that an attempt to pay was refused for good. */
    public ReservationAssert isRefusedPayment() {
        return is(Reservation.PaymentFailed.class);
    }

    private ReservationAssert is(Class<? extends Reservation> state) {
        isNotNull();
        if (!state.isInstance(actual)) {
            failWithMessage(
                    "Expected the reservation to be %s, but it is%n  %s",
                    state.getSimpleName(), actual);
        }
        return this;
    }

    /** Expects the status that users are told at an instant: what is overdue is EXPIRED. */
    public ReservationAssert hasStatusAt(Instant now, Status expected) {
        return has("status at " + now, Reservation.statusAt(started(), now), expected);
    }

    public ReservationAssert hasTotal(Money expected) {
        return has("total", terms().total(), expected);
    }

    public ReservationAssert hasPlaces(int expected) {
        return has("number of places", terms().places().quantity(), expected);
    }

    /** Expects just these seats, in this order. */
    public ReservationAssert holdsSeats(String... expected) {
        List<String> seats = terms().places().seats().stream().map(SeatLabel::value).toList();
        return has("seats", seats, Arrays.asList(expected));
    }

    /** Expects so many tickets, void ones included. */
    public ReservationAssert hasTickets(int expected) {
        return has("number of tickets", started().tickets().size(), expected);
    }

    public ReservationAssert belongsTo(UserId expected) {
        return has("customer", terms().customer(), expected);
    }

    private Terms terms() {
        return started().terms();
    }

    private Started started() {
        isNotNull();
        if (actual instanceof Started started) {
            return started;
        }
        throw failure("Expected a reservation, but nobody has started it");
    }
}
