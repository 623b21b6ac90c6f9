package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.stripe.StripeStandIn.GivenBack;
import dev.ticketing.testkit.stripe.Trouble;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Currency;
import java.util.Map;

/** Money that goes back. */
class StripeRefundsTest {

    private static final Money HALF = new Money(25_00, Stripe.EUR);
    private static final Money MORE_THAN_HALF = new Money(25_01, Stripe.EUR);

    @AutoClose private final Stripe stripe = new Stripe();

    private final PaymentId payment = stripe.newPayment();
    private final String capture = stripe.captured(payment);
    private final RefundId key = stripe.newRefund();

    private GivingBack refund(RefundId refund, Money amount) {
        return stripe.provider.refund(refund, capture, amount);
    }

    @Test
    void a_refund_says_which_payment_and_which_refund_it_is() {
        assertThat(refund(key, HALF)).isEqualTo(new GivingBack.Done("re_00000001"));

        assertThat(stripe.standIn.givenBack())
                .containsExactly(
                        new GivenBack(
                                "re_00000001",
                                capture,
                                25_00,
                                Map.of("payment", payment.toString(), "refund", key.toString()),
                                "succeeded"));
    }

    @Test
    void it_is_given_back_once_though_the_answer_was_lost_and_the_key_is_forgotten() {
        stripe.standIn.hasTrouble("POST /v1/refunds", Trouble.CUT_AFTERWARDS);
        assertThatThrownBy(() -> refund(key, HALF)).isInstanceOf(ProviderUnavailable.class);
        stripe.standIn.isWell();
        stripe.standIn.forgetKeys();

        GivingBack done = new GivingBack.Done("re_00000001");
        assertThat(stripe.provider.lookUpRefund(key, capture)).contains(done);
        assertThat(refund(key, HALF)).isEqualTo(done);
        assertThat(stripe.standIn.givenBack()).hasSize(1);
    }

    @Test
    void no_more_goes_back_than_was_taken() {
        refund(stripe.newRefund(), HALF);

        assertThat(refund(key, MORE_THAN_HALF))
                .isInstanceOfSatisfying(
                        GivingBack.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("amount_too_large"));
        assertThat(refund(stripe.newRefund(), HALF)).isInstanceOf(GivingBack.Done.class);
        assertThat(refund(stripe.newRefund(), new Money(1, Stripe.EUR)))
                .isInstanceOfSatisfying(
                        GivingBack.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("charge_already_refunded"));
        assertThat(stripe.standIn.givenBack())
                .extracting(GivenBack::amount)
                .containsExactly(25_00L, 25_00L);
    }

    @Test
    void what_was_never_taken_is_not_given_back() {
        assertThat(stripe.provider.refund(key, "pi_of_nobody", HALF))
                .isInstanceOfSatisfying(
                        GivingBack.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("resource_missing"));
    }

    @Test
    void a_refund_that_is_pending_is_under_way_until_it_is_done() {
        stripe.standIn.refundsBecome("pending");
        assertThat(refund(key, HALF)).isEqualTo(new GivingBack.Underway());
        assertThat(stripe.provider.lookUpRefund(key, capture)).contains(new GivingBack.Underway());

        stripe.standIn.refundsBecome("succeeded");
        assertThat(stripe.provider.lookUpRefund(key, capture))
                .contains(new GivingBack.Done("re_00000001"));
        assertThat(refund(key, HALF)).isEqualTo(new GivingBack.Done("re_00000001"));
    }

    @Test
    void a_refund_that_has_failed_is_refused_and_another_one_made_when_it_is_asked_again() {
        stripe.standIn.refundsBecome("pending");
        refund(key, HALF);
        stripe.standIn.refundsBecome("failed");
        assertThat(stripe.provider.lookUpRefund(key, capture))
                .get()
                .isInstanceOfSatisfying(
                        GivingBack.Refused.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo("expired_or_canceled_card"));

        stripe.standIn.refundsBecome("succeeded");
        GivingBack done = new GivingBack.Done("re_00000002");
        assertThat(refund(key, HALF)).isEqualTo(done);
        assertThat(refund(key, HALF)).isEqualTo(done);
        assertThat(stripe.provider.lookUpRefund(key, capture)).contains(done);
    }

    @Test
    void it_is_found_among_more_refunds_than_fit_on_a_page() {
        refund(key, HALF);
        stripe.standIn.giveBackByHand(130, capture);

        assertThat(stripe.provider.lookUpRefund(key, capture))
                .contains(new GivingBack.Done("re_00000001"));
        assertThat(stripe.provider.lookUpRefund(stripe.newRefund(), capture)).isEmpty();
    }

    @Test
    void not_found_is_no_answer_when_there_are_too_many_refunds_to_look_at() {
        stripe.standIn.giveBackByHand(1_000, capture);
        assertThat(stripe.provider.lookUpRefund(key, capture)).isEmpty();

        stripe.standIn.giveBackByHand(1, capture);
        assertThatThrownBy(() -> stripe.provider.lookUpRefund(key, capture))
                .isInstanceOf(ProviderUnavailable.class);
        assertThatThrownBy(() -> refund(key, HALF)).isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void an_amount_that_stripe_cannot_count_is_refused() {
        assertThat(refund(key, new Money(1_001, Currency.getInstance("KWD"))))
                .isInstanceOfSatisfying(
                        GivingBack.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("amount_not_refundable"));
        assertThat(stripe.standIn.givenBack()).isEmpty();
    }
}
