package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.stripe.StripeStandIn.Taken;
import dev.ticketing.testkit.stripe.Trouble;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Currency;
import java.util.Map;

/** What becomes of an attempt to take money. */
class StripeCapturesTest {

    @AutoClose private final Stripe stripe = new Stripe();

    private final PaymentId payment = stripe.newPayment();

    @Test
    void what_is_taken_is_one_payment_intent_with_the_payment_in_it() {
        Capture answer = stripe.capture(payment, Stripe.GOOD);

        Map<String, String> ours = Map.of("payment", payment.toString());
        assertThat(stripe.standIn.taken())
                .containsExactly(new Taken("pi_00000001", 50_00, "eur", ours, "succeeded"));
        assertThat(answer).isEqualTo(new Capture.Done("pi_00000001"));
        assertThat(stripe.standIn.asked()).containsExactly("POST /v1/payment_intents");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined",
        "pm_card_chargeDeclinedInsufficientFunds, insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard, expired_card",
        "pm_card_authenticationRequired, authentication_required",
    })
    void a_card_that_is_declined_is_declined_with_stripes_reason(String token, String code) {
        assertThat(stripe.capture(payment, token))
                .isInstanceOfSatisfying(
                        Capture.Declined.class,
                        declined -> {
                            assertThat(declined.code()).isEqualTo(code);
                            assertThat(declined.message()).endsWith(".");
                            assertThat(declined.forGood()).isFalse();
                        });
        stripe.assertThatItIsCanceled(payment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pm_card_chargeDeclinedFraudulent", "pm_card_visa_chargeDeclinedStolenCard"})
    void whoever_holds_a_stolen_card_is_refused_for_good_and_not_told_why(String token) {
        assertThat(stripe.capture(payment, token))
                .isEqualTo(new Capture.Declined("card_declined", "The card was declined.", true));
        stripe.assertThatItIsCanceled(payment);
    }

    @Test
    void a_decline_is_an_answer_though_the_intent_cannot_be_canceled_just_now() {
        stripe.standIn.hasTrouble("POST /v1/payment_intents/pi_00000001/cancel", Trouble.BROKEN);

        Capture answer = stripe.capture(payment, "pm_card_chargeDeclinedInsufficientFunds");

        assertThat(answer).isInstanceOf(Capture.Declined.class);
        assertThat(stripe.taken(payment))
                .extracting(Taken::status)
                .containsExactly("requires_payment_method");
        stripe.standIn.isWell();
        assertThat(stripe.provider.lookUp(payment)).contains(answer);
        stripe.assertThatItIsCanceled(payment);
    }

    @Test
    void what_would_need_the_buyer_is_given_up() {
        assertThat(stripe.capture(payment, "pm_standin_requiresAction"))
                .isEqualTo(
                        new Capture.Declined("canceled", "The payment was not completed.", false));
        stripe.assertThatItIsCanceled(payment);
    }

    @Test
    void what_goes_on_while_it_is_given_up_counts() {
        stripe.standIn.hasTrouble("POST /v1/payment_intents/pi_00000001/cancel", Trouble.OVERTAKEN);

        assertThat(stripe.capture(payment, "pm_standin_requiresAction"))
                .isEqualTo(new Capture.Done("pi_00000001"));
        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Done("pi_00000001"));
    }

    @Test
    void what_stripe_does_not_know_yet_is_under_way() {
        assertThat(stripe.capture(payment, "pm_standin_processing"))
                .isEqualTo(new Capture.Underway());
        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Underway());

        stripe.standIn.change("pi_00000001", "succeeded");
        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Done("pi_00000001"));
    }

    @Test
    void a_payment_method_that_stripe_does_not_know_is_an_invalid_token() {
        assertThat(stripe.capture(payment, "pm_of_another_account"))
                .isEqualTo(new Capture.Declined("invalid_token", "The token is not valid.", false));
        assertThat(stripe.standIn.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4242424242424242", "", "tok_visa", "pm_", "pm_a\npm_b", "pm_a&amount=1"})
    void what_is_no_payment_method_is_not_even_sent(String token) {
        assertThat(stripe.capture(payment, token))
                .isEqualTo(new Capture.Declined("invalid_token", "The token is not valid.", false));
        assertThat(stripe.standIn.asked()).isEmpty();
    }

    @Test
    void an_amount_that_stripe_does_not_take_is_declined_with_its_reason() {
        assertThat(stripe.capture(payment, new Money(49, Stripe.EUR), Stripe.GOOD))
                .isEqualTo(
                        new Capture.Declined(
                                "amount_too_small", "Amount must be at least 50.", false));
    }

    @Test
    void an_amount_that_stripe_cannot_count_is_not_even_sent() {
        Money ariary = new Money(50_01, Currency.getInstance("MGA"));

        assertThat(stripe.capture(payment, ariary, Stripe.GOOD))
                .isEqualTo(
                        new Capture.Declined(
                                "amount_not_chargeable", "This amount cannot be charged.", false));
        assertThat(stripe.standIn.asked()).isEmpty();
    }

    @Test
    void nothing_is_free_of_charge_and_nobody_is_asked_for_it() {
        assertThat(stripe.capture(payment, Money.zero(Stripe.EUR), Stripe.GOOD))
                .isEqualTo(new Capture.Done("free_" + payment));
        assertThat(stripe.standIn.asked()).isEmpty();
    }

    @Test
    void yen_are_counted_in_yen_and_kronur_in_hundredths() {
        stripe.capture(payment, new Money(5_000, Currency.getInstance("JPY")), Stripe.GOOD);
        stripe.capture(
                stripe.newPayment(), new Money(5_000, Currency.getInstance("ISK")), Stripe.GOOD);

        assertThat(stripe.standIn.taken())
                .extracting(Taken::amount, Taken::currency)
                .containsExactly(tuple(5_000L, "jpy"), tuple(500_000L, "isk"));
    }
}
