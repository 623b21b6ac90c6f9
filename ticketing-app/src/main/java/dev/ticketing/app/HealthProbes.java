package dev.ticketing.app;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.projection.Projector;
import dev.ticketing.http.HealthProbe;
import dev.ticketing.postgres.PostgresTicketing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What readiness asks: each of the five things without which the system is not ready. */
final class HealthProbes {

    /** A read model that is so many events behind is not ready to be asked. */
    private static final long MAX_LAG = 100_000;

    private HealthProbes() {}

    static Map<String, HealthProbe> of(
            PostgresTicketing postgres, Ticketing ticketing, PaymentProvider provider) {
        Map<String, HealthProbe> probes = new LinkedHashMap<>();
        probes.put("event-store", () -> Optional.of("head " + ticketing.head().value()));
        probes.put("read-models", () -> Optional.of(checkpoints(postgres)));
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

    private static String checkpoints(PostgresTicketing postgres) {
        return "tickets at %d, open-work at %d"
                .formatted(
                        postgres.ticketDirectory().checkpoint().value(),
                        postgres.openWork().checkpoint().value());
    }

    private static String lag(Ticketing ticketing) {
        Position head = ticketing.head();
        List<String> lags = new ArrayList<>();
        for (Projector<?> projector : ticketing.projectors()) {
            long lag = Math.max(0, head.value() - projector.reached().value());
            if (lag > MAX_LAG) {
                throw new IllegalStateException(projector.name() + " lags by " + lag);
            }
            lags.add(projector.name() + " " + lag);
        }
        return "lag: " + String.join(", ", lags);
    }
}
