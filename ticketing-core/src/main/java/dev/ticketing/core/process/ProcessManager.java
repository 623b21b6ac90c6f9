package dev.ticketing.core.process;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what happens, and what does not happen in time, into what is to be done next. It never
 * rolls anything back: it goes forward, with compensations where need be. Pure and stateless; safe
 * for any number of threads.
 *
 * <p>There is one instance for each thing that is followed: for each payment, say. The state of an
 * instance, its timers, what it sends and the consumer's position are stored together, so each
 * input takes effect exactly once, whatever dies. What it sends is done at least once, each time
 * under the same id.
 *
 * <p>An instance that throws is set aside alone, with all that comes after it, until a person
 * looks.
 *
 * @param <S> the state of an instance: immutable values with {@code equals}
 * @param <C> what it sends
 */
public interface ProcessManager<S, C> {

    /** Where its instances, timers and effects are kept; tells its name. */
    ProcessTables<S, C> tables();

    /** The events it looks at; it is shown no others. */
    Set<Class<? extends DomainEvent>> interests();

    /** The categories of the streams that these events are in. */
    Set<String> categories();

    /** Which instance an event is for; empty if for none. */
    Optional<String> instanceOf(RecordedEvent event);

    /** Of an instance that nothing has been put into yet. */
    S initialState();

    /** The state after an input. Never refuses. */
    S evolve(S state, ProcessInput input);

    /**
     * What is to be done because of an input.
     *
     * @param state after the input
     */
    List<Effect<C>> react(S state, ProcessInput input);

    /** Whether nothing is left to be followed: the instance and its timers are forgotten. */
    boolean isOver(S state);
}
