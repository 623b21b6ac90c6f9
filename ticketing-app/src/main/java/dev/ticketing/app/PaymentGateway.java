package dev.ticketing.app;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.http.stripe.StripePaymentProvider;
import dev.ticketing.http.stripe.StripeSettings;
import dev.ticketing.http.stripe.StripeWebhooks;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Whoever moves the money, as configured.
 *
 * @param readers know what it tells by itself, if it does and the secret for that is configured
 */
record PaymentGateway(PaymentProvider provider, List<WebhookReader> readers, Runnable closing)
        implements AutoCloseable {

    PaymentGateway {
        readers = List.copyOf(readers);
    }

    /**
     * Asks nobody yet.
     *
     * @throws ConfigurationException if what the provider needs is not configured
     */
    static PaymentGateway open(Configuration configuration, InstantSource clock) {
        Optional<StripeSettings> stripe = configuration.stripe();
        return stripe.isPresent()
                ? stripe(stripe.get(), configuration.stripeWebhookSecret(), clock)
                : simulated(configuration);
    }

    private static PaymentGateway simulated(Configuration configuration) {
        var provider = SimulatedPaymentProvider.open(configuration.dataDirectory());
        return new PaymentGateway(provider, List.of(), provider::close);
    }

    private static PaymentGateway stripe(
            StripeSettings settings, Optional<String> webhookSecret, InstantSource clock) {
        var provider = StripePaymentProvider.open(settings, clock);
        List<WebhookReader> readers =
                webhookSecret
                        .map(secret -> List.<WebhookReader>of(new StripeWebhooks(secret, clock)))
                        .orElse(List.of());
        return new PaymentGateway(provider, readers, provider::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
