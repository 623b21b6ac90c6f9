package dev.ticketing.http;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.ShowProjection;

import java.time.Duration;
import java.util.Optional;

/** Lets a reader wait until what they read includes what they wrote. */
final class MinPosition {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_DIGITS = 18;

    private final Ticketing ticketing;

    MinPosition(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    /**
     * For what is read from streams, and from memory: that is current as soon as the log has come
     * so far.
     */
    void await(Exchange exchange) {
        Optional<Position> wanted = wanted(exchange);
        if (wanted.isPresent() && !isThere(wanted.get())) {
            throw behind();
        }
    }

    /** What follows the log tells when it has grown so long: nobody has to ask again and again. */
    private boolean isThere(Position position) {
        return ticketing.includes(position)
                || (reached(ShowProjection.NAME, position) && ticketing.includes(position));
    }

    /**
     * For what is read from a read model, which follows the log.
     *
     * @param consumer the name of the projection that keeps it
     */
    void await(Exchange exchange, String consumer) {
        Optional<Position> wanted = wanted(exchange);
        if (wanted.isPresent() && !reached(consumer, wanted.get())) {
            throw behind();
        }
    }

    private boolean reached(String consumer, Position position) {
        return Failures.await(ticketing.consumers().await(consumer, position, PATIENCE));
    }

    private static Optional<Position> wanted(Exchange exchange) {
        return exchange.header(StandardHeaders.MIN_POSITION).map(MinPosition::parse);
    }

    private static Position parse(String value) {
        boolean digits =
                !value.isEmpty()
                        && value.length() <= MAX_DIGITS
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new Stop(
                    Problem.invalid(
                            StandardHeaders.MIN_POSITION.defaultCase(),
                            "has to be the value of a Ticketing-Position header"));
        }
        return new Position(Long.parseLong(value));
    }

    private static Stop behind() {
        return new Stop(
                Problem.of(ProblemCode.READ_MODEL_BEHIND, "It has not come so far yet.")
                        .with(StandardHeaders.retryAfter(RETRY_AFTER)));
    }
}
