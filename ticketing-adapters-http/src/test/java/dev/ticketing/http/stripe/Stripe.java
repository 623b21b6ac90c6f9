package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.stripe.StripeStandIn;
import dev.ticketing.testkit.stripe.StripeStandIn.GivenBack;
import dev.ticketing.testkit.stripe.StripeStandIn.Taken;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;

/** A provider under test, and the stand-in that it asks. */
final class Stripe implements AutoCloseable {

    static final Currency EUR = Currency.getInstance("EUR");
    static final Money PRICE = new Money(50_00, EUR);
    static final String GOOD = "pm_card_visa";

    static final InstantSource CLOCK = InstantSource.system();

    /** Long enough for what answers, on a machine that is busy. */
    static final Limits PATIENT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** For what does not answer. */
    static final Limits IMPATIENT =
            new Limits(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30));

    private final IdSource ids = new UuidV7Source(CLOCK);

    final StripeStandIn standIn = StripeStandIn.start();
    final StripePaymentProvider provider = provider(PATIENT);

    StripePaymentProvider provider(Limits limits) {
        return new StripePaymentProvider(settings(), CLOCK, limits);
    }

    StripeSettings settings() {
        return new StripeSettings(StripeStandIn.SECRET_KEY, standIn.url());
    }

    PaymentId newPayment() {
        return new PaymentId(ids.next());
    }

    RefundId newRefund() {
        return new RefundId(ids.next());
    }

    Capture capture(PaymentId key, String token) {
        return capture(key, PRICE, token);
    }

    Capture capture(PaymentId key, Money amount, String token) {
        return provider.capture(attempt(key, amount), token);
    }

    static Attempt attempt(PaymentId key, Money amount) {
        PaymentMethod card = new PaymentMethod(PaymentMethod.Type.CARD, null);
        Instant holdEndsAt = CLOCK.instant().plus(Duration.ofMinutes(10));
        return new Attempt(key, amount, card, holdEndsAt);
    }

    /** The reference of a capture that succeeds. */
    String captured(PaymentId key) {
        return ((Capture.Done) capture(key, GOOD)).reference();
    }

    /** The attempts with this key, by Stripe's books. */
    List<Taken> taken(PaymentId key) {
        return standIn.taken().stream()
                .filter(taken -> key.toString().equals(taken.metadata().get("payment")))
                .toList();
    }

    void assertThatItIsCanceled(PaymentId key) {
        assertThat(taken(key)).extracting(Taken::status).containsExactly("canceled");
    }

    /** The refunds with this key, by Stripe's books. */
    List<GivenBack> givenBack(RefundId key) {
        return standIn.givenBack().stream()
                .filter(refund -> key.toString().equals(refund.metadata().get("refund")))
                .toList();
    }

    @Override
    public void close() {
        provider.close();
        standIn.close();
    }
}
