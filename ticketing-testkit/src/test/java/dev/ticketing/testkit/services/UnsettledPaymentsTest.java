package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Payments and refunds that nobody could tell the end of at once, and how they are settled. */
class UnsettledPaymentsTest {

    /** What is open for longer has been left behind, and is looked up. */
    private static final Duration ABANDONED = Duration.ofSeconds(40);

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    @Test
    void a_caller_waits_no_longer_than_patience_and_the_payment_is_settled_later() {
        ReservationId id = world.held(show, World.places(1));
        var paying = world.pay(id);
        world.provider.meanwhile(
                () -> {
                    world.machine.advance(Payments.PATIENCE.minusNanos(1));
                    assertThat(paying).isNotDone();
                    world.machine.advance(Duration.ofNanos(1));
                    assertThat(world.done(paying)).isInstanceOf(Payment.Pending.class);
                    assertThat(world.statusOf(id)).isEqualTo(Status.PAYMENT_PENDING);
                });

        world.machine.run();

        assertThat(world.done(paying)).as("as it was told").isInstanceOf(Payment.Pending.class);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void an_answer_that_is_lost_leaves_the_payment_unknown_until_it_is_looked_up() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer();

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Unknown.class);
        assertThat(world.failures).singleElement().asString().startsWith("payment ");
        world.machine.advance(SettlementProcess.FIRST_LOOK_UP.minusSeconds(1));
        assertThat(world.statusOf(id)).isEqualTo(Status.PAYMENT_PENDING);

        world.machine.advance(Duration.ofSeconds(2));
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.provider.memory().captures()).hasSize(1);
    }

    @Test
    void an_attempt_that_the_provider_has_never_seen_fails() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesARequest();
        world.done(world.pay(id));

        world.machine.advance(ABANDONED);

        assertThat(world.recorded(PaymentFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("not_attempted"));
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
    }

    @Test
    void who_was_stopped_before_asking_does_not_ask_any_more() {
        ReservationId id = world.held(show, World.places(1));
        world.log.meanwhile(() -> world.jump(Duration.ofSeconds(11)));

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Unknown.class);
        world.machine.advance(ABANDONED);

        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        assertThat(world.provider.memory().captures()).isEmpty();
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void money_that_is_taken_after_its_attempt_was_given_up_is_found_though_nobody_is_told() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer(() -> world.machine.advance(ABANDONED));
        world.await(world.pay(id));
        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        ReservationId other = world.confirmed(show, World.places(1));

        world.machine.advance(SettlementProcess.LATER_LOOKS.getFirst());

        assertThat(world.recorded(PaymentCaptured.class)).hasSize(2);
        assertThat(world.statusOf(other)).isEqualTo(Status.CONFIRMED);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void money_that_comes_after_its_attempt_was_given_up_goes_back_in_full() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.machine.advance(ABANDONED));

        assertThat(world.done(world.pay(id)))
                .as("given up while the provider was still busy")
                .isInstanceOfAny(Payment.Pending.class, Payment.Failed.class);
        world.machine.run();

        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        assertThat(world.provider.memory().captures()).hasSize(1);
        assertThat(world.provider.memory().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.amount()).isEqualTo(World.euros(50)));
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void a_crash_between_asking_and_recording_is_settled_by_another_process() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.losesAnAnswer();
        world.done(world.pay(id));
        world.await(world.ticketing.stop());

        world.newProcess();
        world.machine.advance(ABANDONED);

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void what_was_asked_of_another_provider_waits_until_that_one_is_configured_again() {
        ReservationId captured = world.confirmed(show, World.places(1));
        ReservationId unanswered = world.held(show, World.places(1));
        world.provider.losesAnAnswer();
        world.done(world.pay(unanswered));
        String name = world.provider.name();

        world.provider.isCalled("another");
        world.done(world.cancel(world.owner, captured));
        world.machine.advance(ABANDONED);
        assertThat(world.provider.refundsAsked()).isEmpty();
        assertThat(world.recorded(PaymentFailed.class)).isEmpty();
        assertThat(world.failures).anyMatch(failure -> failure.contains("was asked of " + name));

        world.provider.isCalled(name);
        world.machine.advance(ABANDONED);
        assertThat(world.statusOf(unanswered)).isEqualTo(Status.CONFIRMED);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    @Test
    void a_refund_that_fails_is_repeated_under_the_same_id() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.provider.failsRefunds(2);

        world.done(world.cancel(world.customer, id));
        world.machine.run();
        assertThat(world.provider.memory().refunds()).isEmpty();
        world.machine.advance(ABANDONED.plusSeconds(1));

        assertThat(world.provider.refundsAsked()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(world.provider.refundsAsked().stream().distinct()).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.failures).hasSize(2);
    }

    @Test
    void a_refund_whose_record_was_lost_is_recorded_later_and_done_once() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.done(cancelWithoutRecordingTheRefund(id));
        world.machine.run();
        assertThat(world.recorded(RefundCompleted.class)).isEmpty();
        assertThat(world.provider.memory().refunds()).hasSize(1);

        world.machine.advance(ABANDONED);

        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    private CompletableFuture<Outcome<Reservation.Started>> cancelWithoutRecordingTheRefund(
            ReservationId id) {
        world.log.meanwhile(() -> {}).isUnavailable();
        return world.cancel(world.customer, id);
    }

    @Test
    void a_log_that_fails_after_the_capture_fails_the_caller_and_is_made_good() {
        ReservationId id = world.held(show, World.places(1));
        world.log.meanwhile(() -> {}).isUnavailable();
        var paying = world.pay(id);

        world.machine.run();
        assertThatThrownBy(paying::join).hasRootCauseMessage("refused");
        assertThatThrownBy(paying::join).hasCauseInstanceOf(LogUnavailable.class);

        world.machine.advance(ABANDONED);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }
}
