package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Payments;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Money that comes too late, is refused for good, or goes back more slowly than it should. */
class LatePaymentsTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** After so long an attempt that the provider does not know is given up. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(40);

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().isClean()).isTrue();
    }

    @Test
    void who_pays_after_the_end_gets_the_same_seats_if_nobody_has_them() {
        ReservationId id = world.held(show, World.seats("A-1", "A-2"));
        world.provider.meanwhile(() -> world.machine.advance(World.HOLD_TIME.plus(MOMENT)));

        world.await(world.pay(id));
        world.machine.run();

        assertThat(world.recorded(ReservationExpired.class)).hasSize(1);
        assertThat(world.recorded(ReservationReseated.class)).hasSize(1);
        assertThat(world.reservation(id))
                .isInstanceOfSatisfying(
                        Reservation.Confirmed.class,
                        confirmed -> assertThat(confirmed.tickets()).hasSize(2));
        assertThat(world.availability(show, World.CIRCLE)).isEqualTo(new Availability(6, 0, 2, 0));
        assertThat(world.provider.memory().refunds()).isEmpty();
    }

    @Test
    void the_last_look_for_money_that_was_given_up_is_repeated_until_it_is_answered() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer(
                () -> {
                    world.machine.advance(GIVEN_UP);
                    SettlementProcess.LATER_LOOKS.stream().limit(2).forEach(world.machine::advance);
                });
        world.await(world.pay(id));
        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        world.provider.failsLookUps(1);
        world.provider.isUndecided(true);
        world.machine.advance(SettlementProcess.LATER_LOOKS.getLast());
        assertThat(world.recorded(PaymentCaptured.class)).isEmpty();

        world.provider.isUndecided(false);
        world.machine.advance(Duration.ofMinutes(5));

        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);
        assertThat(world.statusOf(id)).as("its places are free").isEqualTo(Status.CONFIRMED);
    }

    @Test
    void who_pays_before_the_end_was_recorded_keeps_what_they_have() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.jump(World.HOLD_TIME));

        Payment.Requested paid = world.done(world.pay(id));
        world.machine.run();

        assertThat(paid).isInstanceOf(Payment.Captured.class);
        assertThat(world.recorded(ReservationExpired.class)).isEmpty();
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 2, 0));
    }

    @Test
    void one_seat_of_two_is_not_enough() {
        ReservationId id = world.held(show, World.seats("A-1", "A-2"));
        world.provider.meanwhile(
                () -> {
                    world.machine.advance(World.HOLD_TIME.plus(MOMENT));
                    world.held(show, World.seats("A-2"));
                });

        world.await(world.pay(id));
        world.machine.run();

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(world.recorded(RefundRequested.class))
                .singleElement()
                .satisfies(
                        asked -> {
                            assertThat(asked.refund().amount()).isEqualTo(World.euros(160));
                            assertThat(asked.refund().reason()).isEqualTo(Refund.Reason.HOLD_ENDED);
                        });
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
    }

    @Test
    void holds_of_others_that_are_over_too_give_way() {
        ReservationId id = world.held(show, World.places(4));
        world.provider.meanwhile(
                () -> {
                    world.machine.advance(World.HOLD_TIME.plus(MOMENT));
                    world.held(show, World.places(7));
                    world.jump(World.HOLD_TIME);
                });

        world.await(world.pay(id));
        world.machine.run();

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 4, 0));
    }

    @Test
    void by_choice_money_that_comes_too_late_always_goes_back() {
        Payments strict = world.newProcess(LateCapture.REFUND).payments();
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.jump(World.HOLD_TIME));

        world.await(strict.pay(world.by(world.customer), id, World.CARD));
        world.machine.advance(MOMENT);

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(world.provider.memory().refunds()).hasSize(1);
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
    }

    @Test
    void a_refusal_for_good_frees_the_places_at_once() {
        ReservationId id = world.held(show, World.places(2));

        Payment.Requested paid =
                world.done(
                        world.ticketing
                                .payments()
                                .pay(world.by(world.customer), id, World.card("tok_fraud")));

        assertThat(Payment.statusOf(paid)).isEqualTo(Payment.Status.FAILED);
        assertThat(world.statusOf(id)).isEqualTo(Status.PAYMENT_FAILED);
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
    }

    @Test
    void a_refusal_for_good_that_comes_after_the_end_changes_nothing_more() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.machine.advance(World.HOLD_TIME.plus(MOMENT)));

        world.await(
                world.ticketing
                        .payments()
                        .pay(world.by(world.customer), id, World.card("tok_fraud")));
        world.machine.run();

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
    }

    @Test
    void nothing_is_begun_while_the_provider_is_known_not_to_answer() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.isAvailable(false);

        assertThat(world.refused(world.pay(id))).isEqualTo(new Refusal.ProviderSilent());
        assertThat(world.recorded(PaymentRequested.class)).isEmpty();

        world.provider.isAvailable(true);
        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
    }

    @Test
    void a_refund_that_fails_again_and_again_is_reported_once_and_still_done() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.provider.failsRefunds(12);
        world.done(world.cancel(world.customer, id));

        world.machine.advance(Duration.ofMinutes(4));
        assertThat(world.recorded(RefundDelayed.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).isEmpty();
        world.machine.advance(Duration.ofHours(1));

        assertThat(world.recorded(RefundDelayed.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }
}
