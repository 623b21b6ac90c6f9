package dev.ticketing.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

import java.time.Duration;

/** The names and the fixed values of headers, encoded once. */
final class StandardHeaders {

    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    static final HeaderName POSITION = HeaderNames.create("Ticketing-Position");
    static final HeaderName MIN_POSITION = HeaderNames.create("Ticketing-Min-Position");
    static final HeaderName FEED_KEY = HeaderNames.create("Ticketing-Feed-Key");
    static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");
    static final HeaderName RATE_LIMIT_POLICY = HeaderNames.create("RateLimit-Policy");

    static final Header REPLAYED = cached("Idempotency-Replayed", "true");
    static final Header JSON = HeaderValues.CONTENT_TYPE_JSON;
    static final Header PROBLEM_JSON = cached("Content-Type", "application/problem+json");
    static final Header PNG = cached("Content-Type", "image/png");
    static final Header PDF = cached("Content-Type", "application/pdf");
    static final Header CALENDAR = cached("Content-Type", "text/calendar; charset=utf-8");
    static final Header HTML = cached("Content-Type", "text/html; charset=utf-8");

    /** Of one person, or gone in a moment. */
    static final Header NO_STORE = cached("Cache-Control", "no-store");

    /** May be kept, but is to be asked for again each time: that is what ETags are for. */
    static final Header REVALIDATE = cached("Cache-Control", "no-cache");

    static final Header FIVE_MINUTES = cached("Cache-Control", "public, max-age=300");

    static final Header BEARER = cached("WWW-Authenticate", "Bearer");
    static final Header BEARER_INVALID =
            cached("WWW-Authenticate", "Bearer error=\"invalid_token\"");

    static final Header SIGNATURE = cached("WWW-Authenticate", "Webhook-Signature");

    private static final Header NOSNIFF = cached("X-Content-Type-Options", "nosniff");
    private static final Header NO_FRAME = cached("X-Frame-Options", "DENY");
    private static final Header REFERRER =
            cached("Referrer-Policy", "strict-origin-when-cross-origin");
    private static final Header NOTHING_EMBEDDED =
            cached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    private static final Header TLS_ONLY =
            cached("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private final boolean behindTls;

    StandardHeaders(HttpSettings settings) {
        behindTls = settings.behindTls();
    }

    /** What every answer carries, that of a protocol error too. */
    void addTo(ServerResponseHeaders headers) {
        headers.set(NOSNIFF);
        headers.set(NO_FRAME);
        headers.set(REFERRER);
        headers.set(NOTHING_EMBEDDED);
        headers.set(NO_STORE);
        if (behindTls) {
            headers.set(TLS_ONLY);
        }
    }

    /** As {@link #addTo}, for an answer that is written by hand. */
    String asText() {
        StringBuilder text = new StringBuilder();
        ServerResponseHeaders headers = ServerResponseHeaders.create();
        addTo(headers);
        for (Header header : headers) {
            text.append(header.name()).append(": ").append(header.get()).append("\r\n");
        }
        return text.toString();
    }

    static Header retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds));
    }

    static Header cached(String name, String value) {
        return HeaderValues.createCached(name, value);
    }

    static boolean isSuccess(Status status) {
        return status.family() == Status.Family.SUCCESSFUL;
    }
}
