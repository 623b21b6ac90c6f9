package dev.ticketing.http;

import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.WebhookReaderConformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class StandardWebhookConformanceTest extends WebhookReaderConformance {

    private static final WebhookSecret SECRET =
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    private final TestClock clock = new TestClock();

    @Override
    protected WebhookReader reader() {
        return new StandardWebhookReader("simulated", List.of(SECRET), clock);
    }

    private static Message signed(String body, Instant at) {
        long seconds = at.getEpochSecond();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Message(
                Map.of(
                        "Webhook-Id", "msg_1",
                        "Webhook-Timestamp", Long.toString(seconds),
                        "Webhook-Signature", SECRET.sign("msg_1", seconds, bytes)),
                body);
    }

    private static String captured(PaymentId payment) {
        return """
        {"type": "payment.captured", "data": {"paymentId": "%s"}}\
        """
                .formatted(payment);
    }

    @Override
    protected Message genuine(PaymentId payment) {
        return signed(captured(payment), clock.instant());
    }

    @Override
    protected Message old(PaymentId payment) {
        return signed(captured(payment), clock.instant().minus(Duration.ofMinutes(6)));
    }

    @Override
    protected Message nonsense() {
        return signed("no JSON", clock.instant());
    }
}
