package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.stripe.Trouble;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** When Stripe does not answer. */
@Timeout(60) // or a call that does not end would keep the build
class StripeOutagesTest {

    private static final String PAY = "POST /v1/payment_intents";

    @AutoClose private final Stripe stripe = new Stripe();

    private final PaymentId payment = stripe.newPayment();

    /** Every question that there is. */
    private List<ThrowingCallable> questions(PaymentProvider provider) {
        RefundId refund = stripe.newRefund();
        return List.of(
                () -> provider.capture(Stripe.attempt(payment, Stripe.PRICE), Stripe.GOOD),
                () -> provider.lookUp(payment),
                () -> provider.refund(refund, "pi_00000001", Stripe.PRICE),
                () -> provider.lookUpRefund(refund, "pi_00000001"),
                provider::ping);
    }

    private static void assertThatNoneIsAnswered(List<ThrowingCallable> questions) {
        assertThat(questions)
                .allSatisfy(
                        question ->
                                assertThatThrownBy(question)
                                        .isInstanceOf(ProviderUnavailable.class));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"BROKEN", "TOO_MANY", "KEY_IN_USE", "CUT_AFTERWARDS"})
    void what_is_no_answer_is_not_taken_for_one(Trouble trouble) {
        stripe.standIn.hasTrouble(trouble);

        assertThatNoneIsAnswered(questions(stripe.provider));
    }

    @Test
    void a_server_that_hangs_is_not_waited_for_longer_than_a_read_may_take() {
        stripe.standIn.hasTrouble(Trouble.HANGS);
        try (StripePaymentProvider provider = stripe.provider(Stripe.IMPATIENT)) {
            assertThatNoneIsAnswered(questions(provider));
        }
        assertThat(stripe.standIn.taken()).isEmpty();
    }

    @Test
    void an_answer_that_comes_a_byte_at_a_time_is_not_waited_for_without_end() {
        Duration long_ = Duration.ofSeconds(30);
        stripe.standIn.hasTrouble(Trouble.TRICKLES);
        try (StripePaymentProvider provider =
                stripe.provider(new Limits(long_, long_, Duration.ofMillis(200)))) {
            assertThatNoneIsAnswered(questions(provider));
        }
    }

    @Test
    void whoever_asks_often_whether_it_can_be_reached_makes_it_be_asked_every_five_seconds() {
        TestClock clock = new TestClock();
        try (StripePaymentProvider provider =
                new StripePaymentProvider(stripe.settings(), clock, Stripe.PATIENT)) {
            provider.ping();
            clock.advance(Duration.ofSeconds(5).minusNanos(1));
            provider.ping();
            assertThat(stripe.standIn.asked()).hasSize(1);

            clock.advance(Duration.ofNanos(1));
            stripe.standIn.hasTrouble(Trouble.BROKEN);
            assertThatThrownBy(provider::ping).isInstanceOf(ProviderUnavailable.class);
            assertThatThrownBy(provider::ping).isInstanceOf(ProviderUnavailable.class);
        }
    }

    @Test
    void a_server_that_has_died_cannot_be_reached() {
        stripe.standIn.close();

        assertThatNoneIsAnswered(questions(stripe.provider));
    }

    @Test
    void a_wrong_key_is_no_answer_and_is_not_told() {
        String wrong = "sk_test_wrong0123456789";
        try (StripePaymentProvider provider =
                new StripePaymentProvider(
                        new StripeSettings(wrong, stripe.standIn.url()),
                        Stripe.CLOCK,
                        Stripe.PATIENT)) {
            assertThatNoneIsAnswered(questions(provider));
            assertThatThrownBy(provider::ping).rootCause().hasMessageContaining("HTTP 401");
            assertThatThrownBy(provider::ping)
                    .satisfies(failure -> assertThat(printed(failure)).doesNotContain(wrong));
        }
    }

    @Test
    void a_key_that_was_used_for_something_else_is_no_answer() {
        stripe.capture(payment, Stripe.GOOD);

        assertThatThrownBy(() -> stripe.capture(payment, "pm_card_visa_chargeDeclined"))
                .isInstanceOf(ProviderUnavailable.class);
        assertThat(stripe.standIn.taken()).hasSize(1);
    }

    @Test
    void a_token_is_in_no_message() {
        stripe.standIn.hasTrouble(PAY, Trouble.BROKEN);
        assertThatThrownBy(() -> stripe.capture(payment, "pm_secret"))
                .satisfies(failure -> assertThat(printed(failure)).doesNotContain("pm_secret"));

        stripe.standIn.isWell();
        assertThat(stripe.capture(payment, "pm_secret").toString()).doesNotContain("pm_secret");
    }

    @Test
    void it_is_itself_again_as_soon_as_stripe_is() {
        stripe.standIn.hasTrouble(Trouble.BROKEN);
        assertThatThrownBy(() -> stripe.capture(payment, Stripe.GOOD))
                .isInstanceOf(ProviderUnavailable.class);
        stripe.standIn.isWell();

        assertThatCode(stripe.provider::ping).doesNotThrowAnyException();
        assertThat(stripe.capture(payment, Stripe.GOOD)).isInstanceOf(Capture.Done.class);
    }

    @Test
    void after_it_was_closed_it_is_not_asked_any_more() {
        stripe.provider.close();

        assertThatNoneIsAnswered(questions(stripe.provider));
        assertThat(stripe.standIn.asked()).isEmpty();
    }

    @Test
    void a_whole_question_is_over_in_time_for_what_is_tried_again_before_it() {
        Duration longest =
                Limits.DEFAULT.whole().plus(Duration.ofSeconds(2)); // what failed fast until then

        assertThat(longest).isLessThan(PaymentProvider.LONGEST_CALL);
        assertThat(StripeSettings.STRIPE).hasScheme("https");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
