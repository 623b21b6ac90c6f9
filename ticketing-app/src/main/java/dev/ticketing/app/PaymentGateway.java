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
 * @param telling what it tells by itself, where that is done in this process
 * @param readers know what it tells by itself, if it does and the secret for that is configured
 */
record PaymentGateway(
        PaymentProvider provider, List<WebhookReader> readers, Telling telling, Runnable closing)
        implements AutoCloseable {

    /** What of the provider runs in this process, and tells by itself; for most nothing does. */
    interface Telling extends AutoCloseable {

        Telling NONE =
                new Telling() {
                    @Override
                    public void start(int port, Threads threads) {
                        // It runs elsewhere.
                    }

                    @Override
                    public void close() {
                        // It runs elsewhere.
                    }
                };

        /** Tells from now on what is to be told, to where this server listens. */
        void start(int port, Threads threads);

        /** Begins to tell nothing more. */
        @Override
        void close();
    }

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
                : simulated(configuration, clock);
    }

    private static PaymentGateway simulated(Configuration configuration, InstantSource clock) {
        var provider = SimulatedPaymentProvider.open(configuration.dataDirectory());
        var messenger = SimulatedMessenger.of(configuration, clock, provider);
        return new PaymentGateway(
                provider, List.of(messenger.reader()), messenger, provider::close);
    }

    private static PaymentGateway stripe(
            StripeSettings settings, Optional<String> webhookSecret, InstantSource clock) {
        var provider = StripePaymentProvider.open(settings, clock);
        List<WebhookReader> readers =
                webhookSecret
                        .map(secret -> List.<WebhookReader>of(new StripeWebhooks(secret, clock)))
                        .orElse(List.of());
        return new PaymentGateway(provider, readers, Telling.NONE, provider::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
