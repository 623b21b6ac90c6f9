package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;

import java.util.ArrayList;
import java.util.List;

/**
 * A process manager's rule as a sentence, for one instance: given what it was told, when it is told
 * more, then effects.
 *
 * {@snippet :
 * ProcessSpec.of(new SettlementProcess(), Payment.at(id).stream())
 *         .given(new PaymentRequested(request))
 *         .whenTimedOut("look-up")
 *         .then(new Send<>(new LookUp(id)), new SetTimer<>("look-up", Duration.ofSeconds(1)));
 * }
 *
 * @param <S> the state
 * @param <C> what it sends
 */
public final class ProcessSpec<S, C> {

    private final ProcessManager<S, C> manager;
    private final StreamId stream;
    private final List<ProcessInput> history;

    private ProcessSpec(ProcessManager<S, C> manager, StreamId stream, List<ProcessInput> history) {
        this.manager = manager;
        this.stream = stream;
        this.history = history;
    }

    /**
     * A spec of an instance that was told nothing yet.
     *
     * @param stream of the events that are given from here on
     */
    public static <S, C> ProcessSpec<S, C> of(ProcessManager<S, C> manager, StreamId stream) {
        return new ProcessSpec<>(manager, stream, List.of());
    }

    /** The same instance; the events given from here on are of another stream. */
    public ProcessSpec<S, C> in(StreamId other) {
        return new ProcessSpec<>(manager, other, history);
    }

    /** What has happened, after what was given before. */
    public ProcessSpec<S, C> given(DomainEvent... events) {
        ProcessSpec<S, C> longer = this;
        for (DomainEvent event : events) {
            longer = longer.with(longer.happened(event));
        }
        return longer;
    }

    /** The time of a timer came, after what was given before. */
    public ProcessSpec<S, C> givenTimedOut(String timer) {
        return with(timedOut(timer));
    }

    /** Something happens. */
    public Answer<S, C> when(DomainEvent event) {
        return when(happened(event));
    }

    /** The time of a timer comes. */
    public Answer<S, C> whenTimedOut(String timer) {
        return when(timedOut(timer));
    }

    private ProcessSpec<S, C> with(ProcessInput input) {
        List<ProcessInput> longer = new ArrayList<>(history);
        longer.add(input);
        return new ProcessSpec<>(manager, stream, List.copyOf(longer));
    }

    private ProcessInput happened(DomainEvent event) {
        return new Happened(SpecEvent.of(stream, history.size() + 1L, event));
    }

    private ProcessInput timedOut(String timer) {
        String instance =
                history.stream()
                        .filter(Happened.class::isInstance)
                        .map(Happened.class::cast)
                        .findFirst()
                        .flatMap(happened -> manager.instanceOf(happened.event()))
                        .orElseThrow(() -> new AssertionError("no instance has begun"));
        return new TimedOut(instance, timer, TestClock.START.plusSeconds(history.size() + 1L));
    }

    private Answer<S, C> when(ProcessInput input) {
        S before = manager.initialState();
        for (ProcessInput earlier : history) {
            before = manager.isOver(before) ? manager.initialState() : before;
            before = manager.evolve(before, earlier);
        }
        S after = manager.evolve(before, input);
        return new Answer<>(with(input), input, after, manager.react(after, input));
    }

    /** What a process wants to have done, to be compared with what was expected. */
    public static final class Answer<S, C> {

        private final ProcessSpec<S, C> spec;
        private final ProcessInput input;
        private final S state;
        private final List<Effect<C>> effects;

        private Answer(
                ProcessSpec<S, C> spec, ProcessInput input, S state, List<Effect<C>> effects) {
            this.spec = spec;
            this.input = input;
            this.state = state;
            this.effects = effects;
        }

        /** Expects these effects, in this order; returns a spec that goes on from the input. */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final ProcessSpec<S, C> then(Effect<C>... expected) {
            assertThat(effects).as(this::description).isEqualTo(List.of(expected));
            return spec;
        }

        /** Expects that nothing is to be done. */
        public ProcessSpec<S, C> thenNothing() {
            assertThat(effects).as(this::description).isEmpty();
            return spec;
        }

        /** Expects these effects, and that nothing is left to be followed. */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final void thenOver(Effect<C>... expected) {
            assertThat(effects).as(this::description).isEqualTo(List.of(expected));
            assertThat(spec.manager.isOver(state)).as(this::description).isTrue();
        }

        private String description() {
            StringBuilder text = new StringBuilder("\ntold\n");
            spec.history.forEach(earlier -> text.append("  ").append(told(earlier)).append('\n'));
            return text.append("the last of which leads to the state\n  ")
                    .append(state)
                    .append("\non\n  ")
                    .append(told(input))
                    .append("\nthen")
                    .toString();
        }

        private static String told(ProcessInput input) {
            return switch (input) {
                case Happened happened -> happened.event().event().toString();
                case TimedOut out -> "timed out: " + out.timer();
            };
        }
    }
}
