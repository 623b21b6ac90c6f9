package dev.ticketing.app;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.http.HealthProbe;
import dev.ticketing.postgres.PostgresTicketing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What readiness asks: each of the five things without which the system is not ready. */
final class HealthProbes {

    /** A read model that is so many events behind is not ready to be asked. */
    private static final long MAX_LAG = 100_000;

    private HealthProbes() {}

    static Map<String, HealthProbe> of(
            PostgresTicketing postgres, Ticketing ticketing, PaymentProvider provider) {
        Map<String, HealthProbe> probes = new LinkedHashMap<>();
        probes.put("event-store", () -> Optional.of("head " + ticketing.head().value()));
        probes.put("read-models", () -> Optional.of(checkpoints(postgres.consumerStore())));
        probes.put(
                "identity-store",
                () -> {
                    postgres.identityStore().ping();
                    return Optional.empty();
                });
        probes.put("subscriptions", () -> Optional.of(lag(ticketing)));
        probes.put(
                "payment-provider",
                () -> {
                    provider.ping();
                    return Optional.of(provider.name());
                });
        return probes;
    }

    private static String checkpoints(ConsumerStore consumers) {
        return consumers.all().stream()
                .filter(status -> status.role() == Role.SERVING)
                .map(status -> status.id().name() + " at " + status.position().value())
                .collect(Collectors.joining(", "));
    }

    private static String lag(Ticketing ticketing) {
        List<String> lags = new ArrayList<>();
        for (Consumers.Progress progress : ticketing.consumers().progress()) {
            ConsumerStatus status = progress.status();
            if (status.role() != Role.SERVING) {
                continue;
            }
            if (progress.lag() > MAX_LAG || status.state() == State.STOPPED) {
                throw new IllegalStateException(
                        "%s %s, behind by %d"
                                .formatted(status.id(), status.state(), progress.lag()));
            }
            lags.add(status.id().name() + " " + progress.lag());
        }
        return "lag: " + String.join(", ", lags);
    }
}
