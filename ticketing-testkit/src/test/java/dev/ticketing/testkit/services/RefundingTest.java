package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRejection.MoreThanCaptured;
import dev.ticketing.core.payment.PaymentRejection.MoreThanPolicy;
import dev.ticketing.core.payment.PaymentRejection.NotCaptured;
import dev.ticketing.core.payment.PaymentRejection.OtherCurrency;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class RefundingTest {

    private static final Instant HALF = World.STARTS.minus(Duration.ofHours(100));
    private static final Instant NOTHING = World.STARTS.minus(Duration.ofHours(1));

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final ReservationId reservation = world.confirmed(show, World.places(2));
    private final PaymentId payment = world.reservation(reservation).payment().orElseThrow();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    private CompletableFuture<Outcome<Payment.Requested>> refund(Caller caller, long euros) {
        return refund(caller, Optional.of(World.euros(euros)));
    }

    private CompletableFuture<Outcome<Payment.Requested>> refundAll(Caller caller) {
        return refund(caller, Optional.empty());
    }

    private CompletableFuture<Outcome<Payment.Requested>> refund(
            Caller caller, Optional<Money> amount) {
        return world.ticketing.payments().refund(world.by(caller), payment, amount);
    }

    private static Payment.Status status(Payment.Requested payment) {
        return Payment.statusOf(payment);
    }

    @Test
    void who_cancels_gets_what_is_left_if_a_refund_before_it_was_not_recorded() {
        world.jump(Duration.between(world.clock.instant(), HALF));
        Ticketing there = world.newProcess(world.memory, MailboxLimits.DEFAULT);
        world.log.meanwhile(
                () ->
                        world.done(
                                there.payments()
                                        .refund(
                                                world.by(world.owner),
                                                payment,
                                                Optional.of(World.euros(45)))));

        var refund = refund(world.owner, 60);
        var cancelled = world.cancel(world.customer, reservation);

        assertThat(world.refused(refund))
                .isEqualTo(
                        new Refusal.ByPayment(
                                new MoreThanCaptured(World.euros(60), World.euros(55))));
        assertThat(world.done(cancelled)).isInstanceOf(Reservation.Cancelled.class);
        assertThat(world.recorded(RefundRequested.class))
                .extracting(one -> one.refund().amount())
                .as("half of it, as the policy says")
                .containsExactly(World.euros(45), World.euros(5));
    }

    @Test
    void parts_add_up_and_the_last_one_gives_the_places_back() {
        assertThat(status(world.done(refund(world.owner, 30))))
                .isEqualTo(Payment.Status.PARTIALLY_REFUNDED);
        assertThat(world.statusOf(reservation)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(TicketVoided.class)).isEmpty();

        Payment.Requested all = world.done(refund(world.owner, 70));

        assertThat(status(all)).isEqualTo(Payment.Status.REFUNDED);
        assertThat(all.refunded()).isEqualTo(World.euros(100));
        assertThat(world.statusOf(reservation)).isEqualTo(Status.REFUNDED);
        assertThat(world.recorded(TicketVoided.class)).hasSize(2);
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(10);
        assertThat(world.provider.memory().refunds())
                .extracting(refund -> refund.amount().amount())
                .containsExactly(30_00L, 70_00L);
        assertThat(world.recorded(RefundRequested.class))
                .allSatisfy(
                        asked ->
                                assertThat(asked.refund().reason())
                                        .isEqualTo(Refund.Reason.REQUESTED));
    }

    @Test
    void never_more_goes_back_than_was_captured() {
        world.done(refund(world.owner, 30));

        assertThat(world.refused(refund(world.owner, 71)))
                .isEqualTo(
                        new Refusal.ByPayment(
                                new MoreThanCaptured(World.euros(71), World.euros(70))));
        world.done(refundAll(world.admin));
        assertThat(world.refused(refundAll(world.owner)))
                .isEqualTo(
                        new Refusal.ByPayment(
                                new MoreThanCaptured(World.euros(0), World.euros(0))));
        assertThat(world.recorded(RefundCompleted.class)).hasSize(2);
    }

    @Test
    void a_refund_on_its_way_counts_against_what_may_still_go_back() {
        world.provider.failsRefunds(1);
        Payment.Requested decided = world.done(refund(world.owner, 60));
        assertThat(decided)
                .isInstanceOfSatisfying(
                        Payment.Captured.class, captured -> assertThat(captured.open()).hasSize(1));

        assertThat(world.refused(refund(world.owner, 41)))
                .isEqualTo(
                        new Refusal.ByPayment(
                                new MoreThanCaptured(World.euros(41), World.euros(40))));

        world.machine.advance(Duration.ofMinutes(2));
        assertThat(world.recorded(RefundCompleted.class)).as("upkeep sees to it").hasSize(1);
        assertThat(world.failures).isNotEmpty();
    }

    @Test
    void a_customer_gets_what_the_policy_gives_and_gives_the_places_back() {
        world.machine.jumpTo(HALF);

        assertThat(world.refused(refund(world.customer, 51)))
                .isEqualTo(
                        new Refusal.ByPayment(
                                new MoreThanPolicy(World.euros(51), World.euros(50))));
        Payment.Requested half = world.done(refundAll(world.customer));

        assertThat(half.refunded()).isEqualTo(World.euros(50));
        assertThat(world.reservation(reservation))
                .isInstanceOfSatisfying(
                        Reservation.Cancelled.class,
                        ended -> assertThat(ended.by()).isEqualTo(Canceller.CUSTOMER));
        assertThat(world.recorded(TicketVoided.class)).hasSize(2);
        assertThat(world.refused(refundAll(world.customer)))
                .isEqualTo(
                        new Refusal.ByPayment(new MoreThanPolicy(World.euros(0), World.euros(0))));
    }

    @Test
    void a_customer_gets_nothing_when_the_policy_gives_nothing() {
        world.machine.jumpTo(NOTHING);

        assertThat(world.refused(refundAll(world.customer)))
                .isEqualTo(
                        new Refusal.ByPayment(new MoreThanPolicy(World.euros(0), World.euros(0))));
        assertThat(world.done(refund(world.owner, 1)).refunded()).isEqualTo(World.euros(1));
    }

    @Test
    void what_went_back_before_counts_against_the_policy() {
        world.done(refund(world.owner, 30));
        world.machine.jumpTo(HALF);

        assertThat(world.done(refundAll(world.customer)).refunded()).isEqualTo(World.euros(50));
    }

    @Test
    void a_cancellation_after_a_part_went_back_gives_what_the_policy_leaves() {
        world.done(refund(world.owner, 30));
        world.machine.jumpTo(HALF);

        world.done(world.cancel(world.customer, reservation));
        world.machine.run();

        assertThat(world.provider.memory().refunds())
                .extracting(refund -> refund.amount().amount())
                .containsExactly(30_00L, 20_00L);
    }

    @Test
    void strangers_know_of_no_such_payment() {
        assertThat(world.refused(refundAll(world.stranger))).isEqualTo(new Refusal.NotFound());
        assertThat(world.recorded(RefundRequested.class)).isEmpty();
    }

    @Test
    void money_goes_back_in_the_currency_that_it_came_in() {
        Money dollars = new Money(1, Currency.getInstance("USD"));

        assertThat(world.refused(refund(world.owner, Optional.of(dollars))))
                .isEqualTo(new Refusal.ByPayment(new OtherCurrency(World.euros(1).currency())));
    }

    @Test
    void what_was_not_captured_cannot_go_back() {
        ReservationId other = world.held(show, World.places(1));
        Outcome.Done<Payment.Requested> failed =
                world.doneAs(
                        world.ticketing
                                .payments()
                                .pay(world.by(world.customer), other, World.card("tok_declined")));

        assertThat(
                        world.refused(
                                world.ticketing
                                        .payments()
                                        .refund(
                                                world.by(world.owner),
                                                failed.value().request().id(),
                                                Optional.empty())))
                .isEqualTo(new Refusal.ByPayment(new NotCaptured(Payment.Status.FAILED)));
    }

    @Test
    void the_same_request_twice_gives_back_once() {
        Request request = world.by(world.owner);
        var payments = world.ticketing.payments();
        var amount = Optional.of(World.euros(30));
        world.done(payments.refund(request, payment, amount));

        var again = world.doneAs(payments.refund(request, payment, amount));

        assertThat(again.replayed()).isTrue();
        assertThat(again.value().refunded()).isEqualTo(World.euros(30));
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }
}
