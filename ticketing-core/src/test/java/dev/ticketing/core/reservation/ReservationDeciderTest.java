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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.reservation.Reservation.Started;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationCommand.ConfirmReservation;
import dev.ticketing.core.reservation.ReservationCommand.DeclinePayment;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationCommand.StartPayment;
import dev.ticketing.core.reservation.ReservationCommand.StartReservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.ReservationRejection.AlreadyPaid;
import dev.ticketing.core.reservation.ReservationRejection.AlreadyStarted;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.reservation.ReservationRejection.HoldOver;
import dev.ticketing.core.reservation.ReservationRejection.NotStarted;
import dev.ticketing.core.reservation.ReservationRejection.NotThisPayment;
import dev.ticketing.core.reservation.ReservationRejection.PaymentInProgress;
import dev.ticketing.core.reservation.ReservationRejection.StillLive;
import dev.ticketing.core.show.TierId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ReservationDeciderTest {

    private static final Instant EXPIRES = NOW.plusSeconds(300);
    private static final Instant JUST_BEFORE = EXPIRES.minusNanos(1);
    private static final List<TicketId> TICKETS = List.of(ticket(1), ticket(2));
    private static final Terms TERMS = terms(2, List.of(new PriceLine(TIER.id(), 2, euros(50))));

    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            NOTHING = Given.nothing(ReservationDecider.INSTANCE);
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            HELD = NOTHING.and(new ReservationStarted(TERMS));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            PENDING = HELD.and(new ReservationPaymentStarted(payment(1), NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            DECLINED = PENDING.and(new ReservationPaymentDeclined(payment(1), NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            CONFIRMED = PENDING.and(new ReservationConfirmed(payment(1), TICKETS, NOW));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            EXPIRED = DECLINED.and(new ReservationExpired(EXPIRES));
    private static final Given<
                    Reservation, ReservationCommand, ReservationEvent, ReservationRejection>
            CANCELLED = CONFIRMED.and(new ReservationCancelled(Canceller.CUSTOMER, NOW));

    @Test
    void starts_once() {
        StartReservation start = new StartReservation(TERMS);

        NOTHING.accepts(start, new ReservationStarted(TERMS));
        for (var started : List.of(HELD, PENDING, CONFIRMED, EXPIRED, CANCELLED)) {
            started.rejects(start, new AlreadyStarted(TERMS.id()));
        }
    }

    @Test
    void rejects_everything_else_before_the_start() {
        NOTHING.rejects(new StartPayment(payment(1), NOW), new NotStarted());
        NOTHING.rejects(new DeclinePayment(payment(1), NOW), new NotStarted());
        NOTHING.rejects(new ConfirmReservation(payment(1), TICKETS, NOW), new NotStarted());
        NOTHING.rejects(new ExpireReservation(NOW), new NotStarted());
        NOTHING.rejects(new CancelReservation(Canceller.CUSTOMER, NOW), new NotStarted());
    }

    @Test
    void payment_starts_until_a_nanosecond_before_the_hold_ends() {
        HELD.accepts(
                new StartPayment(payment(1), JUST_BEFORE),
                new ReservationPaymentStarted(payment(1), JUST_BEFORE));
        HELD.rejects(new StartPayment(payment(1), EXPIRES), new HoldOver(TERMS.id()));
    }

    @Test
    void payment_starts_again_after_a_decline() {
        DECLINED.accepts(
                new StartPayment(payment(2), NOW), new ReservationPaymentStarted(payment(2), NOW));
    }

    @Test
    void one_payment_is_in_progress_at_a_time() {
        PENDING.rejects(
                new StartPayment(payment(2), JUST_BEFORE), new PaymentInProgress(payment(1)));
        PENDING.rejects(new StartPayment(payment(2), EXPIRES), new HoldOver(TERMS.id()));
    }

    @Test
    void payment_does_not_start_once_the_reservation_has_come_to_an_end() {
        CONFIRMED.rejects(new StartPayment(payment(2), NOW), new AlreadyPaid(payment(1)));
        EXPIRED.rejects(new StartPayment(payment(2), NOW), new HoldOver(TERMS.id()));
        CANCELLED.rejects(new StartPayment(payment(2), NOW), new Ended(Status.CANCELLED));
    }

    @Test
    void a_decline_gives_the_hold_back_also_when_its_time_is_over() {
        PENDING.accepts(
                new DeclinePayment(payment(1), EXPIRES),
                new ReservationPaymentDeclined(payment(1), EXPIRES));
    }

    @Test
    void only_the_payment_in_progress_is_declined() {
        PENDING.rejects(new DeclinePayment(payment(2), NOW), new NotThisPayment(payment(2)));
        for (var other : List.of(HELD, DECLINED, CONFIRMED, EXPIRED, CANCELLED)) {
            other.rejects(new DeclinePayment(payment(1), NOW), new NotThisPayment(payment(1)));
        }
    }

    @Test
    void confirms_until_a_nanosecond_before_the_hold_ends() {
        PENDING.accepts(
                new ConfirmReservation(payment(1), TICKETS, JUST_BEFORE),
                new ReservationConfirmed(payment(1), TICKETS, JUST_BEFORE));
        PENDING.rejects(
                new ConfirmReservation(payment(1), TICKETS, EXPIRES), new HoldOver(TERMS.id()));
    }

    @Test
    void only_the_payment_in_progress_confirms() {
        PENDING.rejects(
                new ConfirmReservation(payment(2), TICKETS, NOW), new NotThisPayment(payment(2)));
        for (var other : List.of(HELD, DECLINED, CONFIRMED, EXPIRED, CANCELLED)) {
            other.rejects(
                    new ConfirmReservation(payment(1), TICKETS, NOW),
                    new NotThisPayment(payment(1)));
        }
    }

    @Test
    void a_confirmation_brings_a_ticket_for_each_place() {
        for (List<TicketId> wrong :
                List.of(List.of(ticket(1)), List.of(ticket(1), ticket(2), ticket(3)))) {
            assertThatThrownBy(() -> PENDING.decide(new ConfirmReservation(payment(1), wrong, NOW)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void expires_when_the_hold_ends_and_not_a_nanosecond_before() {
        for (var live : List.of(HELD, PENDING, DECLINED)) {
            live.rejects(new ExpireReservation(JUST_BEFORE), new StillLive(TERMS.id()));
            live.accepts(new ExpireReservation(EXPIRES), new ReservationExpired(EXPIRES));
        }
    }

    @Test
    void what_has_come_to_an_end_does_not_expire() {
        CONFIRMED.rejects(new ExpireReservation(EXPIRES), new Ended(Status.CONFIRMED));
        EXPIRED.rejects(new ExpireReservation(EXPIRES), new Ended(Status.EXPIRED));
        CANCELLED.rejects(new ExpireReservation(EXPIRES), new Ended(Status.CANCELLED));
    }

    @Test
    void a_hold_is_cancelled_until_a_nanosecond_before_it_ends() {
        for (var live : List.of(HELD, PENDING, DECLINED)) {
            live.accepts(
                    new CancelReservation(Canceller.CUSTOMER, JUST_BEFORE),
                    new ReservationCancelled(Canceller.CUSTOMER, JUST_BEFORE));
            live.rejects(
                    new CancelReservation(Canceller.CUSTOMER, EXPIRES), new Ended(Status.EXPIRED));
        }
    }

    @Test
    void a_confirmed_reservation_is_cancelled_at_any_time() {
        CONFIRMED.accepts(
                new CancelReservation(Canceller.ORGANIZER, EXPIRES.plusSeconds(1)),
                new ReservationCancelled(Canceller.ORGANIZER, EXPIRES.plusSeconds(1)));
    }

    @Test
    void an_expired_reservation_is_not_cancelled() {
        EXPIRED.rejects(new CancelReservation(Canceller.CUSTOMER, NOW), new Ended(Status.EXPIRED));
    }

    @Test
    void cancelling_again_changes_nothing_for_the_same_side_and_is_refused_to_the_other() {
        CANCELLED.acceptsWithoutChange(new CancelReservation(Canceller.CUSTOMER, NOW));
        CANCELLED.rejects(
                new CancelReservation(Canceller.ORGANIZER, NOW), new Ended(Status.CANCELLED));
    }

    @Test
    void passes_through_its_states() {
        assertThat(NOTHING.state()).isEqualTo(new Reservation.Absent());
        assertThat(HELD.state()).isEqualTo(new Reservation.Held(TERMS, Optional.empty()));
        assertThat(PENDING.state()).isEqualTo(new Reservation.PaymentPending(TERMS, payment(1)));
        assertThat(DECLINED.state())
                .isEqualTo(new Reservation.Held(TERMS, Optional.of(payment(1))));
        assertThat(CONFIRMED.state())
                .isEqualTo(new Reservation.Confirmed(TERMS, payment(1), TICKETS));
        assertThat(EXPIRED.state())
                .isEqualTo(new Reservation.Expired(TERMS, Optional.of(payment(1))));
        assertThat(CANCELLED.state())
                .isEqualTo(
                        new Reservation.Cancelled(
                                TERMS, Optional.of(payment(1)), TICKETS, Canceller.CUSTOMER));
    }

    @Test
    void names_its_latest_payment_and_its_tickets() {
        assertThat(started(HELD).payment()).isEmpty();
        assertThat(started(PENDING).payment()).contains(payment(1));
        assertThat(started(CONFIRMED).payment()).contains(payment(1));
        assertThat(started(CONFIRMED).tickets()).isEqualTo(TICKETS);
        assertThat(started(HELD).tickets()).isEmpty();
    }

    @Test
    void a_hold_whose_time_is_over_shows_as_expired_recorded_or_not() {
        assertThat(statusAt(JUST_BEFORE, HELD)).isEqualTo(Status.HELD);
        assertThat(statusAt(EXPIRES, HELD)).isEqualTo(Status.EXPIRED);
        assertThat(statusAt(JUST_BEFORE, PENDING)).isEqualTo(Status.PAYMENT_PENDING);
        assertThat(statusAt(EXPIRES, PENDING)).isEqualTo(Status.EXPIRED);
        assertThat(statusAt(EXPIRES, EXPIRED)).isEqualTo(Status.EXPIRED);
        assertThat(statusAt(EXPIRES, CONFIRMED)).isEqualTo(Status.CONFIRMED);
        assertThat(statusAt(EXPIRES, CANCELLED)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_history_that_does_not_begin_with_the_start_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(new ReservationExpired(NOW)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_total_is_the_sum_of_all_lines() {
        Terms terms =
                terms(
                        3,
                        List.of(
                                new PriceLine(TIER.id(), 2, euros(50)),
                                new PriceLine(TIER.id(), 1, euros(30))));

        assertThat(terms.total()).isEqualTo(euros(130));
    }

    @Test
    void every_place_has_the_tier_of_its_line() {
        TierId early = new TierId("early");
        Terms terms =
                terms(
                        3,
                        List.of(
                                new PriceLine(early, 2, euros(40)),
                                new PriceLine(TIER.id(), 1, euros(50))));

        assertThat(terms.tiers()).containsExactly(early, early, TIER.id());
    }

    @Test
    void every_place_has_a_price() {
        assertThatThrownBy(() -> terms(3, List.of(new PriceLine(TIER.id(), 2, euros(50)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceLine(TIER.id(), 0, euros(50)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_a_stream_of_its_own() {
        assertThat(Reservation.at(reservation(1)).stream())
                .isEqualTo(new StreamId("reservation", reservation(1).toString()));
    }

    private static Terms terms(int quantity, List<PriceLine> lines) {
        return new Terms(
                reservation(1), SHOW, STALLS, CUSTOMER, places(quantity), lines, NOW, EXPIRES);
    }

    private static Started started(
            Given<Reservation, ReservationCommand, ReservationEvent, ReservationRejection> given) {
        return (Started) given.state();
    }

    private static Status statusAt(
            Instant now,
            Given<Reservation, ReservationCommand, ReservationEvent, ReservationRejection> given) {
        return Reservation.statusAt(started(given), now);
    }
}
