package dev.ticketing.core.mailbox;

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
     * Record these changes, all together or none. They rest on everything that was looked at in the
     * workspace: if any of it has moved, or was moved by a unit that was not recorded, nothing is
     * recorded, and the work is judged anew.
     *
     * @param answer the caller's, given the position of the last event
     */
    record Commit<R>(List<Change<?, ?>> changes, Function<Position, R> answer)
            implements Judgement<R> {
        public Commit {
            changes = List.copyOf(changes);
        }
    }

    /** Record nothing. Given to the caller only when it holds for what the log says now. */
    record Answer<R>(R answer) implements Judgement<R> {}
}
