package dev.ticketing.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What the simulated provider tells by itself of an entry in its ledger: always the same of the
 * same.
 *
 * @param since when it happened
 */
record SimulatedWebhook(String id, String type, String payment, Instant since) {

    private static final String CAPTURE = "sim_";

    /** Empty if there is nothing to tell of it: older entries do not say since when they hold. */
    static Optional<SimulatedWebhook> of(String key, String line) {
        LedgerEntry entry = LedgerEntry.parse(line);
        if (entry.since().equals(Instant.MIN)) {
            return Optional.empty();
        }
        String id = key.replace(':', '_');
        return switch (entry.words().getFirst()) {
            case LedgerEntry.CAPTURED ->
                    Optional.of(attempt(id, "payment.captured", key, entry.since()));
            case LedgerEntry.DECLINED ->
                    Optional.of(attempt(id, "payment.declined", key, entry.since()));
            case LedgerEntry.REFUNDED ->
                    Optional.of(entry.words().getLast())
                            .filter(capture -> capture.startsWith(CAPTURE))
                            .map(capture -> capture.substring(CAPTURE.length()))
                            .map(payment -> refund(id, payment, entry.since()));
            default -> Optional.empty();
        };
    }

    private static SimulatedWebhook attempt(String id, String type, String key, Instant since) {
        String payment = key.substring(SimulatedPaymentProvider.ATTEMPT.length());
        return new SimulatedWebhook(id, type, payment, since);
    }

    private static SimulatedWebhook refund(String id, String payment, Instant since) {
        return new SimulatedWebhook(id, "refund.completed", payment, since);
    }

    byte[] body() {
        return """
        {"type": "%s", "timestamp": "%s", "data": {"paymentId": "%s"}}\
        """
                .formatted(type, since, payment)
                .getBytes(StandardCharsets.UTF_8);
    }
}
