package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets pages of configured origins, and of no others, read our answers. */
final class Cors {

    private static final Header VARY = StandardHeaders.cached("Vary", "Origin");
    private static final Header EXPOSED =
            StandardHeaders.cached(
                    "Access-Control-Expose-Headers",
                    "ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy,"
                            + " Retry-After, Ticketing-Position, WWW-Authenticate, X-Request-Id");
    private static final Header METHODS =
            StandardHeaders.cached("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE");
    private static final Header REQUEST_HEADERS =
            StandardHeaders.cached(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match,"
                            + " Ticketing-Min-Position, traceparent, X-Request-Id");
    private static final Header MAX_AGE = StandardHeaders.cached("Access-Control-Max-Age", "600");

    private final Map<String, Header> allowed = new HashMap<>();

    Cors(List<String> origins) {
        for (String origin : origins) {
            allowed.put(origin, StandardHeaders.cached("Access-Control-Allow-Origin", origin));
        }
    }

    void addTo(Exchange exchange, ServerResponseHeaders headers) {
        if (allowed.isEmpty()) {
            return;
        }
        headers.set(VARY);
        Header origin = allowed.get(exchange.header(HeaderNames.ORIGIN).orElse(""));
        if (origin == null) {
            return;
        }
        headers.set(origin);
        headers.set(EXPOSED);
        if (exchange.method().equals("OPTIONS")) {
            headers.set(METHODS);
            headers.set(REQUEST_HEADERS);
            headers.set(MAX_AGE);
        }
    }
}
