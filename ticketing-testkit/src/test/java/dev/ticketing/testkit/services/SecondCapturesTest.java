package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** An attempt was given up, another one bought the places, and the first took the money too. */
class SecondCapturesTest {

    /** After so long an attempt that the provider does not know is given up. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(40);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PLACES = 2;

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final ReservationId id = world.held(show, World.places(PLACES));

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().isClean()).isTrue();
    }

    @Test
    void what_is_told_of_it_goes_back_by_itself_and_once() {
        PaymentRequest first = givenUp();
        Reservation.Started sold = soldToAnother();
        takes(first);

        told(first);
        told(first);

        assertThatTheFirstWentBack(first, sold);
        world.machine.advance(Duration.ofDays(2));
        assertThatTheFirstWentBack(first, sold);
    }

    @Test
    void what_nobody_tells_is_found_by_the_last_look_and_goes_back_by_itself() {
        PaymentRequest first = givenUp();
        Reservation.Started sold = soldToAnother();
        SettlementProcess.LATER_LOOKS.stream().limit(2).forEach(world.machine::advance);
        takes(first);
        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);

        world.machine.advance(SettlementProcess.LATER_LOOKS.getLast());

        assertThatTheFirstWentBack(first, sold);
    }

    @Test
    void what_the_call_itself_answers_after_all_goes_back_by_itself() {
        AtomicReference<Reservation.Started> sold = new AtomicReference<>();
        world.provider.meanwhile(
                () -> {
                    world.machine.advance(GIVEN_UP);
                    sold.set(soldToAnother());
                });

        PaymentRequest first = world.done(world.pay(id)).request();
        world.machine.run();

        assertThatTheFirstWentBack(first, sold.get());
    }

    @Test
    void what_cannot_go_back_at_first_goes_back_later_and_once() {
        PaymentRequest first = givenUp();
        Reservation.Started sold = soldToAnother();
        takes(first);
        world.provider.failsRefunds(2);

        told(first);
        assertThat(world.provider.memory().refunds()).isEmpty();
        assertThat(world.reservation(id)).isEqualTo(sold);
        world.machine.advance(MINUTE);

        assertThatTheFirstWentBack(first, sold);
    }

    /** An attempt of which the provider does not know. */
    private PaymentRequest givenUp() {
        world.provider.losesARequest();
        Payment.Requested first = world.done(world.pay(id));
        assertThat(first).isInstanceOf(Payment.Unknown.class);
        world.machine.advance(GIVEN_UP);
        assertThat(stateOf(first.request())).isInstanceOf(Payment.Failed.class);
        return first.request();
    }

    private Payment.Requested stateOf(PaymentRequest request) {
        return world.ticketing.payments().find(world.customer, request.id()).orElseThrow().state();
    }

    /** The reservation as another attempt left it. */
    private Reservation.Started soldToAnother() {
        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        return world.reservation(id);
    }

    /** The request has reached the provider after all. */
    private void takes(PaymentRequest request) {
        Attempt attempt =
                new Attempt(
                        request.id(), request.amount(), request.method(), world.clock.instant());
        world.provider.memory().capture(attempt, "tok_ok");
    }

    private void told(PaymentRequest request) {
        Webhook webhook = new Webhook("memory", "1", "payment.captured", request.id());
        world.ticketing.webhooks().receive(webhook);
        world.machine.run();
    }

    private void assertThatTheFirstWentBack(PaymentRequest first, Reservation.Started sold) {
        assertThat(world.provider.memory().captures())
                .hasSize(2)
                .extracting(Taken::key)
                .doesNotHaveDuplicates()
                .contains(first.id());
        assertThat(world.provider.memory().refunds())
                .singleElement()
                .satisfies(
                        back -> {
                            assertThat(back.captureReference()).isEqualTo("cap_" + first.id());
                            assertThat(back.amount())
                                    .isEqualTo(first.amount())
                                    .isEqualTo(World.euros(100));
                        });
        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        assertThat(world.recorded(PaymentCaptured.class)).hasSize(2);
        assertThat(world.recorded(RefundRequested.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(Payment.statusOf(stateOf(first))).isEqualTo(Payment.Status.REFUNDED);

        assertThat(world.reservation(id))
                .isEqualTo(sold)
                .isInstanceOfSatisfying(
                        Reservation.Confirmed.class,
                        confirmed -> assertThat(confirmed.paidBy()).isNotEqualTo(first.id()));
        assertThat(world.recorded(TicketIssued.class)).hasSize(PLACES);
        assertThat(world.recorded(TicketVoided.class)).isEmpty();
        assertThat(world.availability(show, World.STALLS))
                .isEqualTo(new Availability(10, 0, PLACES, 0));
    }
}
