package dev.ticketing.http.stripe;

import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** By what we know our own at Stripe. */
final class Metadata {

    /** At payment intents, so at their charges, and at refunds. */
    static final String PAYMENT = "payment";

    static final String REFUND = "refund";

    private static final int UUID_LENGTH = 36;

    private Metadata() {}

    static boolean isOf(@Nullable Map<String, String> metadata, PaymentId payment) {
        return metadata != null && payment.toString().equals(metadata.get(PAYMENT));
    }

    static boolean isOf(@Nullable Map<String, String> metadata, RefundId refund) {
        return metadata != null && refund.toString().equals(metadata.get(REFUND));
    }

    /** The payment that such an entry names; empty if it is none of ours. */
    static Optional<PaymentId> payment(@Nullable String entry) {
        if (entry == null || entry.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PaymentId(UUID.fromString(entry)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
