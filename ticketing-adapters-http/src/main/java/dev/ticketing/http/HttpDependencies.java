package dev.ticketing.http;

import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.WebhookReader;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the server puts on the wire, and what it needs for that.
 *
 * @param mailbox what is shown at {@code /dev/mailbox} in development
 * @param probes what readiness asks, by the name it has there, in that order
 * @param metrics what is told to monitoring beside the server's own figures, by name
 * @param webhooks what reads that which providers send by themselves, one of a provider
 * @param executor for work that blocks: virtual threads in production
 */
public record HttpDependencies(
        Ticketing ticketing,
        SignIn signIn,
        SigningKeys keys,
        IdempotencyStore idempotency,
        Optional<DevMailbox> mailbox,
        Map<String, HealthProbe> probes,
        Map<String, MetricSource> metrics,
        List<WebhookReader> webhooks,
        Executor executor,
        Scheduler scheduler,
        InstantSource clock,
        IdSource ids) {

    public HttpDependencies {
        probes = Collections.unmodifiableMap(new LinkedHashMap<>(probes));
        webhooks = List.copyOf(webhooks);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
