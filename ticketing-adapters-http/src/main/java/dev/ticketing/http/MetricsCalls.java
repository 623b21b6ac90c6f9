package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.Status;

import java.util.List;

/** What monitoring reads. */
final class MetricsCalls {

    private static final String PATH = "/metrics";
    private static final Header TEXT = StandardHeaders.cached("Content-Type", Metrics.CONTENT_TYPE);

    private final Metrics metrics;

    MetricsCalls(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Beside everything else, for those who may see it. */
    List<Route> routes() {
        return routes(Route.Access.ADMIN);
    }

    /** On a port of its own, which is not for everybody to reach. */
    List<Route> openRoutes() {
        return routes(Route.Access.ANYBODY);
    }

    private List<Route> routes(Route.Access access) {
        return List.of(
                Route.get(
                        PATH, access, exchange -> Answer.of(Status.OK_200, metrics.text(), TEXT)));
    }
}
