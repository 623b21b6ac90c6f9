package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class CancellingTest {

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    @Test
    void a_cancelled_hold_gives_its_places_back() {
        ReservationId id = world.held(show, World.places(8));

        var cancelled = world.done(world.cancel(world.customer, id));

        assertThat(cancelled)
                .isInstanceOfSatisfying(
                        Reservation.Cancelled.class,
                        ended -> assertThat(ended.by()).isEqualTo(Canceller.CUSTOMER));
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
        assertThat(world.recorded(RefundRequested.class)).isEmpty();
    }

    @Test
    void who_may_not_see_a_reservation_cannot_cancel_it() {
        ReservationId id = world.held(show, World.places(1));

        assertThat(world.refused(world.cancel(world.stranger, id)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void a_hold_can_be_cancelled_until_a_nanosecond_before_its_end() {
        ReservationId id = world.held(show, World.places(1));
        world.jump(World.HOLD_TIME.minusNanos(1));

        assertThat(world.done(world.cancel(world.customer, id)))
                .isInstanceOf(Reservation.Cancelled.class);
    }

    @Test
    void a_hold_whose_time_is_over_cannot_be_cancelled() {
        ReservationId id = world.held(show, World.places(1));
        world.jump(World.HOLD_TIME);

        assertThat(world.refused(world.cancel(world.customer, id)))
                .isEqualTo(new Refusal.ByReservation(new Ended(Status.EXPIRED)));
        world.machine.advance(Duration.ofSeconds(1));
        assertThat(world.refused(world.cancel(world.owner, id)))
                .as("also once that has been recorded")
                .isEqualTo(new Refusal.ByReservation(new Ended(Status.EXPIRED)));
    }

    @Test
    void a_customer_gets_all_back_until_a_week_before_the_start() {
        assertThat(refundOfCancellationAt(World.STARTS.minus(Duration.ofDays(7))))
                .containsExactly(World.euros(100));
    }

    @Test
    void a_customer_gets_half_back_from_a_week_before_the_start() {
        Instant justAfter = World.STARTS.minus(Duration.ofDays(7)).plusMillis(1);

        assertThat(refundOfCancellationAt(justAfter)).containsExactly(World.euros(50));
    }

    @Test
    void a_customer_gets_nothing_back_from_three_days_before_the_start() {
        Instant justAfter = World.STARTS.minus(Duration.ofDays(3)).plusMillis(1);

        assertThat(refundOfCancellationAt(justAfter)).isEmpty();
        assertThat(world.recorded(RefundRequested.class)).isEmpty();
        assertThat(world.recorded(TicketVoided.class)).hasSize(2);
    }

    private List<Object> refundOfCancellationAt(Instant instant) {
        ReservationId id = world.confirmed(show, World.places(2));
        world.machine.jumpTo(instant);
        assertThat(world.done(world.cancel(world.customer, id)))
                .isInstanceOf(Reservation.Cancelled.class);
        world.machine.run();
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
        return world.provider.memory().refunds().stream()
                .map(refund -> (Object) refund.amount())
                .toList();
    }

    @Test
    void an_organizer_pays_all_back_at_any_time() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.machine.jumpTo(World.STARTS);

        var cancelled = world.done(world.cancel(world.owner, id));

        world.machine.run();
        assertThat(cancelled)
                .isInstanceOfSatisfying(
                        Reservation.Cancelled.class,
                        ended -> {
                            assertThat(ended.by()).isEqualTo(Canceller.ORGANIZER);
                            assertThat(ended.tickets()).hasSize(2);
                        });
        assertThat(world.recorded(RefundRequested.class))
                .singleElement()
                .satisfies(
                        requested -> {
                            assertThat(requested.refund().amount()).isEqualTo(World.euros(100));
                            assertThat(requested.refund().reason())
                                    .isEqualTo(Refund.Reason.CANCELLED);
                        });
        assertThat(payment(id)).isEqualTo(Payment.Status.REFUNDED);
    }

    @Test
    void a_partial_refund_leaves_the_payment_partially_refunded() {
        ReservationId id = world.confirmed(show, World.places(2));
        world.machine.jumpTo(World.STARTS.minus(Duration.ofHours(100)));

        world.done(world.cancel(world.customer, id));
        world.machine.run();

        assertThat(payment(id)).isEqualTo(Payment.Status.PARTIALLY_REFUNDED);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
    }

    private Payment.Status payment(ReservationId id) {
        return Payment.statusOf(
                world.ticketing
                        .payments()
                        .find(world.customer, world.reservation(id).payment().orElseThrow())
                        .orElseThrow()
                        .state());
    }

    @Test
    void a_free_reservation_is_cancelled_without_a_refund() {
        ShowId free =
                world.onSale(
                        World.details(
                                World.details().sections(),
                                List.of(World.tier("free", World.STALLS, 0)),
                                RefundPolicy.DEFAULT));
        ReservationId id = world.confirmed(free, World.places(2));

        world.done(world.cancel(world.customer, id));

        assertThat(world.recorded(RefundRequested.class)).isEmpty();
    }

    @Test
    void cancelling_twice_is_cancelling_once() {
        ReservationId id = world.confirmed(show, World.places(2));
        Reservation.Started first = world.done(world.cancel(world.customer, id));

        var again = world.doneAs(world.cancel(world.customer, id));

        world.machine.run();
        assertThat(again.value()).isEqualTo(first);
        assertThat(again.position()).isEmpty();
        assertThat(world.recorded(ReservationCancelled.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    @Test
    void a_repeated_cancellation_gives_the_first_answer() {
        ReservationId id = world.held(show, World.places(2));
        Request request = world.by(world.customer);
        var reservations = world.ticketing.reservations();
        var first = world.doneAs(reservations.cancel(request, id));

        var again = world.doneAs(reservations.cancel(request, id));

        assertThat(again.value()).isEqualTo(first.value());
    }

    @Test
    void what_an_organizer_cancelled_a_customer_cannot_cancel_again() {
        ReservationId id = world.held(show, World.places(2));
        world.done(world.cancel(world.owner, id));

        assertThat(world.refused(world.cancel(world.customer, id)))
                .isEqualTo(new Refusal.ByReservation(new Ended(Status.CANCELLED)));
    }

    @Test
    void a_reservation_cancelled_while_it_is_being_paid_gets_its_money_back() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(() -> world.done(world.cancel(world.customer, id)));

        Payment.Requested paid = world.done(world.pay(id));

        world.machine.run();
        assertThat(paid)
                .isInstanceOfSatisfying(
                        Payment.Captured.class,
                        captured ->
                                assertThat(captured.open())
                                        .singleElement()
                                        .extracting(Refund::reason)
                                        .isEqualTo(Refund.Reason.HOLD_ENDED));
        assertThat(world.statusOf(id)).isEqualTo(Status.CANCELLED);
        assertThat(world.provider.memory().refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.amount()).isEqualTo(World.euros(100)));
    }
}
