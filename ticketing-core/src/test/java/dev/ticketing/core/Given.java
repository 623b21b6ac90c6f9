package dev.ticketing.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;

import java.util.ArrayList;
import java.util.List;

/** Given events, when a command, then events or a rejection. */
public record Given<S, C, E extends DomainEvent, R>(Decider<S, C, E, R> decider, List<E> history) {

    public static <S, C, E extends DomainEvent, R> Given<S, C, E, R> nothing(
            Decider<S, C, E, R> decider) {
        return new Given<>(decider, List.of());
    }

    public Given<S, C, E, R> and(E event) {
        List<E> longer = new ArrayList<>(history);
        longer.add(event);
        return new Given<>(decider, longer);
    }

    public S state() {
        return decider.evolve(decider.initialState(), history);
    }

    public void accepts(C command, E event) {
        assertThat(decide(command)).isEqualTo(Decision.accept(event));
    }

    public void acceptsAll(C command, List<? extends E> events) {
        assertThat(decide(command)).isEqualTo(new Decision.Accepted<E, R>(List.copyOf(events)));
    }

    public void acceptsWithoutChange(C command) {
        assertThat(decide(command)).isEqualTo(Decision.accept());
    }

    public void rejects(C command, R reason) {
        assertThat(decide(command)).isEqualTo(Decision.reject(reason));
    }

    public Decision<E, R> decide(C command) {
        return decider.decide(command, state());
    }
}
