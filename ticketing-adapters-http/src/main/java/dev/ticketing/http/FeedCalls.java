package dev.ticketing.http;

import dev.ticketing.core.application.Recorded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StoredEvent;

import io.helidon.http.Status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every recorded event, in order and without gaps, for administrators and for programs that have
 * the feed key. Who has read everything may wait for more.
 */
final class FeedCalls {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_WAIT_SECONDS = 30;
    private static final long MAX_POSITION = 999_999_999_999_999_999L;

    private final Recorded recorded;
    private final Optional<FeedKey> key;
    private final Deadline deadline;

    FeedCalls(Recorded recorded, Optional<FeedKey> key, Deadline deadline) {
        this.recorded = recorded;
        this.key = key;
        this.deadline = deadline;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/feed", Route.Access.ANYBODY, this::read));
    }

    private Answer read(Exchange exchange) {
        requireReader(exchange);
        Position after = new Position(QueryNumber.of(exchange, "after", 0, MAX_POSITION, 0));
        int limit = (int) QueryNumber.of(exchange, "limit", 1, Recorded.MAX_PAGE, DEFAULT_LIMIT);
        long wait = QueryNumber.of(exchange, "wait", 0, MAX_WAIT_SECONDS, 0);
        List<StoredEvent> events = recorded.read(after, limit);
        if (events.isEmpty() && wait > 0 && arrives(after, Duration.ofSeconds(wait))) {
            events = recorded.read(after, limit);
        }
        return Answer.of(Status.OK_200, FeedJson.write(events), StandardHeaders.JSON);
    }

    private boolean arrives(Position after, Duration limit) {
        return deadline.await(recorded.await(after, limit), limit);
    }

    private void requireReader(Exchange exchange) {
        Optional<String> sent = exchange.header(StandardHeaders.FEED_KEY);
        if (sent.isEmpty()) {
            exchange.requireAdmin();
        } else if (key.filter(known -> known.matches(sent.get())).isEmpty()) {
            throw new Stop(
                    Problem.of(ProblemCode.UNAUTHENTICATED, "The feed key is not valid.")
                            .with(StandardHeaders.BEARER));
        }
    }
}
