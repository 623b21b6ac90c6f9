package dev.ticketing.core.payment;

import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

/**
 * Something that a provider has told by itself, signed. It is a hint that something has become of a
 * payment: what, the provider is asked.
 *
 * @param provider whose it is, as in {@link PaymentProvider#name}, 1–40 characters
 * @param id the provider's own, 1–200 characters: the same message may be delivered many times
 * @param type the provider's word for what it tells, 1–100 characters
 * @param payment what it is about; null if it is about no payment of ours
 */
public record Webhook(String provider, String id, String type, @Nullable PaymentId payment) {

    private static final int LONGEST_PROVIDER = 40;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TYPE = 100;

    public Webhook {
        if (provider.isEmpty() || provider.length() > LONGEST_PROVIDER) {
            throw new IllegalArgumentException("provider: " + provider.length() + " characters");
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("id: " + id.length() + " characters");
        }
        if (type.isEmpty() || type.length() > LONGEST_TYPE) {
            throw new IllegalArgumentException("type: " + type.length() + " characters");
        }
    }
}
