package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.ProcessManager;

import java.util.List;

/**
 * A process manager's rule as a sentence: given what it was told, when it is told more, then
 * effects.
 *
 * {@snippet :
 * ProcessSpec.of(new SettlementProcess(), Payment.at(id).stream())
 *         .given(new PaymentRequested(request))
 *         .whenTimedOut("look-up")
 *         .then(new Send<>(new LookUp(id)), new SetTimer<>("look-up", Duration.ofSeconds(1)));
 * }
 *
 * <p>The process is carried as a consumer carries it: it is shown only the events that are among
 * its interests, each goes to the instance that the process names, an instance that is over is
 * forgotten with its timers, and time comes only for timers that are set. A second passes before
 * each event, and before a timer as much as it takes. The spec also holds the process to its
 * contract: it looks at the categories that it names, and comes to the same when it is told the
 * same once more.
 *
 * @param <S> the state
 * @param <C> what it sends
 */
public final class ProcessSpec<S, C> {

    private final StreamId stream;
    private final SpecProcess<S, C> process;

    private ProcessSpec(StreamId stream, SpecProcess<S, C> process) {
        this.stream = stream;
        this.process = process;
    }

    /**
     * A spec of a process that was told nothing yet.
     *
     * @param stream of the events that are given from here on
     */
    public static <S, C> ProcessSpec<S, C> of(ProcessManager<S, C> manager, StreamId stream) {
        return new ProcessSpec<>(stream, new SpecProcess<>(manager));
    }

    /** The same process; the events given from here on are of another stream. */
    public ProcessSpec<S, C> in(StreamId other) {
        return new ProcessSpec<>(other, process);
    }

    /** What has happened, after what was given before. */
    public ProcessSpec<S, C> given(DomainEvent... events) {
        SpecProcess<S, C> longer = process;
        for (DomainEvent event : events) {
            longer = longer.told(stream, event).process();
        }
        return new ProcessSpec<>(stream, longer);
    }

    /** The time of a timer came, after what was given before. As {@link #whenTimedOut(String)}. */
    public ProcessSpec<S, C> givenTimedOut(String timer) {
        return new ProcessSpec<>(stream, process.timedOut(process.timer(timer)).process());
    }

    /** The time of a timer came, after what was given before. */
    public ProcessSpec<S, C> givenTimedOut(String instance, String timer) {
        return new ProcessSpec<>(
                stream, process.timedOut(process.timer(instance, timer)).process());
    }

    /** Something happens. */
    public Answer<S, C> when(DomainEvent event) {
        return new Answer<>(stream, process.told(stream, event));
    }

    /** The time of a timer comes, which one instance has set and no other has. */
    public Answer<S, C> whenTimedOut(String timer) {
        return new Answer<>(stream, process.timedOut(process.timer(timer)));
    }

    /** The time of a timer comes that this instance has set. */
    public Answer<S, C> whenTimedOut(String instance, String timer) {
        return new Answer<>(stream, process.timedOut(process.timer(instance, timer)));
    }

    /** What a process wants to have done, to be compared with what was expected. */
    public static final class Answer<S, C> {

        private final StreamId stream;
        private final SpecProcess.Told<S, C> told;

        private Answer(StreamId stream, SpecProcess.Told<S, C> told) {
            this.stream = stream;
            this.told = told;
        }

        /** Expects these effects, in this order; returns a spec that goes on from the input. */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final ProcessSpec<S, C> then(Effect<C>... expected) {
            assertThat(told.effects()).as(told::description).isEqualTo(List.of(expected));
            return new ProcessSpec<>(stream, told.process());
        }

        /** Expects that nothing is to be done. */
        public ProcessSpec<S, C> thenNothing() {
            assertThat(told.effects()).as(told::description).isEmpty();
            return new ProcessSpec<>(stream, told.process());
        }

        /**
         * Expects these effects, and that nothing is left to be followed by the instance, which was
         * told.
         */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final void thenOver(Effect<C>... expected) {
            assertThat(told.effects()).as(told::description).isEqualTo(List.of(expected));
            assertThat(told.isOver()).as(told::description).isTrue();
        }
    }
}
