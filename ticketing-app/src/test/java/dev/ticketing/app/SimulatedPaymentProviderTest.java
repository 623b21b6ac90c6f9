package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class SimulatedPaymentProviderTest {

    private static final Money TEN = new Money(10_00, Currency.getInstance("EUR"));
    private static final PaymentMethod CARD = new PaymentMethod(PaymentMethod.Type.CARD, null);

    private static final Duration SILENCE = Duration.ofMillis(20);
    private static final Instant HOLD_ENDS = TestClock.START.plusSeconds(60);

    private final TestClock clock = new TestClock();
    private final SequentialIds ids = new SequentialIds();
    private final PaymentId payment = new PaymentId(ids.next());
    private final RefundId refund = new RefundId(ids.next());

    @TempDir private Path directory;

    @Test
    void tok_ok_is_captured_under_a_reference() {
        try (SimulatedPaymentProvider provider = open()) {
            assertThat(capture(provider, payment, "tok_ok"))
                    .isEqualTo(new Capture.Done("sim_" + payment));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tok_declined, card_declined",
        "tok_insufficient_funds, insufficient_funds",
        "tok_of_somebody_else, invalid_token",
        "'', invalid_token",
        "'tok_ok\n', invalid_token",
    })
    void every_other_token_is_declined_with_a_code_of_its_own(String token, String code) {
        try (SimulatedPaymentProvider provider = open()) {
            Capture answer = capture(provider, payment, token);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Capture.Declined.class,
                            declined -> {
                                assertThat(declined.code()).isEqualTo(code);
                                assertThat(declined.message()).endsWith(".");
                            });
            assertThat(provider.lookUp(payment)).contains(answer);
        }
    }

    @Test
    void a_fraud_is_refused_for_good_and_a_decline_is_not() {
        try (SimulatedPaymentProvider provider = open()) {
            assertThat(capture(provider, payment, "tok_fraud"))
                    .isInstanceOfSatisfying(
                            Capture.Declined.class,
                            declined -> assertThat(declined.forGood()).isTrue());
            assertThat(capture(provider, new PaymentId(ids.next()), "tok_declined"))
                    .isInstanceOfSatisfying(
                            Capture.Declined.class,
                            declined -> assertThat(declined.forGood()).isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({"tok_timeout, Done", "tok_timeout_declined, Declined"})
    void what_is_not_answered_is_known_after_five_seconds(String token, String answer) {
        try (SimulatedPaymentProvider provider = open()) {
            assertThatThrownBy(() -> capture(provider, payment, token))
                    .isInstanceOf(ProviderUnavailable.class);

            clock.advance(Duration.ofSeconds(5).minusNanos(1));
            assertThat(provider.lookUp(payment)).contains(new Capture.Underway());
            clock.advance(Duration.ofNanos(1));
            assertThat(provider.lookUp(payment))
                    .get()
                    .extracting(known -> known.getClass().getSimpleName())
                    .isEqualTo(answer);
        }
    }

    @Test
    void tok_late_is_captured_after_the_hold_has_ended_and_not_before() {
        try (SimulatedPaymentProvider provider = open()) {
            assertThatThrownBy(() -> capture(provider, payment, "tok_late"))
                    .isInstanceOf(ProviderUnavailable.class);

            clock.set(HOLD_ENDS);
            assertThat(provider.lookUp(payment)).contains(new Capture.Underway());
            clock.advance(Duration.ofSeconds(1));
            assertThat(provider.lookUp(payment)).contains(new Capture.Done("sim_" + payment));
        }
    }

    @Test
    void tok_error_then_ok_is_captured_at_the_third_time() {
        try (SimulatedPaymentProvider provider = open()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> capture(provider, payment, "tok_error_then_ok"))
                        .isInstanceOf(ProviderUnavailable.class);
                assertThat(provider.lookUp(payment)).isEmpty();
            }
            assertThat(capture(provider, payment, "tok_error_then_ok"))
                    .isEqualTo(new Capture.Done("sim_" + payment));
        }
    }

    @Test
    void a_ledger_of_before_is_understood() throws IOException {
        append("attempt:" + payment + "\tcaptured sim_" + payment + " 1000 EUR\n");

        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(payment)).contains(new Capture.Done("sim_" + payment));
        }
    }

    @Test
    void answers_one_payment_once_whatever_it_is_asked_afterwards() throws IOException {
        try (SimulatedPaymentProvider provider = open()) {
            Capture first = capture(provider, payment, "tok_declined");

            assertThat(capture(provider, payment, "tok_ok")).isEqualTo(first);
            assertThat(ledger()).hasSize(1);
        }
    }

    @Test
    void looking_up_finds_what_was_asked_and_nothing_else() {
        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(payment)).isEmpty();

            Capture answer = capture(provider, payment, "tok_ok");

            assertThat(provider.lookUp(payment)).contains(answer);
            assertThat(provider.lookUp(new PaymentId(ids.next()))).isEmpty();
        }
    }

    @Test
    void refunds_once_a_refund_id() throws IOException {
        try (SimulatedPaymentProvider provider = open()) {
            capture(provider, payment, "tok_ok");

            GivingBack reference = provider.refund(refund, "sim_" + payment, TEN);

            assertThat(provider.refund(refund, "sim_" + payment, TEN)).isEqualTo(reference);
            assertThat(provider.refund(new RefundId(ids.next()), "sim_" + payment, TEN))
                    .isNotEqualTo(reference);
            assertThat(ledger()).hasSize(3);
        }
    }

    @Test
    void a_payment_and_a_refund_of_the_same_id_are_two_things() {
        try (SimulatedPaymentProvider provider = open()) {
            provider.refund(new RefundId(payment.value()), "sim_x", TEN);

            assertThat(provider.lookUp(payment)).isEmpty();
        }
    }

    @Test
    void remembers_everything_after_being_opened_again() {
        Capture captured;
        GivingBack refunded;
        try (SimulatedPaymentProvider provider = open()) {
            captured = capture(provider, payment, "tok_ok");
            refunded = provider.refund(refund, "sim_" + payment, TEN);
        }

        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(payment)).contains(captured);
            assertThat(provider.lookUpRefund(refund, "sim_" + payment)).contains(refunded);
            assertThat(provider.refund(refund, "another", TEN)).isEqualTo(refunded);
        }
    }

    @Test
    void a_line_that_a_crash_cut_short_was_never_answered() throws IOException {
        PaymentId cut = new PaymentId(ids.next());
        try (SimulatedPaymentProvider provider = open()) {
            capture(provider, payment, "tok_ok");
        }
        append("attempt:" + cut + "\tcaptured sim_");

        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(payment)).isPresent();
            assertThat(provider.lookUp(cut)).isEmpty();
            assertThat(capture(provider, cut, "tok_declined")).isInstanceOf(Capture.Declined.class);
        }
        assertThat(ledger()).hasSize(2);
        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(cut)).get().isInstanceOf(Capture.Declined.class);
        }
    }

    @Test
    void a_crash_in_the_middle_of_the_very_first_line_leaves_an_empty_ledger() throws IOException {
        append("att");

        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.lookUp(payment)).isEmpty();
            capture(provider, payment, "tok_ok");
        }

        assertThat(ledger()).singleElement().asString().startsWith("attempt:" + payment);
    }

    @Test
    void two_instances_on_one_ledger_agree() {
        try (SimulatedPaymentProvider one = open();
                SimulatedPaymentProvider other = open()) {
            Capture first = capture(one, payment, "tok_ok");

            assertThat(other.lookUp(payment)).contains(first);
            assertThat(capture(other, payment, "tok_declined")).isEqualTo(first);

            PaymentId second = new PaymentId(ids.next());
            Capture declined = capture(other, second, "tok_declined");
            assertThat(capture(one, second, "tok_ok")).isEqualTo(declined);
        }
    }

    @Test
    void instances_that_are_asked_at_the_same_time_give_one_answer_a_payment()
            throws IOException, InterruptedException, ExecutionException {
        int payments = 20;
        int threads = 8;
        List<PaymentId> keys = new ArrayList<>();
        for (int i = 0; i < payments; i++) {
            keys.add(new PaymentId(ids.next()));
        }
        List<Future<List<Capture>>> answers = new ArrayList<>();
        try (SimulatedPaymentProvider one = open();
                SimulatedPaymentProvider other = open();
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            CountDownLatch together = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                SimulatedPaymentProvider provider = i % 2 == 0 ? one : other;
                String token = i % 3 == 0 ? "tok_declined" : "tok_ok";
                answers.add(
                        executor.submit(
                                () -> {
                                    together.countDown();
                                    together.await();
                                    return keys.stream()
                                            .map(key -> capture(provider, key, token))
                                            .toList();
                                }));
            }
        }

        List<Capture> first = answers.getFirst().get();
        for (Future<List<Capture>> each : answers) {
            assertThat(each.get()).isEqualTo(first);
        }
        assertThat(ledger()).hasSize(payments);
    }

    @Test
    void answers_a_ping_until_it_is_closed() {
        SimulatedPaymentProvider provider = open();
        provider.ping();

        provider.close();

        assertThatThrownBy(provider::ping).isInstanceOf(ProviderUnavailable.class);
        assertThatThrownBy(() -> capture(provider, payment, "tok_ok"))
                .isInstanceOf(ProviderUnavailable.class);
        assertThatThrownBy(() -> provider.lookUp(payment)).isInstanceOf(ProviderUnavailable.class);
        assertThatThrownBy(() -> provider.refund(refund, "sim_x", TEN))
                .isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void its_tokens_stand_for_no_card() {
        try (SimulatedPaymentProvider provider = open()) {
            assertThat(provider.last4("tok_ok")).isEmpty();
            assertThat(provider.name()).isEqualTo("simulated");
        }
    }

    private SimulatedPaymentProvider open() {
        return SimulatedPaymentProvider.open(directory, clock, SILENCE);
    }

    private static Capture capture(
            SimulatedPaymentProvider provider, PaymentId payment, String token) {
        return provider.capture(new Attempt(payment, TEN, CARD, HOLD_ENDS), token);
    }

    private Path file() {
        return directory.resolve("simulated-payments.ledger");
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(file());
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
