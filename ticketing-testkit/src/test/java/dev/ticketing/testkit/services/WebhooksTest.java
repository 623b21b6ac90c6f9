package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox.Stored;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Whatever a provider tells, how often, in which order and when: the effect is that of once. */
class WebhooksTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CAPTURED = "payment.captured";
    private static final String REFUNDED = "refund.completed";

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound_and_nothing_waits() {
        world.assertSound();
        assertThat(world.ticketing.webhooks().waiting()).isZero();
    }

    /** Paid, but the answer was lost. */
    private PaymentId unanswered(ReservationId reservation) {
        world.provider.losesAnAnswer();
        Payment.Requested paid = world.done(world.pay(reservation));
        assertThat(paid).isInstanceOf(Payment.Unknown.class);
        return paid.request().id();
    }

    private static Webhook webhook(String id, String type, PaymentId payment) {
        return new Webhook("memory", id, type, payment);
    }

    private int delivered(String id, String type, PaymentId payment) {
        int delivery = world.ticketing.webhooks().receive(webhook(id, type, payment));
        world.machine.run();
        return delivery;
    }

    private void assertSoldOnce(ReservationId id) {
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);
        assertThat(world.recorded(ReservationConfirmed.class)).hasSize(1);
        assertThat(world.recorded(TicketIssued.class)).hasSize(2);
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 2, 0));
        assertThat(world.provider.memory().captures()).hasSize(1);
        assertThat(world.provider.memory().refunds()).isEmpty();
    }

    private List<Map<String, String>> told(ReservationId id) {
        return world.journal.of(id).stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.WEBHOOK)
                .map(JournalEntry::facts)
                .toList();
    }

    @Test
    void what_is_told_settles_a_payment_at_once() {
        ReservationId id = world.held(show, World.places(2));

        delivered("1", CAPTURED, unanswered(id));

        assertSoldOnce(id);
        world.machine.advance(MINUTE);
        assertSoldOnce(id);
    }

    @Test
    void what_is_told_many_times_has_its_effect_once_and_each_time_is_told() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);

        assertThat(delivered("1", CAPTURED, payment)).isEqualTo(1);
        assertThat(delivered("1", CAPTURED, payment)).isEqualTo(2);
        assertThat(delivered("1", CAPTURED, payment)).isEqualTo(3);

        assertSoldOnce(id);
        assertThat(world.webhooks.find("memory", "1")).map(Stored::deliveries).contains(3);
        assertThat(told(id))
                .extracting(facts -> facts.get("delivery"))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(told(id))
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
        PaymentId payment = unanswered(id);

        world.ticketing.webhooks().receive(webhook("1", "payment.authorized", payment));
        world.ticketing.webhooks().receive(webhook("2", CAPTURED, payment));
        world.newProcess().webhooks().receive(webhook("3", CAPTURED, payment));
        world.machine.run();

        assertSoldOnce(id);
    }

    @Test
    void the_end_may_be_told_before_the_beginning() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);

        delivered("2", REFUNDED, payment);
        delivered("1", CAPTURED, payment);

        assertSoldOnce(id);
    }

    @Test
    void what_is_told_while_the_call_is_still_under_way_is_no_second_sale() {
        ReservationId id = world.held(show, World.places(2));
        AtomicReference<Status> meanwhile = new AtomicReference<>();
        world.provider.beforeItAnswers(
                () -> {
                    PaymentId payment = world.provider.memory().captures().getFirst().key();
                    delivered("1", CAPTURED, payment);
                    meanwhile.set(world.statusOf(id));
                });

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);

        assertThat(meanwhile).hasValue(Status.CONFIRMED);
        assertSoldOnce(id);
    }

    @Test
    void what_is_told_after_it_was_looked_up_changes_nothing_more() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.machine.advance(MINUTE);
        assertSoldOnce(id);
        long head = world.memory.head().value();

        delivered("1", CAPTURED, payment);

        assertThat(world.memory.head().value()).isEqualTo(head);
        assertThat(told(id)).hasSize(1);
    }

    @Test
    void a_capture_that_is_told_after_the_hold_has_ended_finds_the_places_again() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.provider.isUndecided(true);
        world.machine.advance(World.HOLD_TIME.plus(MINUTE));
        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        world.provider.isUndecided(false);

        delivered("1", CAPTURED, payment);
        delivered("1", CAPTURED, payment);

        assertSoldOnce(id);
        world.machine.advance(Duration.ofHours(1));
        assertSoldOnce(id);
    }

    @Test
    void a_capture_that_is_told_when_the_places_are_gone_goes_back_once() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.provider.isUndecided(true);
        world.machine.advance(World.HOLD_TIME.plus(MINUTE));
        world.held(show, World.places(8));
        world.held(show, World.places(2));
        world.provider.isUndecided(false);

        delivered("1", CAPTURED, payment);
        delivered("2", REFUNDED, payment);
        delivered("1", CAPTURED, payment);
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

        delivered("1", CAPTURED, given.id());
        delivered("1", CAPTURED, given.id());

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

        delivered("1", "payment.declined", failed.request().id());

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

        delivered("1", "payment.declined", payment);

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

        delivered("1", REFUNDED, payment);
        delivered("1", REFUNDED, payment);

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
                        delivered(
                                "1",
                                "payment.processing",
                                world.provider.memory().captures().getFirst().key()));

        assertThat(world.done(world.pay(id))).isInstanceOf(Payment.Captured.class);

        assertThat(world.recorded(PaymentUnanswered.class)).isEmpty();
        assertSoldOnce(id);
    }

    @Test
    void what_is_told_of_nothing_that_is_known_here_is_stored_and_has_no_effect() {
        long head = world.memory.head().value();

        delivered("1", CAPTURED, new PaymentId(world.newId()));
        assertThat(world.ticketing.webhooks().receive(new Webhook("memory", "2", "ping", null)))
                .isEqualTo(1);
        world.machine.run();

        assertThat(world.memory.head().value()).isEqualTo(head);
        assertThat(world.webhooks.find("memory", "1")).map(Stored::settled).contains(true);
        assertThat(world.webhooks.find("memory", "2")).map(Stored::settled).contains(true);
        assertThat(world.failures).isEmpty();
    }

    @Test
    void what_cannot_be_seen_to_is_seen_to_later_with_pauses_that_grow() {
        ReservationId id = world.confirmed(show, World.places(2));
        PaymentId payment = world.provider.memory().captures().getFirst().key();
        ReservationId other = world.held(show, World.places(1));
        PaymentId silent = unanswered(other);
        world.provider.failsLookUps(Integer.MAX_VALUE);

        delivered("1", CAPTURED, silent);
        delivered("2", CAPTURED, payment);
        assertThat(world.webhooks.find("memory", "2")).map(Stored::settled).contains(true);
        int before = failures("webhook memory/1");
        world.machine.advance(Duration.ofSeconds(1));
        assertThat(failures("webhook memory/1")).isEqualTo(before + 1);
        world.machine.advance(Duration.ofSeconds(6));
        assertThat(failures("webhook memory/1")).as("after 2 and 4 s").isEqualTo(before + 3);

        world.provider.failsLookUps(0);
        world.machine.advance(MINUTE);
        assertThat(world.statusOf(other)).isEqualTo(Status.CONFIRMED);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
    }

    private int failures(String task) {
        return Math.toIntExact(
                world.failures.stream().filter(failure -> failure.startsWith(task)).count());
    }

    @Test
    void what_is_told_and_cannot_be_looked_up_yet_is_not_lost_when_the_attempt_is_given_up() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.isLagging(true);
        PaymentId payment = unanswered(id);

        delivered("1", CAPTURED, payment);
        world.machine.advance(MINUTE);
        assertThat(world.recorded(PaymentFailed.class)).hasSize(1);
        world.provider.isLagging(false);
        world.machine.advance(Duration.ofMinutes(2));

        assertThat(world.recorded(PaymentCaptured.class)).hasSize(1);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
    }

    @Test
    void what_cannot_be_seen_to_for_a_day_is_let_go() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.provider.failsLookUps(Integer.MAX_VALUE);
        delivered("1", CAPTURED, payment);

        world.machine.advance(Duration.ofHours(20));
        assertThat(world.ticketing.webhooks().waiting()).isEqualTo(1);
        world.machine.advance(Duration.ofHours(8));

        assertThat(world.ticketing.webhooks().waiting()).isZero();
        world.provider.failsLookUps(0);
        world.machine.advance(Duration.ofMinutes(10));
        assertThat(world.recorded(PaymentCaptured.class)).as("by the settlement").hasSize(1);
    }

    @Test
    void what_another_process_has_stored_and_not_seen_to_is_seen_to_here() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.machine.advance(MOMENT);
        world.webhooks.store(webhook("1", CAPTURED, payment));

        world.machine.advance(Duration.ofSeconds(1));

        assertSoldOnce(id);
    }

    @Test
    void what_a_process_has_claimed_and_died_of_is_seen_to_after_a_while() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        world.provider.isUndecided(true);
        world.webhooks.store(webhook("1", CAPTURED, payment));
        assertThat(world.webhooks.claim(1, MINUTE)).hasSize(1);

        world.machine.advance(MINUTE.minus(MOMENT));
        assertThat(world.ticketing.webhooks().waiting()).isEqualTo(1);
        world.machine.advance(Duration.ofSeconds(2));

        assertThat(world.ticketing.webhooks().waiting()).isZero();
        world.provider.isUndecided(false);
        world.machine.advance(Duration.ofMinutes(5));
        assertThat(world.statusOf(id)).isNotEqualTo(Status.PAYMENT_PENDING);
    }

    @Test
    void a_hundred_at_once_are_seen_to() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = unanswered(id);
        for (int i = 0; i < 100; i++) {
            world.ticketing.webhooks().receive(webhook("w" + i, CAPTURED, payment));
        }

        world.machine.run();

        assertThat(world.ticketing.webhooks().waiting()).isZero();
        assertSoldOnce(id);
        assertThat(told(id)).hasSize(100);
    }
}
