package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationRejection.AlreadyPaid;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.reservation.ReservationRejection.HoldOver;
import dev.ticketing.core.reservation.ReservationRejection.PaymentInProgress;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class PaymentsTest {

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Payments payments = world.ticketing.payments();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    @Test
    void money_that_comes_in_time_buys_the_places_with_a_ticket_for_each() {
        ReservationId id = world.held(show, World.places(3));

        Payment.Requested paid = world.done(world.pay(id));

        assertThat(paid)
                .isInstanceOfSatisfying(
                        Payment.Captured.class, captured -> assertThat(captured.open()).isEmpty());
        assertThat(paid.request().amount()).isEqualTo(World.euros(150));
        assertThat(paid.request().method().last4()).contains("4242");
        assertThat(paid.request().provider()).isEqualTo("memory");
        assertThat(world.reservation(id))
                .isInstanceOfSatisfying(
                        Reservation.Confirmed.class,
                        confirmed -> {
                            assertThat(confirmed.paidBy()).isEqualTo(paid.request().id());
                            assertThat(confirmed.tickets()).hasSize(3);
                        });
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 3, 0));
        assertThat(world.failures).isEmpty();
    }

    @Test
    void a_declined_attempt_leaves_the_hold_alive_for_another_one() {
        ReservationId id = world.held(show, World.places(1));

        Payment.Requested declined = world.done(payWith(id, "tok_declined"));
        assertThat(declined)
                .isInstanceOfSatisfying(
                        Payment.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("card_declined"));
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    private CompletableFuture<Outcome<Payment.Requested>> payWith(ReservationId id, String token) {
        return payments.pay(world.by(world.customer), id, World.card(token));
    }

    @Test
    void what_is_paid_cannot_be_paid_again() {
        ReservationId id = world.confirmed(show, World.places(1));
        PaymentId paidBy = world.reservation(id).payment().orElseThrow();

        assertThat(world.refused(world.pay(id)))
                .isEqualTo(new Refusal.ByReservation(new AlreadyPaid(paidBy)));
        assertThat(world.provider.memory().captures()).hasSize(1);
    }

    @Test
    void only_one_attempt_runs_at_a_time() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.meanwhile(
                () -> {
                    PaymentId first = world.reservation(id).payment().orElseThrow();
                    assertThat(world.refused(world.pay(id)))
                            .isEqualTo(new Refusal.ByReservation(new PaymentInProgress(first)));
                });

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
    }

    @Test
    void a_hold_can_be_paid_until_a_nanosecond_before_its_end_and_not_at_it() {
        ReservationId paid = world.held(show, World.places(1));
        ReservationId late = world.held(show, World.places(1));

        world.jump(World.HOLD_TIME.minusNanos(1));
        assertThat(world.done(world.pay(paid))).isInstanceOf(Payment.Captured.class);
        world.jump(Duration.ofNanos(1));
        var refused = world.pay(late);

        assertThat(world.refused(refused)).isEqualTo(new Refusal.ByReservation(new HoldOver(late)));
    }

    @Test
    void an_expired_or_cancelled_reservation_cannot_be_paid() {
        ReservationId cancelled = world.held(show, World.places(1));
        world.done(world.cancel(world.customer, cancelled));
        ReservationId expired = world.held(show, World.places(1));
        world.machine.advance(World.HOLD_TIME.plusSeconds(1));

        assertThat(world.refused(world.pay(cancelled)))
                .isEqualTo(new Refusal.ByReservation(new Ended(Status.CANCELLED)));
        assertThat(world.refused(world.pay(expired)))
                .isEqualTo(new Refusal.ByReservation(new HoldOver(expired)));
    }

    @Test
    void nobody_pays_for_another_ones_reservation() {
        ReservationId id = world.held(show, World.places(1));

        assertThat(world.refused(payments.pay(world.by(world.stranger), id, World.CARD)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.refused(payments.pay(world.by(world.owner), id, World.CARD)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.refused(world.pay(new ReservationId(world.newId()))))
                .isEqualTo(new Refusal.NotFound());
    }

    @Test
    void money_that_comes_when_the_places_are_gone_goes_back_in_full() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(
                () -> {
                    world.machine.advance(World.HOLD_TIME.plusSeconds(1));
                    world.held(show, World.places(6));
                    world.held(show, World.places(3));
                });

        world.await(world.pay(id));
        world.machine.run();

        assertThat(world.recorded(RefundRequested.class))
                .singleElement()
                .satisfies(
                        requested -> {
                            assertThat(requested.refund().amount()).isEqualTo(World.euros(100));
                            assertThat(requested.refund().reason())
                                    .isEqualTo(Refund.Reason.HOLD_ENDED);
                        });
        assertThat(world.provider.memory().refunds()).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void money_that_comes_a_nanosecond_before_the_end_buys() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.jump(World.HOLD_TIME.minusNanos(1)));

        world.done(world.pay(id));

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void a_decline_that_comes_when_the_hold_has_ended_fails_the_payment_alone() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.done(world.cancel(world.customer, id)));

        assertThat(world.done(payWith(id, "tok_declined"))).isInstanceOf(Payment.Failed.class);
        assertThat(world.statusOf(id)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_repeated_payment_takes_the_money_once() {
        ReservationId id = world.held(show, World.places(1));
        Request request = world.by(world.customer);
        Payment.Requested first = world.done(payments.pay(request, id, World.CARD));

        var again = world.doneAs(payments.pay(request, id, World.CARD));

        assertThat(again.value()).isEqualTo(first);
        assertThat(again.replayed()).isTrue();
        assertThat(world.provider.memory().captures()).hasSize(1);
        assertThat(world.recorded(PaymentRequested.class)).hasSize(1);
    }

    @Test
    void what_is_held_can_be_paid_after_sales_have_closed() {
        ReservationId id = world.held(show, World.places(1));
        world.done(world.ticketing.shows().closeSales(world.by(world.owner), show));

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
    }

    @Test
    void a_payment_is_seen_by_its_customer_the_organizer_and_administrators_alone() {
        ReservationId id = world.confirmed(show, World.places(1));
        PaymentId payment = world.reservation(id).payment().orElseThrow();

        assertThat(List.of(world.customer, world.owner, world.admin))
                .allMatch(caller -> payments.find(caller, payment).isPresent());
        assertThat(payments.find(world.stranger, payment)).isEmpty();
        assertThat(payments.find(world.admin, new PaymentId(world.newId())))
                .isEqualTo(Optional.empty());
    }

    @Test
    void a_token_is_never_shown() {
        assertThat(World.CARD.toString()).isEqualTo("Instrument[CARD]");
    }
}
