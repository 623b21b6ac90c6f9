package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.WebhookSale.CAPTURED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox.Stored;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What a provider tells is stored, and seen to until it is settled or a day has passed. */
class WebhooksSeenToLaterTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final WebhookSale sale = new WebhookSale(world, show);

    @AfterEach
    void the_log_is_sound_and_nothing_waits() {
        world.assertSound();
        assertThat(world.ticketing.webhooks().waiting()).isZero();
    }

    @Test
    void what_is_told_of_nothing_that_is_known_here_is_stored_and_has_no_effect() {
        long head = world.memory.head().value();

        sale.delivered("1", CAPTURED, new PaymentId(world.newId()));
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
        PaymentId silent = sale.unanswered(other);
        world.provider.failsLookUps(Integer.MAX_VALUE);

        sale.delivered("1", CAPTURED, silent);
        sale.delivered("2", CAPTURED, payment);
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
        PaymentId payment = sale.unanswered(id);

        sale.delivered("1", CAPTURED, payment);
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
        PaymentId payment = sale.unanswered(id);
        world.provider.failsLookUps(Integer.MAX_VALUE);
        sale.delivered("1", CAPTURED, payment);

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
        PaymentId payment = sale.unanswered(id);
        world.machine.advance(MOMENT);
        world.webhooks.store(WebhookSale.webhook("1", CAPTURED, payment));

        world.machine.advance(Duration.ofSeconds(1));

        sale.assertSoldOnce(id);
    }

    @Test
    void what_a_process_has_claimed_and_died_of_is_seen_to_after_a_while() {
        ReservationId id = world.held(show, World.places(2));
        PaymentId payment = sale.unanswered(id);
        world.provider.isUndecided(true);
        world.webhooks.store(WebhookSale.webhook("1", CAPTURED, payment));
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
        PaymentId payment = sale.unanswered(id);
        for (int i = 0; i < 100; i++) {
            world.ticketing.webhooks().receive(WebhookSale.webhook("w" + i, CAPTURED, payment));
        }

        world.machine.run();

        assertThat(world.ticketing.webhooks().waiting()).isZero();
        sale.assertSoldOnce(id);
        assertThat(sale.told(id)).hasSize(100);
    }
}
