package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.payment.WebhookInbox.Claimed;
import dev.ticketing.core.payment.WebhookInbox.Stored;
import dev.ticketing.core.reservation.PaymentId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What every {@link WebhookInbox} has to do. It may hold webhooks of earlier tests. */
public abstract class WebhookInboxConformance {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NONE = Duration.ZERO;
    private static final String PROVIDER = "simulated";

    /** Makes a suite; a subclass needs no constructor. */
    protected WebhookInboxConformance() {}

    /** The inbox under test; nobody else works on it. */
    protected abstract WebhookInbox inbox();

    @BeforeEach
    void leave_nothing_of_before_to_be_done() {
        inbox().settle(inbox().claim(Fresh.ENOUGH, HOUR));
    }

    @Test
    void what_was_stored_is_known_and_waits() {
        long before = inbox().waiting();
        Webhook webhook = webhook(Fresh.payment());

        assertThat(inbox().store(webhook)).isEqualTo(1);

        assertThat(inbox().waiting()).isEqualTo(before + 1);
        Stored stored = stored(webhook);
        assertThat(stored.webhook()).isEqualTo(webhook);
        assertThat(stored.deliveries()).isEqualTo(1);
        assertThat(stored.firstDelivered()).isEqualTo(stored.lastDelivered());
        assertThat(stored.settled()).isFalse();
        assertThat(inbox().find(PROVIDER, "another")).isEmpty();
    }

    @Test
    void a_webhook_about_no_payment_is_stored_too() {
        Webhook webhook = new Webhook(PROVIDER, Fresh.id().toString(), "balance.available", null);

        inbox().store(webhook);

        assertThat(claimed(HOUR)).containsExactly(new Claimed(webhook, 0, 1));
    }

    @Test
    void what_is_delivered_again_is_counted_and_waits_once() {
        Webhook webhook = webhook(Fresh.payment());
        inbox().store(webhook);
        long waiting = inbox().waiting();

        assertThat(inbox().store(webhook)).isEqualTo(2);
        assertThat(inbox().store(webhook)).isEqualTo(3);

        assertThat(inbox().waiting()).isEqualTo(waiting);
        Stored stored = stored(webhook);
        assertThat(stored.deliveries()).isEqualTo(3);
        assertThat(stored.lastDelivered()).isAfterOrEqualTo(stored.firstDelivered());
        assertThat(claimed(HOUR)).hasSize(1);
    }

    @Test
    void the_same_id_of_another_provider_is_another_webhook() {
        String id = Fresh.id().toString();
        Webhook one = new Webhook(PROVIDER, id, "payment.captured", Fresh.payment());
        Webhook other = new Webhook("other", id, "charge", Fresh.payment());

        assertThat(inbox().store(one)).isEqualTo(1);
        assertThat(inbox().store(other)).isEqualTo(1);

        assertThat(stored(other).webhook()).isEqualTo(other);
        assertThat(claimed(HOUR)).extracting(Claimed::webhook).containsExactly(one, other);
    }

    @Test
    void what_is_claimed_is_claimed_by_nobody_else_for_a_while() {
        Webhook webhook = webhook(Fresh.payment());
        inbox().store(webhook);

        assertThat(claimed(HOUR)).containsExactly(new Claimed(webhook, 0, 1));

        assertThat(claimed(HOUR)).isEmpty();
        assertThat(stored(webhook).settled()).isFalse();
    }

    @Test
    void a_claim_ends_by_itself() {
        Webhook webhook = webhook(Fresh.payment());
        inbox().store(webhook);

        assertThat(claimed(NONE)).containsExactly(new Claimed(webhook, 0, 1));
        assertThat(claimed(HOUR)).containsExactly(new Claimed(webhook, 0, 2));
    }

    @Test
    void no_more_are_claimed_than_asked_for_and_the_longest_due_first() {
        List<Webhook> webhooks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            webhooks.add(webhook(Fresh.payment()));
            inbox().store(webhooks.getLast());
        }

