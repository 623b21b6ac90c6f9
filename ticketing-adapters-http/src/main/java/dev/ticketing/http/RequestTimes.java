package dev.ticketing.http;

import io.helidon.http.Status;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** How long requests took, by route and outcome. */
final class RequestTimes {

    private static final String NAME = "ticketing_http_request_seconds";

    /** Any method, any path that there is not. */
    private static final String OTHER = "other";

    private static final double[] BOUNDS_SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30
    };
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Histogram histogram;
    private final Timer other;

    RequestTimes(PrometheusRegistry registry) {
        histogram =
                Histogram.builder()
                        .name(NAME)
                        .help("How long requests took, from their headers to the last byte sent.")
                        .labelNames("method", "route", "status")
                        .classicOnly()
                        .classicUpperBounds(BOUNDS_SECONDS)
                        .withoutExemplars()
                        .register(registry);
        other = new Timer(OTHER, OTHER);
    }

    Timer of(Route route) {
        return new Timer(route.method().text(), route.path());
    }

    Timer ofOther() {
        return other;
    }

    /** For one route; knows where to count without looking up labels for each request. */
    final class Timer {

        private static final int CLASSES = 6;
        private static final int HUNDRED = 100;

        private final String method;
        private final String route;

        /** By the first digit of the status; there from the first answer of that class. */
        private final AtomicReferenceArray<DistributionDataPoint> byClass =
                new AtomicReferenceArray<>(CLASSES);

        private Timer(String method, String route) {
            this.method = method;
            this.route = route;
        }

        void took(Status status, long nanos) {
            int digit = Math.min(CLASSES - 1, status.code() / HUNDRED);
            DistributionDataPoint known = byClass.get(digit);
            if (known == null) {
                // The same for everybody who asks.
                known = histogram.labelValues(method, route, digit + "xx");
                byClass.set(digit, known);
            }
            known.observe(nanos / NANOS);
        }
    }
}
