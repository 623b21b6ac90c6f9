package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** When the simulated provider tells what, and how often. Time passes as the test says. */
class SimulatedWebhooksTest {

    private static final Money TEN = new Money(10_00, Currency.getInstance("EUR"));
    private static final PaymentMethod CARD = new PaymentMethod(PaymentMethod.Type.CARD, null);
    private static final Duration DELAY = SimulatedWebhooks.DELAY;

    private final TestClock clock = new TestClock();
    private final SequentialIds ids = new SequentialIds();
    private final PaymentId payment = new PaymentId(ids.next());
    private final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private final List<Instant> times = new ArrayList<>();
    private final List<SimulatedWebhook> sent = new ArrayList<>();
    private boolean taken = true;

    private final Path directory;
    private final SimulatedPaymentProvider provider;

    private record Timer(Instant due, Runnable task) {}

    SimulatedWebhooksTest(@TempDir Path directory) {
        this.directory = directory;
        this.provider = SimulatedPaymentProvider.open(directory, clock, Duration.ZERO);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private SimulatedWebhooks started() {
        SimulatedWebhooks webhooks =
                new SimulatedWebhooks(
                        webhook -> {
                            times.add(clock.instant());
                            sent.add(webhook);
                            return taken;
                        },
                        SentWebhooks.in(directory),
                        Runnable::run,
                        (delay, task) -> timers.add(new Timer(clock.instant().plus(delay), task)),
                        clock);
        webhooks.start(provider);
        return webhooks;
    }

    private void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        while (!timers.isEmpty() && !timers.element().due.isAfter(end)) {
            Timer next = timers.remove();
            clock.set(next.due);
            next.task.run();
        }
        clock.set(end);
    }

    private void capture(String token) {
        capture(payment, token);
    }

    private void capture(PaymentId key, String token) {
        provider.capture(new Attempt(key, TEN, CARD, clock.instant().plusSeconds(60)), token);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_ok, payment.captured",
        "tok_declined, payment.declined",
        "tok_fraud, payment.declined"
    })
    void what_became_of_an_attempt_is_told_a_moment_later(String token, String type) {
        started();

        capture(token);

        assertThat(sent).as("not while who asked waits").isEmpty();
        advance(DELAY);
        assertThat(sent).singleElement().extracting(SimulatedWebhook::type).isEqualTo(type);
        assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\": \"%s\", \"timestamp\": \"%s\", \"data\": {\"paymentId\": \"%s\"}}"
                                .formatted(type, TestClock.START, payment));
        advance(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void what_is_asked_twice_is_told_once() {
        started();

        capture("tok_ok");
        capture("tok_ok");
        advance(Duration.ofHours(1));

        assertThat(sent).hasSize(1);
    }

    @Test
    void what_comes_into_force_later_is_told_then() {
        started();

        assertThatThrownBy(() -> capture("tok_timeout")).isInstanceOf(ProviderUnavailable.class);

        advance(SimulatedToken.DELAY.plus(DELAY).minusNanos(1));
        assertThat(sent).isEmpty();
        advance(Duration.ofNanos(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void money_that_goes_back_is_told_with_its_payment() {
        started();
        capture("tok_ok");
        RefundId refund = new RefundId(ids.next());

        provider.refund(refund, "sim_" + payment, TEN);
        provider.refund(refund, "sim_" + payment, TEN);
        advance(DELAY);

        assertThat(sent)
                .extracting(SimulatedWebhook::type)
                .containsExactly("payment.captured", "refund.completed");
        assertThat(sent).extracting(SimulatedWebhook::payment).containsOnly(payment.toString());
        assertThat(sent).extracting(SimulatedWebhook::id).doesNotHaveDuplicates();
    }

    @Test
    void a_token_has_the_same_told_twice_at_once_and_once_more() {
        started();

        capture("tok_duplicate_webhook");

        advance(DELAY);
        assertThat(sent).hasSize(2);
        advance(Duration.ofSeconds(1));
        assertThat(sent).hasSize(3).containsOnly(sent.getFirst());
    }

    @Test
    void what_is_not_taken_is_told_again_with_pauses_that_grow_and_an_end() {
        SimulatedWebhooks webhooks = started();
        taken = false;
        capture("tok_ok");

        advance(Duration.ofSeconds(8));

        Instant first = TestClock.START.plus(DELAY);
        assertThat(times)
                .containsExactly(
                        first, first.plusSeconds(1), first.plusSeconds(3), first.plusSeconds(7));
        advance(Duration.ofHours(1));
        assertThat(sent).hasSize(SimulatedWebhooks.MOST_TRIES);
        assertThat(webhooks.waiting()).isZero();
    }

    @Test
    void what_is_taken_at_last_is_not_told_again() {
        started();
        taken = false;
        capture("tok_ok");
        advance(Duration.ofSeconds(2));
        taken = true;

        advance(Duration.ofHours(1));

        assertThat(sent).hasSize(3);
    }

    @Test
    void after_a_restart_what_was_not_taken_is_told_and_what_was_is_not() {
        SimulatedWebhooks before = started();
        capture("tok_ok");
        advance(DELAY);
        taken = false;
        PaymentId other = new PaymentId(ids.next());
        capture(other, "tok_ok");
        advance(DELAY);
        before.close();
        timers.clear();
        sent.clear();
        taken = true;

        started();
        advance(DELAY);

        assertThat(sent)
                .singleElement()
                .extracting(SimulatedWebhook::payment)
                .isEqualTo(other.toString());
    }

    @Test
    void after_a_restart_what_is_old_is_not_told_any_more() {
        capture("tok_ok");
        advance(Duration.ofHours(1));

        started();
        advance(Duration.ofHours(1));

        assertThat(sent).isEmpty();
    }

    @Test
    void after_it_was_closed_nothing_is_told() {
        SimulatedWebhooks webhooks = started();
        capture("tok_ok");

        webhooks.close();
        advance(Duration.ofHours(1));

        assertThat(sent).isEmpty();
    }

    @Test
    void no_more_wait_than_a_limit_and_who_pays_does_not_notice() {
        SimulatedWebhooks webhooks = started();

        for (int i = 0; i < SimulatedWebhooks.MOST_WAITING + 5; i++) {
            webhooks.expect(
                    new SimulatedWebhook("msg_" + i, "test", payment.toString(), clock.instant()));
        }
        capture("tok_ok");

        assertThat(webhooks.waiting()).isEqualTo(SimulatedWebhooks.MOST_WAITING);
        advance(DELAY);
        assertThat(sent).hasSize(SimulatedWebhooks.MOST_WAITING);
        assertThat(webhooks.waiting()).isZero();
    }

    @Test
    void where_a_server_listens_everywhere_it_is_told_on_this_machine() {
        assertThat(SimulatedMessenger.target("0.0.0.0", 8080))
                .hasToString("http://127.0.0.1:8080/webhooks/payments/simulated");
        assertThat(SimulatedMessenger.target("::1", 8080))
                .hasToString("http://[::1]:8080/webhooks/payments/simulated");
        assertThat(SimulatedMessenger.target("localhost", 8080))
                .hasToString("http://localhost:8080/webhooks/payments/simulated");
    }
}
