package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.WebhookSale.CAPTURED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.WebhookInbox.Stored;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Whatever a provider tells, how often, in which order and when: the effect is that of once. */
class WebhooksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String REFUNDED = "refund.completed";

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final WebhookSale sale = new WebhookSale(world, show);

    @AfterEach
    void the_log_is_sound_and_nothing_waits() {
        world.assertSound();
        assertThat(world.ticketing.webhooks().waiting()).isZero();
    }

    @Test
    void what_is_told_settles_a_payment_at_once() {
        ReservationId id = world.held(show, World.places(2));

        sale.delivered("1", CAPTURED, sale.unanswered(id));

        sale.assertSoldOnce(id);
        world.machine.advance(MINUTE);
        sale.assertSoldOnce(id);
    }

    @Test
    void what_is_told_many_times_has_its_effect_once_and_each_time_is_told() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);

        assertThat(sale.delivered("1", CAPTURED, payment)).isEqualTo(1);
        assertThat(sale.delivered("1", CAPTURED, payment)).isEqualTo(2);
        assertThat(sale.delivered("1", CAPTURED, payment)).isEqualTo(3);

        sale.assertSoldOnce(id);
        assertThat(world.webhooks.find("memory", "1")).map(Stored::deliveries).contains(3);
        assertThat(sale.told(id))
                .extracting(facts -> facts.get("delivery"))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(sale.told(id))
                .allSatisfy(
                        facts ->
                                assertThat(facts)
                                        .containsEntry("provider", "memory")
                                        .containsEntry("webhook", "1")
                                        .containsEntry("type", CAPTURED)
                                        .containsEntry("payment", payment.toString()));
        assertThat(world.ticketing.histories().of(world.customer, id).orElseThrow())
                .filteredOn(entry -> entry.type().equals("webhook"))
                .extracting(HistoryEntry::summary)
                .containsExactlyInAnyOrder(
                        "The provider told by itself: payment.captured.",
                        "The provider told by itself: payment.captured, delivered again.",
                        "The provider told by itself: payment.captured, delivered again.");
    }

    @Test
    void what_is_told_at_the_same_time_by_several_webhooks_has_its_effect_once() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);

        world.ticketing.webhooks().receive(WebhookSale.webhook("1", "payment.authorized", payment));
        world.ticketing.webhooks().receive(WebhookSale.webhook("2", CAPTURED, payment));
        world.newProcess().webhooks().receive(WebhookSale.webhook("3", CAPTURED, payment));
        world.machine.run();

        sale.assertSoldOnce(id);
    }

    @Test
    void the_end_may_be_told_before_the_beginning() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);

        sale.delivered("2", REFUNDED, payment);
        sale.delivered("1", CAPTURED, payment);

        sale.assertSoldOnce(id);
    }

    @Test
    void what_is_told_while_the_call_is_still_under_way_is_no_second_sale() {
        ReservationId id = world.held(show, World.places(2));
        AtomicReference<Status> meanwhile = new AtomicReference<>();
        world.provider.beforeItAnswers(
                () -> {
                    PaymentId payment = world.provider.memory().captures().getFirst().key();
                    sale.delivered("1", CAPTURED, payment);
                    meanwhile.set(world.statusOf(id));
                });

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);

        assertThat(meanwhile).hasValue(Status.CONFIRMED);
        sale.assertSoldOnce(id);
    }

    @Test
    void what_is_told_after_it_was_looked_up_changes_nothing_more() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);
        world.machine.advance(MINUTE);
        sale.assertSoldOnce(id);
        long head = world.memory.head().value();

        sale.delivered("1", CAPTURED, payment);

        assertThat(world.memory.head().value()).isEqualTo(head);
        assertThat(sale.told(id)).hasSize(1);
    }

    @Test
    void a_capture_that_is_told_after_the_hold_has_ended_finds_the_places_again() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);
        world.provider.isUndecided(true);
        world.machine.advance(World.HOLD_TIME.plus(MINUTE));
        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        world.provider.isUndecided(false);

        sale.delivered("1", CAPTURED, payment);
        sale.delivered("1", CAPTURED, payment);

        sale.assertSoldOnce(id);
        world.machine.advance(Duration.ofHours(1));
        sale.assertSoldOnce(id);
    }

    @Test
    void a_capture_that_is_told_when_the_places_are_gone_goes_back_once() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);
        world.provider.isUndecided(true);
        world.machine.advance(World.HOLD_TIME.plus(MINUTE));
        world.held(show, World.places(8));
        world.held(show, World.places(2));
        world.provider.isUndecided(false);

        sale.delivered("1", CAPTURED, payment);
        sale.delivered("2", REFUNDED, payment);
        sale.delivered("1", CAPTURED, payment);
        world.machine.advance(MINUTE);

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(world.recorded(RefundRequested.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    @Test
    void a_capture_after_the_attempt_was_given_up_is_found_and_goes_back() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.losesARequest();
        PaymentRequest given = world.done(world.pay(id)).request();
        world.machine.advance(MINUTE);
        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        world.provider
                .memory()
                .capture(
                        new Attempt(
                                given.id(), given.amount(), given.method(), world.clock.instant()),
                        "tok_ok");

        sale.delivered("1", CAPTURED, given.id());
        sale.delivered("1", CAPTURED, given.id());

        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void an_attempt_that_failed_stays_so_when_that_is_told() {
        ReservationId id = world.held(show, World.places(2));
        Payment.Requested failed =
                world.done(
                        world.ticketing
                                .payments()
                                .pay(world.by(world.customer), id, World.card("tok_declined")));
        long head = world.memory.head().value();

        sale.delivered("1", "payment.declined", failed.request().id());

        assertThat(world.memory.head().value()).isEqualTo(head);
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void a_decline_that_is_told_is_recorded_at_once() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.losesAnAnswer();
        PaymentId payment =
                world.done(
                                world.ticketing
                                        .payments()
                                        .pay(
                                                world.by(world.customer),
                                                id,
                                                World.card("tok_declined")))
                        .request()
                        .id();

        sale.delivered("1", "payment.declined", payment);

        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
    }

    @Test
    void a_refund_that_is_told_is_done_without_another_one() {
        ReservationId id = world.confirmed(show, World.places(2));
        PaymentId payment = world.provider.memory().captures().getFirst().key();
        world.provider.losesRefundAnswers(1);
        world.done(world.cancel(world.customer, id));
        assertThat(world.recorded(RefundCompleted.class)).isEmpty();
        int asked = world.provider.refundsAsked().size();

        sale.delivered("1", REFUNDED, payment);
        sale.delivered("1", REFUNDED, payment);

        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.refundsAsked()).hasSize(asked);
        world.machine.advance(MINUTE);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    @Test
    void what_the_provider_does_not_know_yet_is_left_to_the_settlement() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.isUndecided(true);
        world.provider.beforeItAnswers(
                () ->
                        sale.delivered(
                                "1",
                                "payment.processing",
                                world.provider.memory().captures().getFirst().key()));

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);

        assertThat(world.recorded(PaymentUnanswered.class)).isEmpty();
        sale.assertSoldOnce(id);
    }
}
