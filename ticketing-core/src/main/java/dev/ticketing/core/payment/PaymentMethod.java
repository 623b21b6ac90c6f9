package dev.ticketing.core.payment;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** How it was paid, as far as may be shown. The provider's token is not kept. */
public record PaymentMethod(Type type, @Nullable String last4OrNull) {

    /** What kind of instrument. */
    public enum Type {
        CARD,
        WALLET
    }

    public Optional<String> last4() {
        return Optional.ofNullable(last4OrNull);
    }
}
