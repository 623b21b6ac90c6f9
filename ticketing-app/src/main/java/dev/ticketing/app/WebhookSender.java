package dev.ticketing.app;

import dev.ticketing.http.WebhookSecret;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Sends webhooks over HTTP, signed as Standard Webhooks are. */
final class WebhookSender implements Predicate<SimulatedWebhook>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;

    private final HttpClient client;
    private final URI target;
    private final WebhookSecret secret;
    private final InstantSource clock;

    WebhookSender(URI target, WebhookSecret secret, InstantSource clock, Executor executor) {
        this.target = target;
        this.secret = secret;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .executor(executor)
                        .build();
    }

    @Override
    public boolean test(SimulatedWebhook webhook) {
        long seconds = clock.instant().getEpochSecond();
        byte[] body = webhook.body();
        HttpRequest request =
                HttpRequest.newBuilder(target)
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Webhook-Id", webhook.id())
                        .header("Webhook-Timestamp", Long.toString(seconds))
                        .header("Webhook-Signature", secret.sign(webhook.id(), seconds, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            LOG.debug("{} was answered {}", webhook.id(), status);
            return status / 100 == SUCCESS;
        } catch (IOException e) {
            LOG.debug("{} was not answered", webhook.id(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
