package dev.ticketing.core.reservation;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.Given;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationCommand.ConfirmReservation;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationCommand.RefundReservation;
import dev.ticketing.core.reservation.ReservationCommand.RefusePayment;
import dev.ticketing.core.reservation.ReservationCommand.ReseatReservation;
import dev.ticketing.core.reservation.ReservationCommand.StartPayment;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.reservation.ReservationRejection.HoldOver;
import dev.ticketing.core.reservation.ReservationRejection.NotThisPayment;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** Ends that a payment brings about: refused for good, too late and seated again, refunded. */
class ReservationEndsTest {

    private static final Instant EXPIRES = NOW.plusSeconds(300);
    private static final Instant JUST_BEFORE = EXPIRES.minusNanos(1);
    private static final Instant LATE = EXPIRES.plusSeconds(9);
    private static final Instant AGAIN = LATE.plusMillis(1);
    private static final List<TicketId> TICKETS = List.of(ticket(1), ticket(2));
    private static final Terms TERMS =
            new Terms(
                    reservation(1),
                    SHOW,
                    STALLS,
                    CUSTOMER,
                    places(2),
                    List.of(new PriceLine(TIER.id(), 2, euros(50))),
                    NOW,
                    EXPIRES);

    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            HELD = Given.nothing(ReservationDecider.INSTANCE).and(new ReservationStarted(TERMS));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            PENDING = HELD.and(new ReservationPaymentStarted(payment(1), NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            EXPIRED = PENDING.and(new ReservationExpired(EXPIRES));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            RESEATED = EXPIRED.and(new ReservationReseated(TERMS.until(AGAIN), payment(1), LATE));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            CONFIRMED = PENDING.and(new ReservationConfirmed(payment(1), TICKETS, NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            REFUSED = PENDING.and(new ReservationPaymentRefused(payment(1), NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            REFUNDED = CONFIRMED.and(new ReservationRefunded(NOW));

    @Test
    void a_payment_that_is_refused_for_good_ends_it() {
        RefusePayment justInTime = new RefusePayment(payment(1), JUST_BEFORE);
        PENDING.accepts(justInTime, new ReservationPaymentRefused(payment(1), JUST_BEFORE));
        assertThat(statusOf(REFUSED)).isEqualTo(Status.PAYMENT_FAILED);
    }

    @Test
    void what_has_ended_by_time_is_not_ended_by_a_refusal() {
        PENDING.rejects(new RefusePayment(payment(1), EXPIRES), new HoldOver(TERMS.id()));
        EXPIRED.rejects(new RefusePayment(payment(1), EXPIRES), new NotThisPayment(payment(1)));
    }

    @Test
    void only_the_attempt_it_waits_for_can_be_refused() {
        PENDING.rejects(new RefusePayment(payment(2), NOW), new NotThisPayment(payment(2)));
        HELD.rejects(new RefusePayment(payment(1), NOW), new NotThisPayment(payment(1)));
    }

    @Test
    void after_a_refusal_for_good_nothing_follows() {
        Ended ended = new Ended(Status.PAYMENT_FAILED);
        REFUSED.rejects(new StartPayment(payment(2), NOW), ended);
        REFUSED.rejects(new ExpireReservation(EXPIRES), ended);
        REFUSED.rejects(new CancelReservation(Canceller.CUSTOMER, NOW), ended);
        REFUSED.rejects(
                new ReseatReservation(payment(1), AGAIN, LATE), new NotThisPayment(payment(1)));
    }

    @Test
    void money_that_comes_too_late_takes_it_up_again_on_the_same_terms() {
        ReservationReseated reseated =
                new ReservationReseated(TERMS.until(AGAIN), payment(1), LATE);
        EXPIRED.accepts(new ReseatReservation(payment(1), AGAIN, LATE), reseated);
        RESEATED.accepts(
                new ConfirmReservation(payment(1), TICKETS, LATE),
                new ReservationConfirmed(payment(1), TICKETS, LATE));
        assertThat(TERMS.until(AGAIN).total()).isEqualTo(TERMS.total());
        assertThat(TERMS.until(AGAIN).places()).isEqualTo(TERMS.places());
    }

    @Test
    void it_is_taken_up_again_whether_its_end_was_recorded_or_not_but_not_before() {
        PENDING.accepts(
                new ReseatReservation(payment(1), AGAIN, EXPIRES),
                new ReservationReseated(TERMS.until(AGAIN), payment(1), EXPIRES));
        PENDING.rejects(
                new ReseatReservation(payment(1), AGAIN, JUST_BEFORE),
                new NotThisPayment(payment(1)));
    }

    @Test
    void money_of_another_attempt_does_not_take_it_up_again() {
        ReseatReservation other = new ReseatReservation(payment(2), AGAIN, LATE);
        EXPIRED.rejects(other, new NotThisPayment(payment(2)));
        PENDING.rejects(other, new NotThisPayment(payment(2)));
        PENDING.and(new ReservationPaymentDeclined(payment(1), NOW))
                .rejects(
                        new ReseatReservation(payment(1), AGAIN, LATE),
                        new NotThisPayment(payment(1)));
    }

    @Test
    void what_was_cancelled_is_not_taken_up_again() {
        PENDING.and(new ReservationCancelled(Canceller.CUSTOMER, NOW))
                .rejects(
                        new ReseatReservation(payment(1), AGAIN, LATE),
                        new NotThisPayment(payment(1)));
    }

    @Test
    void a_full_refund_ends_what_is_confirmed_and_nothing_else() {
        CONFIRMED.accepts(new RefundReservation(NOW), new ReservationRefunded(NOW));
        HELD.rejects(new RefundReservation(NOW), new Ended(Status.HELD));
        EXPIRED.rejects(new RefundReservation(NOW), new Ended(Status.EXPIRED));
        REFUNDED.rejects(new RefundReservation(NOW), new Ended(Status.REFUNDED));
        assertThat(statusOf(REFUNDED)).isEqualTo(Status.REFUNDED);
    }

    @Test
    void after_a_full_refund_nothing_follows() {
        Ended ended = new Ended(Status.REFUNDED);
        REFUNDED.rejects(new StartPayment(payment(2), NOW), ended);
        REFUNDED.rejects(new ExpireReservation(EXPIRES), ended);
        REFUNDED.rejects(new CancelReservation(Canceller.ORGANIZER, NOW), ended);
    }

    @Test
    void what_was_refunded_keeps_its_payment_and_its_void_tickets() {
        assertThat(REFUNDED.state())
                .isEqualTo(new Reservation.Refunded(TERMS, payment(1), TICKETS));
    }

    private static Status statusOf(
            Given<Reservation, ReservationCommand, ReservationEvent, ReservationRejection> given) {
        return Reservation.statusAt((Reservation.Started) given.state(), NOW);
    }
}
