package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.stripe.Trouble;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;

/** What became of an attempt whose answer was lost. */
class StripeLookUpTest {

    private static final String PAY = "POST /v1/payment_intents";

    @AutoClose private final Stripe stripe = new Stripe();

    private final PaymentId payment = stripe.newPayment();

    private void captureWithoutAnswer(String token) {
        stripe.standIn.hasTrouble(PAY, Trouble.CUT_AFTERWARDS);
        assertThatThrownBy(() -> stripe.capture(payment, token))
                .isInstanceOf(ProviderUnavailable.class);
        stripe.standIn.isWell();
    }

    @Test
    void a_capture_whose_answer_was_lost_is_found_and_was_made_once() {
        captureWithoutAnswer(Stripe.GOOD);

        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Done("pi_00000001"));
        assertThat(stripe.capture(payment, Stripe.GOOD)).isEqualTo(new Capture.Done("pi_00000001"));
        assertThat(stripe.standIn.taken()).hasSize(1);
    }

    @Test
    void a_decline_whose_answer_was_lost_is_found_and_made_final() {
        captureWithoutAnswer("pm_card_chargeDeclinedInsufficientFunds");

        Capture.Declined declined =
                new Capture.Declined(
                        "insufficient_funds", "Your card has insufficient funds.", false);
        assertThat(stripe.provider.lookUp(payment)).contains(declined);
        stripe.assertThatItIsCanceled(payment);
        assertThat(stripe.provider.lookUp(payment)).contains(declined);
    }

    @Test
    void a_refusal_for_good_is_still_one_after_the_intent_was_canceled() {
        stripe.capture(payment, "pm_card_chargeDeclinedFraudulent");

        assertThat(stripe.provider.lookUp(payment))
                .contains(new Capture.Declined("card_declined", "The card was declined.", true));
    }

    @Test
    void an_intent_that_somebody_canceled_has_taken_nothing() {
        stripe.capture(payment, "pm_standin_processing");
        stripe.standIn.change("pi_00000001", "canceled");

        assertThat(stripe.provider.lookUp(payment))
                .contains(
                        new Capture.Declined("canceled", "The payment was not completed.", false));
    }

    @Test
    void an_intent_that_cannot_be_canceled_now_is_not_called_declined() {
        captureWithoutAnswer("pm_card_visa_chargeDeclined");
        stripe.standIn.hasTrouble("POST /v1/payment_intents/pi_00000001/cancel", Trouble.BROKEN);

        assertThatThrownBy(() -> stripe.provider.lookUp(payment))
                .isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void it_is_found_among_many_that_were_made_at_the_same_time() {
        Instant now = Stripe.CLOCK.instant();
        stripe.standIn.addStrangers(120, now);
        stripe.capture(payment, Stripe.GOOD);
        stripe.standIn.addStrangers(250, now.plusSeconds(1));

        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Done("pi_00000121"));
    }

    @Test
    void it_is_found_though_stripes_clock_is_nearly_a_minute_fast_or_slow() {
        for (Duration off : new Duration[] {Duration.ofSeconds(50), Duration.ofSeconds(-50)}) {
            InstantSource clock = () -> Stripe.CLOCK.instant().plus(off);
            try (StripePaymentProvider provider = providerWith(clock)) {
                PaymentId attempt = new PaymentId(new UuidV7Source(clock).next());
                Capture done = provider.capture(Stripe.attempt(attempt, Stripe.PRICE), Stripe.GOOD);

                assertThat(provider.lookUp(attempt)).contains(done);
            }
        }
    }

    @Test
    void not_found_is_no_answer_when_the_clocks_are_apart() {
        InstantSource clock = () -> Stripe.CLOCK.instant().minus(Duration.ofSeconds(70));
        try (StripePaymentProvider provider = providerWith(clock)) {
            PaymentId attempt = new PaymentId(new UuidV7Source(clock).next());

            assertThatThrownBy(() -> provider.lookUp(attempt))
                    .isInstanceOf(ProviderUnavailable.class)
                    .rootCause()
                    .hasMessageContaining("clock");
        }
    }

    private StripePaymentProvider providerWith(InstantSource clock) {
        return new StripePaymentProvider(stripe.settings(), clock, Stripe.PATIENT);
    }

    @Test
    void not_found_is_no_answer_when_there_are_too_many_to_look_at() {
        stripe.standIn.addStrangers(4_900, Stripe.CLOCK.instant());
        assertThatThrownBy(() -> stripe.provider.lookUp(payment))
                .isInstanceOf(ProviderUnavailable.class)
                .rootCause()
                .hasMessageContaining("more than 5000");
        assertThat(Collections.frequency(stripe.standIn.asked(), "GET /v1/payment_intents"))
                .isEqualTo(50);
    }

    @Test
    void not_found_is_an_answer_as_long_as_all_can_be_looked_at() {
        stripe.standIn.addStrangers(4_800, Stripe.CLOCK.instant());

        assertThat(stripe.provider.lookUp(payment)).isEmpty();
        assertThat(Collections.frequency(stripe.standIn.asked(), "GET /v1/payment_intents"))
                .isEqualTo(50);
    }

    @Test
    void what_is_behind_too_many_is_found_all_the_same() {
        captureWithoutAnswer(Stripe.GOOD);
        stripe.standIn.addStrangers(5_100, Stripe.CLOCK.instant().plusSeconds(1));

        assertThat(stripe.provider.lookUp(payment)).contains(new Capture.Done("pi_00000001"));
    }

    @Test
    void what_a_process_has_asked_for_that_stood_still_for_long_before_is_found() {
        InstantSource then = () -> Stripe.CLOCK.instant().minus(Duration.ofMinutes(10));
        PaymentId attempt = new PaymentId(new UuidV7Source(then).next());
        assertThat(stripe.provider.lookUp(attempt)).isEmpty();
        Capture done = stripe.provider.capture(Stripe.attempt(attempt, Stripe.PRICE), Stripe.GOOD);

        assertThat(stripe.provider.lookUp(attempt)).contains(done);
    }

    @Test
    void not_found_is_no_answer_when_one_page_is_missing() {
        stripe.standIn.hasTrouble("GET /v1/payment_intents", Trouble.BROKEN);

        assertThatThrownBy(() -> stripe.provider.lookUp(payment))
                .isInstanceOf(ProviderUnavailable.class);
    }
}
