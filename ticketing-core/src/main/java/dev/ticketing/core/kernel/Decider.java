package dev.ticketing.core.kernel;

import java.util.List;

/**
 * The pure heart of an aggregate: what it starts as, what it answers to a command, and how an event
 * changes it.
 *
 * <p>Neither method reads a clock, draws a random number, blocks or logs; time, ids and prices
 * arrive in the command. Implementations are stateless and safe for any number of threads.
 *
 * @param <S> the state, immutable
 * @param <C> the commands
 * @param <E> the events
 * @param <R> the rejections: a rule's no, as a value
 */
public interface Decider<S, C, E extends DomainEvent, R> {

    /** The state of a stream that has no events. */
    S initialState();

    /** Judges. The events of an accepted command are not yet applied to {@code state}. */
    Decision<E, R> decide(C command, S state);

    /** Applies what has happened. Never refuses: history has happened. */
    S evolve(S state, E event);

    /** Applies several events, oldest first. */
    default S evolve(S state, List<? extends E> events) {
        S folded = state;
        for (E event : events) {
            folded = evolve(folded, event);
        }
        return folded;
    }
}
