package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Position;

import java.util.List;
import java.util.function.Function;

/**
 * What a piece of work comes to.
 *
 * @param <R> the answer to its caller
 */
public sealed interface Judgement<R> {

    /**
     * Record these changes, all together or none.
     *
     * @param guards aggregates that the judgement rests on without changing them
     * @param answer the caller's, given the position of the last event
     */
    record Commit<R>(
            List<Change<?, ?>> changes,
            List<AggregateRef<?, ?>> guards,
            Function<Position, R> answer)
            implements Judgement<R> {
        public Commit {
            changes = List.copyOf(changes);
            guards = List.copyOf(guards);
        }
    }

    /** Record nothing. Given to the caller only when it holds for what the log says now. */
    record Answer<R>(R answer) implements Judgement<R> {}
}
