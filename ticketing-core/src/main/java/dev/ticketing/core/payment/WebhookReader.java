package dev.ticketing.core.payment;

import java.util.Optional;
import java.util.function.Function;

/** Knows what a provider sends by itself. Does not block; safe for any number of threads. */
public interface WebhookReader {

    /** As in {@link PaymentProvider#name}. */
    String provider();

    /**
     * Reads a message as it was received.
     *
     * @param header the value of a header by its name, whatever the case of its letters
     * @return empty if it does not bear the provider's signature, or bears one that is too old
     * @throws IllegalArgumentException if it bears the signature, and is not to be understood
     */
    Optional<Webhook> read(Function<String, Optional<String>> header, byte[] body);
}
