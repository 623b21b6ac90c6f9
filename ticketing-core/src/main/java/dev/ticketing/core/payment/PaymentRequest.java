package dev.ticketing.core.payment;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;

/**
 * What the provider is asked for. The payment's id is the attempt's idempotency key there.
 *
 * @param provider the provider's name, as in configuration
 */
public record PaymentRequest(
        PaymentId id,
        ReservationId reservation,
        ShowId show,
        SectionId section,
        UserId customer,
        Money amount,
        PaymentMethod method,
        String provider,
        Instant requestedAt) {

    /**
     * The provider that is configured, if it is the one that was asked: another one has never heard
     * of this payment, and would say so, or would give back what it never took.
     *
     * @throws ProviderUnavailable if it is another one
     */
    public PaymentProvider askedOf(PaymentProvider configured) {
        if (!configured.name().equals(provider)) {
            throw new ProviderUnavailable(
                    "payment " + id + " was asked of " + provider,
                    new IllegalStateException(configured.name() + " is configured"));
        }
        return configured;
    }
}
