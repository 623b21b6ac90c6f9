package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.invariants.LogScript.lapsed;
import static dev.ticketing.core.invariants.LogScript.released;
import static dev.ticketing.core.invariants.LogScript.requested;
import static dev.ticketing.core.invariants.LogScript.reserved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;

import org.junit.jupiter.api.Test;

/** Reservations whose end their section alone says. */
class LapsedHoldsInvariantsTest {

    private final LogScript log = new LogScript();

    @Test
    void many_end_with_one_event_and_nothing_of_them_is_kept() {
        log.opens();
        log.holds(1);
        log.holds(2);
        log.holds(3);
        log.lapse(1, 3);
        assertThat(log.found()).isEmpty();
        assertThat(log.invariants.open()).as("terms and places of the second").isEqualTo(2);
        log.lapse(2);
        assertThat(log.found()).isEmpty();
        assertThat(log.invariants.open()).isZero();
    }

    @Test
    void a_hold_lapses_once() {
        log.opens();
        log.holds(1);
        log.lapse(1);
        log.lapse(1);
        assertThat(log.found())
                .containsExactly(
                        "Reservation " + reservation(1) + " gives back what it does not have.",
                        "Reservation "
                                + reservation(1)
                                + " ends though it has ended or never began.");
    }

    @Test
    void what_lapses_does_not_end_in_its_own_stream_as_well() {
        log.opens();
        log.holds(1);
        log.command(lapsed(1), reserved(1, new ReservationExpired(NOW)));
        log.holds(2);
        log.command(reserved(2, new ReservationExpired(NOW)), lapsed(2));
        assertThat(log.found()).containsExactly(endsTwice(1), endsTwice(2));
    }

    private static String endsTwice(int number) {
        return "Reservation " + reservation(number) + " ends twice.";
    }

    @Test
    void nothing_comes_after_it() {
        log.opens();
        log.holds(1);
        log.lapse(1);
        log.command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        log.command(
                reserved(1, new ReservationCancelled(Canceller.CUSTOMER, NOW)),
                released(1, ReleaseReason.CANCELLED));
        assertThat(log.found())
                .containsExactly(
                        "Reservation " + reservation(1) + " changes though it is not open.",
                        "Reservation " + reservation(1) + " gives back what it does not have.",
                        "Reservation "
                                + reservation(1)
                                + " ends though it has ended or never began.");
    }

    @Test
    void what_somebody_has_tried_to_pay_for_does_not_lapse() {
        log.opens();
        log.holds(1);
        log.command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        log.lapse(1);
        assertThat(log.found())
                .containsExactly(
                        "Reservation "
                                + reservation(1)
                                + " lapses though somebody has tried to pay.");
    }

    @Test
    void what_was_bought_does_not_lapse() {
        log.opens();
        log.sells(1);
        log.lapse(1);
        assertThat(log.found())
                .contains("Reservation " + reservation(1) + " lapses though it has bought.");
    }
}
