package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Currency;
import java.util.UUID;

class ResilientPaymentProviderTest {

    /** Longer than a test takes on a slow machine. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final FailingProvider failing = new FailingProvider();
    private final ResilientPaymentProvider provider =
            new ResilientPaymentProvider(
                    failing, ResilientPaymentProvider.breaker().delay(LONG).build(), LONG);

    @Test
    void two_errors_are_not_noticed() {
        failing.fails(ResilientPaymentProvider.CALLS - 1);

        assertThat(capture(1, "tok_ok")).isInstanceOf(Capture.Done.class);
        assertThat(failing.asked()).isEqualTo(ResilientPaymentProvider.CALLS);
    }

    @Test
    void three_are() {
        failing.fails(ResilientPaymentProvider.CALLS);

        assertThatThrownBy(() -> capture(1, "tok_ok")).isInstanceOf(ProviderUnavailable.class);
        assertThat(failing.asked()).isEqualTo(ResilientPaymentProvider.CALLS);
    }

    @Test
    void a_no_is_an_answer() {
        assertThat(capture(1, "tok_declined")).isInstanceOf(Capture.Declined.class);
        assertThat(failing.asked()).isEqualTo(1);
    }

    @Test
    void one_who_does_not_answer_for_long_is_not_asked_any_more() {
        failing.fails(Integer.MAX_VALUE);
        assertThat(provider.isAvailable()).isTrue();
        for (int i = 0; i < ResilientPaymentProvider.VOLUME; i++) {
            assertThatThrownBy(() -> provider.lookUp(payment(1)))
                    .isInstanceOf(ProviderUnavailable.class);
        }

        assertThat(provider.isAvailable()).isFalse();
        int before = failing.asked();
        assertThatThrownBy(() -> capture(2, "tok_ok")).isInstanceOf(ProviderUnavailable.class);
        assertThat(failing.asked()).isEqualTo(before);
    }

    @Test
    void who_asks_whether_it_is_there_hears_how_it_is_now() {
        failing.fails(1);

        assertThatThrownBy(provider::ping).isInstanceOf(ProviderUnavailable.class);
        provider.ping();
        assertThat(failing.asked()).isEqualTo(2);
    }

    @Test
    void refunds_and_what_is_looked_up_are_tried_again_too() {
        Capture captured = capture(1, "tok_ok");
        String reference = ((Capture.Done) captured).reference();
        RefundId key = new RefundId(new UUID(2, 1));
        failing.fails(1);
        assertThat(provider.lookUp(payment(1))).contains(captured);
        failing.fails(1);
        var refund = provider.refund(key, reference, euros());
        failing.fails(1);
        assertThat(provider.lookUpRefund(key, reference)).contains(refund);
    }

    private Capture capture(int number, String token) {
        PaymentMethod card = new PaymentMethod(PaymentMethod.Type.CARD, null);
        return provider.capture(
                new Attempt(payment(number), euros(), card, TestClock.START), token);
    }

    private static PaymentId payment(int number) {
        return new PaymentId(new UUID(1, number));
    }

    private static Money euros() {
        return new Money(10_00, Currency.getInstance("EUR"));
    }
}
