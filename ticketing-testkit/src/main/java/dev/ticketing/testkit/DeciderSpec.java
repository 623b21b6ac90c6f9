package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;

import java.util.ArrayList;
import java.util.List;

/**
 * A decider's rule as a sentence: given events, when a command, then events or a rejection.
 *
 * {@snippet :
 * DeciderSpec.of(TicketDecider.INSTANCE)
 *         .given(new TicketIssued(facts))
 *         .when(new VoidTicket(now))
 *         .then(new TicketVoided(now));
 * }
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 * @param <R> the rejections
 */
public final class DeciderSpec<S, C, E extends DomainEvent, R> {

    private final Decider<S, C, E, R> decider;
    private final List<E> history;

    private DeciderSpec(Decider<S, C, E, R> decider, List<E> history) {
        this.decider = decider;
        this.history = history;
    }

    /** A spec of a decider, on a stream without events. */
    public static <S, C, E extends DomainEvent, R> DeciderSpec<S, C, E, R> of(
            Decider<S, C, E, R> decider) {
        return new DeciderSpec<>(decider, List.of());
    }

    /** What has happened, after what was given before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    public final DeciderSpec<S, C, E, R> given(E... events) {
        List<E> longer = new ArrayList<>(history);
        longer.addAll(List.of(events));
        return new DeciderSpec<>(decider, List.copyOf(longer));
    }

    /** Asks. */
    public Answer<S, C, E, R> when(C command) {
        S state = decider.evolve(decider.initialState(), history);
        return new Answer<>(this, command, state, decider.decide(command, state));
    }

    /** What a decider answered, to be compared with what was expected. */
    public static final class Answer<S, C, E extends DomainEvent, R> {

        private final DeciderSpec<S, C, E, R> spec;
        private final C command;
        private final S state;
        private final Decision<E, R> decision;

        private Answer(DeciderSpec<S, C, E, R> spec, C command, S state, Decision<E, R> decision) {
            this.spec = spec;
            this.command = command;
            this.state = state;
            this.decision = decision;
        }

        /** Expects these events, in this order; returns a spec that goes on from them. */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final DeciderSpec<S, C, E, R> then(E... events) {
            assertThat(decision)
                    .as(this::description)
                    .isEqualTo(new Decision.Accepted<E, R>(List.of(events)));
            return spec.given(events);
        }

        /** Expects that the command is granted and nothing has to change. */
        public DeciderSpec<S, C, E, R> thenNothing() {
            assertThat(decision)
                    .as(this::description)
                    .isEqualTo(new Decision.Accepted<E, R>(List.of()));
            return spec;
        }

        /** Expects a rule's no. */
        public DeciderSpec<S, C, E, R> thenRejected(R reason) {
            assertThat(decision).as(this::description).isEqualTo(Decision.reject(reason));
            return spec;
        }

        private String description() {
            StringBuilder text = new StringBuilder("\ngiven\n");
            spec.history.forEach(event -> text.append("  ").append(event).append('\n'));
            if (spec.history.isEmpty()) {
                text.append("  nothing\n");
            }
            return text.append("that is, in the state\n  ")
                    .append(state)
                    .append("\nwhen\n  ")
                    .append(command)
                    .append("\nthen")
                    .toString();
        }
    }
}
