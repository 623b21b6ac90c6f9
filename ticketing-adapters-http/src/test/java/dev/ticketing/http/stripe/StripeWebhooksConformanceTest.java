package dev.ticketing.http.stripe;

import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.WebhookReaderConformance;
import dev.ticketing.testkit.stripe.StripeSignature;

import org.junit.jupiter.api.AutoClose;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class StripeWebhooksConformanceTest extends WebhookReaderConformance {

    private static final String SECRET = "whsec_0123456789abcdef";

    @AutoClose private final Stripe stripe = new Stripe();

    private final TestClock clock = new TestClock();

    @Override
    protected WebhookReader reader() {
        return new StripeWebhooks(SECRET, clock);
    }

    private static Message signed(String body, Instant at) {
        return new Message(
                Map.of(StripeSignature.HEADER, StripeSignature.of(body, SECRET, at)), body);
    }

    private String succeeded(PaymentId payment) {
        return stripe.standIn.event("evt_1", "payment_intent.succeeded", stripe.captured(payment));
    }

    @Override
    protected Message genuine(PaymentId payment) {
        return signed(succeeded(payment), clock.instant());
    }

    @Override
    protected Message old(PaymentId payment) {
        return signed(succeeded(payment), clock.instant().minus(Duration.ofMinutes(6)));
    }

    @Override
    protected Message nonsense() {
        return signed("no JSON", clock.instant());
    }
}
