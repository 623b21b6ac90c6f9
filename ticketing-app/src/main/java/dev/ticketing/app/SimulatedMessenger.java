package dev.ticketing.app;

import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.http.StandardWebhookReader;
import dev.ticketing.http.WebhookSecret;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Both ends of what the simulated provider tells by itself: it sends to this very server, over its
 * port, as a provider on the other side of a network would.
 */
final class SimulatedMessenger implements PaymentGateway.Telling {

    private final SimulatedPaymentProvider provider;
    private final String host;
    private final Path dataDirectory;
    private final List<WebhookSecret> secrets;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    private record Running(SimulatedWebhooks webhooks, WebhookSender sender) {}

    private SimulatedMessenger(
            SimulatedPaymentProvider provider,
            String host,
            Path dataDirectory,
            List<WebhookSecret> secrets,
            InstantSource clock) {
        this.provider = provider;
        this.host = host;
        this.dataDirectory = dataDirectory;
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    static SimulatedMessenger of(
            SimulatedPaymentProvider provider, Configuration configuration, InstantSource clock) {
        List<WebhookSecret> given =
                new PaymentConfiguration(configuration).simulatedWebhookSecrets();
        return new SimulatedMessenger(
                provider,
                configuration.text(Setting.HTTP_HOST),
                configuration.dataDirectory(),
                given.isEmpty() ? List.of(WebhookSecret.random()) : given,
                clock);
    }

    WebhookReader reader() {
        return new StandardWebhookReader(SimulatedPaymentProvider.NAME, secrets, clock);
    }

    /** Sends from now on, to where the server listens. */
    @Override
    public void start(int port, Threads threads) {
        WebhookSender sender =
                new WebhookSender(
                        target(host, port), secrets.getFirst(), clock, threads.requests());
        SimulatedWebhooks webhooks =
                new SimulatedWebhooks(
                        sender,
                        SentWebhooks.in(dataDirectory),
                        threads.requests(),
                        Scheduler.on(threads.timer()),
                        clock);
        running.set(new Running(webhooks, sender));
        webhooks.start(provider);
    }

    /** Who listens everywhere listens to this machine. */
    static URI target(String host, int port) {
        String name = host;
        try {
            if (InetAddress.getByName(host).isAnyLocalAddress()) {
                name = "127.0.0.1";
            }
        } catch (UnknownHostException e) {
            // The server listens there: it will be known by then.
        }
        return URI.create(
                Urls.http(name, port) + "/webhooks/payments/" + SimulatedPaymentProvider.NAME);
    }

    @Override
    public void stop() {
        Running stopping = running.getAndSet(null);
        if (stopping != null) {
            stopping.webhooks.close();
            stopping.sender.close();
        }
    }
}