        List<Webhook> first = inbox().claim(2, HOUR).stream().map(Claimed::webhook).toList();
        List<Webhook> rest = inbox().claim(10, HOUR).stream().map(Claimed::webhook).toList();

        assertThat(first).isEqualTo(webhooks.subList(0, 2));
        assertThat(rest).isEqualTo(webhooks.subList(2, 5));
    }

    @Test
    void what_was_seen_to_is_claimed_no_more_even_if_it_is_delivered_again() {
        Webhook webhook = webhook(Fresh.payment());
        long before = inbox().waiting();
        inbox().store(webhook);

        inbox().settle(claimed(NONE));
        assertThat(inbox().store(webhook)).isEqualTo(2);

        assertThat(claimed(HOUR)).isEmpty();
        assertThat(inbox().waiting()).isEqualTo(before);
        assertThat(stored(webhook).settled()).isTrue();
    }

    @Test
    void what_could_not_be_seen_to_comes_again_after_its_pause() {
        inbox().store(webhook(Fresh.payment()));

        inbox().putOff(claimed(HOUR).getFirst(), NONE);
        Claimed again = claimed(HOUR).getFirst();
        assertThat(again.failures()).isEqualTo(1);
        inbox().putOff(again, HOUR);

        assertThat(claimed(HOUR)).isEmpty();
    }

    @Test
    void who_has_lost_a_claim_neither_settles_it_nor_puts_it_off() {
        Webhook webhook = webhook(Fresh.payment());
        inbox().store(webhook);
        List<Claimed> lost = claimed(NONE);
        List<Claimed> mine = claimed(NONE);

        inbox().settle(lost);
        inbox().putOff(lost.getFirst(), HOUR);

        assertThat(stored(webhook).settled()).isFalse();
        assertThat(claimed(HOUR)).containsExactly(new Claimed(webhook, 0, 3));
        inbox().settle(mine);
        assertThat(stored(webhook).settled()).isFalse();
    }

    @Test
    void nothing_is_settled_by_nothing() {
        inbox().store(webhook(Fresh.payment()));
        long before = inbox().waiting();

        inbox().settle(List.of());

        assertThat(before).isPositive();
        assertThat(inbox().waiting()).isEqualTo(before);
    }

    @Test
    void what_was_seen_to_long_ago_is_forgotten_and_what_waits_is_not() {
        Webhook done = webhook(Fresh.payment());
        Webhook open = webhook(Fresh.payment());
        inbox().store(done);
        inbox().settle(claimed(HOUR));
        inbox().store(open);

        assertThat(inbox().forget(HOUR)).isZero();
        assertThat(inbox().forget(NONE)).isPositive();

        assertThat(inbox().find(PROVIDER, done.id())).isEmpty();
        assertThat(inbox().find(PROVIDER, open.id())).isPresent();
    }

    @Test
    void of_deliveries_at_the_same_time_each_has_its_number() {
        Webhook webhook = webhook(Fresh.payment());
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deliveries.add(() -> inbox().store(webhook));
        }

        assertThat(Together.run(deliveries)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(claimed(HOUR)).hasSize(1);
    }

    @Test
    void of_many_who_claim_at_the_same_time_nobody_gets_what_another_has() {
        for (int i = 0; i < 40; i++) {
            inbox().store(webhook(Fresh.payment()));
        }
        List<Callable<List<Claimed>>> claims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            claims.add(() -> inbox().claim(10, HOUR));
        }

        List<Claimed> all =
                new ArrayList<>(Together.run(claims).stream().flatMap(List::stream).toList());
        all.addAll(claimed(HOUR));

        assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }

    private List<Claimed> claimed(Duration length) {
        return inbox().claim(Fresh.ENOUGH, length);
    }

    private Stored stored(Webhook webhook) {
        Optional<Stored> found = inbox().find(webhook.provider(), webhook.id());
        assertThat(found).isPresent();
        return found.orElseThrow();
    }

    private static Webhook webhook(PaymentId payment) {
        return new Webhook(PROVIDER, Fresh.id().toString(), "payment.captured", payment);
    }
}
