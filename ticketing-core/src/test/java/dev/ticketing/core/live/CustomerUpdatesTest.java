package dev.ticketing.core.live;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.live.LiveStage.POLL;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.live.Message.PaymentChanged;
import dev.ticketing.core.live.Message.ReservationChanged;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.TierId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a customer is told of their reservations and payments. */
class CustomerUpdatesTest {

    private final LiveStage stage = new LiveStage();

    @Test
    void tells_a_customer_what_becomes_of_a_reservation() {
        Subscription subscription = stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        assertThat(subscription.begun()).isCompleted();
        var stream = Reservation.at(reservation(1)).stream();
        stage.feed.record(stream, new ReservationStarted(terms(CUSTOMER)));
        stage.feed.record(stream, new ReservationPaymentStarted(payment(1), NOW));
        stage.feed.record(stream, new ReservationExpired(NOW));
        stage.platform.pass(POLL);
        assertThat(stage.heard)
                .containsExactly(
                        changed(Reservation.Status.HELD, 1),
                        changed(Reservation.Status.PAYMENT_PENDING, 2),
                        changed(Reservation.Status.EXPIRED, 3));
        assertThat(stage.state.asked).isZero();
    }

    @Test
    void first_tells_a_customer_what_they_hold() {
        Terms terms = terms(CUSTOMER);
        stage.state.unpaid.add(new Reservation.Held(terms, Optional.empty()));
        stage.state.unpaid.add(new Reservation.PaymentPending(terms, payment(1)));
        stage.state.unpaid.add(new Reservation.Held(terms(OWNER), Optional.empty()));
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        assertThat(stage.heard)
                .containsExactly(
                        changed(Reservation.Status.HELD, 0),
                        changed(Reservation.Status.PAYMENT_PENDING, 0),
                        paid(Payment.Status.PENDING, 0));
    }

    @Test
    void first_tells_a_customer_that_nobody_knows_of_a_payment_yet() {
        stage.state.unpaid.add(new Reservation.PaymentPending(terms(CUSTOMER), payment(1)));
        stage.state.payments.put(payment(1), new Payment.Unknown(request()));
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        assertThat(stage.heard)
                .containsExactly(
                        changed(Reservation.Status.PAYMENT_PENDING, 0),
                        paid(Payment.Status.UNKNOWN, 0));
    }

    @Test
    void what_happened_just_before_is_told_when_the_read_model_knows_it() {
        stage.feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        stage.state.known = new CompletableFuture<>();
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        assertThat(stage.heard).as("not known yet").isEmpty();

        stage.state.unpaid.add(new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        stage.state.known.complete(null);
        stage.platform.settle();

        assertThat(stage.heard).containsExactly(changed(Reservation.Status.HELD, 1));
    }

    @Test
    void what_happens_before_the_read_model_knows_it_is_told_once() {
        stage.state.known = new CompletableFuture<>();
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        stage.feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        stage.platform.pass(POLL);
        assertThat(stage.heard).containsExactly(changed(Reservation.Status.HELD, 1));

        stage.state.unpaid.add(new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        stage.state.known.complete(null);
        stage.platform.settle();

        assertThat(stage.heard).hasSize(1);
    }

    @Test
    void tells_each_customer_of_a_hold_that_lapses_with_others() {
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        stage.feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        stage.feed.record(
                Inventory.at(SHOW, STALLS).stream(),
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(2), places(1)),
                                new Lapsed(reservation(1), places(1)))));
        stage.platform.pass(POLL);
        assertThat(stage.heard)
                .containsExactly(
                        changed(Reservation.Status.HELD, 1),
                        changed(Reservation.Status.EXPIRED, 2));
    }

    @Test
    void looks_up_once_whose_the_holds_are_that_lapse_together() {
        stage.state.reservations.put(
                reservation(1), new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        stage.state.reservations.put(
                reservation(2), new Reservation.Held(terms(2, CUSTOMER), Optional.empty()));
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        stage.feed.record(
                Inventory.at(SHOW, STALLS).stream(),
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(2), places(1)),
                                new Lapsed(reservation(3), places(1)),
                                new Lapsed(reservation(1), places(1)))));
        stage.platform.pass(POLL);
        assertThat(stage.heard)
                .extracting(message -> ((ReservationChanged) message).reservation())
                .containsExactlyInAnyOrder(reservation(2), reservation(1));
        assertThat(stage.state.asked).isEqualTo(1);
    }

    @Test
    void looks_up_whose_a_reservation_is_that_was_started_before() {
        stage.state.reservations.put(
                reservation(1), new Reservation.Held(terms(CUSTOMER), Optional.empty()));
        var stream = Reservation.at(reservation(1)).stream();
        stage.feed.record(stream, new ReservationStarted(terms(CUSTOMER)));
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        stage.feed.record(stream, new ReservationPaymentStarted(payment(1), NOW));
        stage.feed.record(stream, new ReservationExpired(NOW));
        stage.platform.pass(POLL);
        assertThat(stage.heard)
                .containsExactly(
                        changed(Reservation.Status.PAYMENT_PENDING, 2),
                        changed(Reservation.Status.EXPIRED, 3));
        assertThat(stage.state.asked).isEqualTo(1);
    }

    @Test
    void tells_a_customer_what_becomes_of_a_payment() {
        stage.live.watch(CUSTOMER, stage.heard::add);
        stage.platform.settle();
        var stream = Payment.at(payment(1)).stream();
        Refund refund = new Refund(new RefundId(id(7)), euros(20), Refund.Reason.CANCELLED);
        stage.feed.record(stream, new PaymentRequested(request()));
        stage.feed.record(stream, new PaymentCaptured("ref", NOW));
        stage.feed.record(stream, new RefundRequested(refund, NOW));
        stage.feed.record(stream, new RefundCompleted(refund.id(), euros(20), "ref", NOW));
        stage.state.payments.put(
                payment(1), new Payment.Captured(request(), "ref", euros(20), List.of()));
        stage.platform.pass(POLL);
        assertThat(stage.heard)
                .containsExactly(
                        paid(Payment.Status.PENDING, 1),
                        paid(Payment.Status.CAPTURED, 2),
                        paid(Payment.Status.PARTIALLY_REFUNDED, 4));
    }

    @Test
    void tells_a_customer_nothing_of_others() {
        stage.live.watch(OWNER, stage.heard::add);
        stage.platform.settle();
        stage.feed.record(
                Reservation.at(reservation(1)).stream(), new ReservationStarted(terms(CUSTOMER)));
        stage.feed.record(Payment.at(payment(1)).stream(), new PaymentRequested(request()));
        stage.platform.pass(POLL);
        assertThat(stage.heard).isEmpty();
    }

    private static Message changed(Reservation.Status status, int position) {
        return new ReservationChanged(reservation(1), status, new Position(position));
    }

    private static Message paid(Payment.Status status, int position) {
        return new PaymentChanged(payment(1), reservation(1), status, new Position(position));
    }

    private static Terms terms(UserId customer) {
        return terms(1, customer);
    }

    private static Terms terms(int reservation, UserId customer) {
        PriceLine line = new PriceLine(new TierId("normal"), 1, euros(50));
        return new Terms(
                reservation(reservation),
                SHOW,
                STALLS,
                customer,
                places(1),
                List.of(line),
                NOW,
                NOW.plusSeconds(300));
    }

    private static PaymentRequest request() {
        return new PaymentRequest(
                payment(1),
                reservation(1),
                SHOW,
                STALLS,
                CUSTOMER,
                euros(50),
                new PaymentMethod(PaymentMethod.Type.CARD, "4242"),
                "simulated",
                NOW);
    }
}
