package dev.ticketing.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;

import org.junit.jupiter.api.Test;

import java.util.Currency;

class InMemoryPaymentProviderTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Money PRICE = new Money(5_000, EUR);
    private static final PaymentMethod CARD = new PaymentMethod(PaymentMethod.Type.CARD, "4242");

    private final SequentialIds ids = new SequentialIds();
    private final InMemoryPaymentProvider provider = new InMemoryPaymentProvider();

    @Test
    void captures_a_good_token_once_per_key() {
        PaymentId key = new PaymentId(ids.next());

        Capture first = provider.capture(attempt(key), "tok_ok");
        Capture again = provider.capture(attempt(key), "tok_ok");

        assertThat(again).isEqualTo(first);
        assertThat(provider.captures())
                .containsExactly(new Taken(key, PRICE, CARD, reference(first)));
        assertThat(provider.lookUp(key)).contains(first);
    }

    @Test
    void declines_by_token() {
        assertThat(declineOf("tok_declined")).isEqualTo("card_declined");
        assertThat(declineOf("tok_insufficient_funds")).isEqualTo("insufficient_funds");
        assertThat(declineOf("tok_else")).isEqualTo("invalid_token");
        assertThat(provider.captures()).isEmpty();
    }

    @Test
    void remembers_a_decline() {
        PaymentId key = new PaymentId(ids.next());
        Capture declined = provider.capture(attempt(key), "tok_declined");

        assertThat(provider.capture(attempt(key), "tok_ok")).isEqualTo(declined);
        assertThat(provider.lookUp(key)).contains(declined);
    }

    @Test
    void knows_nothing_of_an_attempt_that_was_never_made() {
        assertThat(provider.lookUp(new PaymentId(ids.next()))).isEmpty();
    }

    @Test
    void refunds_once_per_key() {
        String capture = captured();
        RefundId key = new RefundId(ids.next());

        assertThat(provider.lookUpRefund(key, capture)).isEmpty();

        GivingBack first = provider.refund(key, capture, PRICE);
        GivingBack again = provider.refund(key, capture, PRICE);

        assertThat(again).isEqualTo(first);
        assertThat(provider.lookUpRefund(key, capture)).contains(first);
        assertThat(provider.refunds())
                .containsExactly(
                        new GivenBack(key, capture, PRICE, ((GivingBack.Done) first).reference()));
    }

    @Test
    void refunds_up_to_what_was_captured_and_not_a_cent_more() {
        String capture = captured();
        provider.refund(new RefundId(ids.next()), capture, new Money(4_999, EUR));

        assertThatThrownBy(
                        () -> provider.refund(new RefundId(ids.next()), capture, new Money(2, EUR)))
                .isInstanceOf(IllegalArgumentException.class);
        provider.refund(new RefundId(ids.next()), capture, new Money(1, EUR));
        assertThat(provider.refunds()).hasSize(2);
    }

    @Test
    void does_not_refund_what_it_never_captured() {
        assertThatThrownBy(() -> provider.refund(new RefundId(ids.next()), "cap_none", PRICE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_fraud_is_declined_for_good_and_nothing_else_is() {
        assertThat(isForGood("tok_fraud")).isTrue();
        assertThat(isForGood("tok_declined")).isFalse();
        assertThat(isForGood("tok_else")).isFalse();
    }

    private boolean isForGood(String token) {
        Capture capture = provider.capture(attempt(new PaymentId(ids.next())), token);
        return capture instanceof Capture.Declined declined && declined.forGood();
    }

    private static Attempt attempt(PaymentId key) {
        return new Attempt(key, PRICE, CARD, TestClock.START);
    }

    private String captured() {
        return reference(provider.capture(attempt(new PaymentId(ids.next())), "tok_ok"));
    }

    private static String reference(Capture capture) {
        assertThat(capture).isInstanceOf(Capture.Done.class);
        return ((Capture.Done) capture).reference();
    }

    private String declineOf(String token) {
        Capture capture = provider.capture(attempt(new PaymentId(ids.next())), token);
        assertThat(capture).isInstanceOf(Capture.Declined.class);
        return ((Capture.Declined) capture).code();
    }
}
