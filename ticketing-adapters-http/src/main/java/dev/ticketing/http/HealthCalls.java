package dev.ticketing.http;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Whether the process lives, and whether it can do its work. */
final class HealthCalls {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Readiness readiness;

    HealthCalls(Readiness readiness) {
        this.readiness = readiness;
    }

    record Live(String status) {}

    record Ready(String status, List<CheckJson> checks) {}

    record CheckJson(String name, String status, long durationMs, @Nullable String detail) {

        static CheckJson of(Readiness.Check check, boolean detailed) {
            return new CheckJson(
                    check.name(),
                    check.up() ? UP : DOWN,
                    check.took().toMillis(),
                    detailed ? check.detail().orElse(null) : null);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", Route.Access.ANYBODY, this::live),
                Route.get("/health/ready", Route.Access.ANYBODY, this::ready));
    }

    private Answer live(Exchange exchange) {
        return Answer.json(Status.OK_200, new Live(UP));
    }

    private Answer ready(Exchange exchange) {
        boolean detailed = exchange.identity().filter(Identity::isAdmin).isPresent();
        List<Readiness.Check> checks = readiness.ask();
        boolean up = checks.stream().allMatch(Readiness.Check::up);
        Ready ready =
                new Ready(
                        up ? UP : DOWN,
                        checks.stream().map(check -> CheckJson.of(check, detailed)).toList());
        return Answer.json(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, ready);
    }
}
