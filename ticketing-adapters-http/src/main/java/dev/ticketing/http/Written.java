package dev.ticketing.http;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.Position;

import io.helidon.http.HeaderValues;

import java.util.concurrent.CompletableFuture;

/** What all answers to changes have in common. */
final class Written {

    private final Ticketing ticketing;

    Written(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    /** Waits for a change to be durable; a refusal ends the request. */
    static <T> Outcome.Done<T> await(CompletableFuture<Outcome<T>> change) {
        return done(Failures.await(change));
    }

    /** What was done; a refusal ends the request. */
    static <T> Outcome.Done<T> done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done;
            case Outcome.Refused<T>(Refusal why) -> throw new Stop(ProblemOf.refusal(why));
        };
    }

    /** With where the change is in the log, and whether it was made before. */
    Answer tell(Outcome.Done<?> done, Answer answer) {
        Position position = done.position().orElseGet(ticketing::head);
        Answer told =
                answer.with(
                        HeaderValues.create(
                                StandardHeaders.POSITION, Long.toString(position.value())));
        return done.replayed() ? told.with(StandardHeaders.REPLAYED) : told;
    }
}
