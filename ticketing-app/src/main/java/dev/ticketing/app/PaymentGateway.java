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
record PaymentGateway(
        PaymentProvider provider, List<WebhookReader> readers, Telling telling, Runnable closing)
        implements AutoCloseable {

    /** What tells this server, from within, what has become of payments. */
    interface Telling {

        Telling NOTHING =
                new Telling() {
                    @Override
                    public void start(int port, Threads threads) {
                        // Whoever is outside tells by itself.
                    }

                    @Override
                    public void stop() {
                        // As above.
                    }
                };

        void start(int port, Threads threads);

        void stop();
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
        var payments = new PaymentConfiguration(configuration);
        Optional<StripeSettings> stripe = payments.stripe();
        return stripe.isPresent()
                ? stripe(stripe.get(), payments.stripeWebhookSecret(), clock)
                : simulated(configuration, clock);
    }

    private static PaymentGateway simulated(Configuration configuration, InstantSource clock) {
        var provider = SimulatedPaymentProvider.open(configuration.dataDirectory());
        var messenger = SimulatedMessenger.of(provider, configuration, clock);
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
        return new PaymentGateway(provider, readers, Telling.NOTHING, provider::close);
    }

    /** From now on the server hears what the provider tells, at this port. */
    void tellAt(int port, Threads threads) {
        telling.start(port, threads);
    }

    /** What is told from within stops. */
    void fallSilent() {
        telling.stop();
    }

    @Override
    public void close() {
        closing.run();
    }
}
