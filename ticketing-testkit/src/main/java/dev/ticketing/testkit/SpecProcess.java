package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.TimerKey;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessProjection;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.process.ProcessTables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A process as a consumer carries it: what it was told, and the rows that this has come to. */
final class SpecProcess<S, C> {

    private final ProcessManager<S, C> manager;
    private final ProcessProjection<S, C> projection;
    private final List<String> story;
    private final SpecRows rows;
    private final Instant now;

    /**
     * What comes of one input.
     *
     * @param process after it
     * @param state of the instance after it; empty if no instance was told
     */
    record Told<S, C>(
            SpecProcess<S, C> process,
            Optional<String> instance,
            Optional<S> state,
            List<Effect<C>> effects) {

        /** Whether an instance was told, and is forgotten now. */
        boolean isOver() {
            return instance.isPresent() && process.row(instance.get()).isEmpty();
        }

        String description() {
            return "%s%s\nthen".formatted(process.description(), outcome());
        }

        private String outcome() {
            return instance.isEmpty()
                    ? "the last of which it does not look at"
                    : "the last of which leads %s to the state\n  %s"
                            .formatted(instance.get(), state.orElseThrow());
        }
    }

    /** One that was told nothing yet. */
    SpecProcess(ProcessManager<S, C> manager) {
        this.manager = manager;
        this.projection = new ProcessProjection<>(manager);
        this.story = List.of();
        this.rows = new SpecRows(projection);
        this.now = TestClock.START;
    }

    private SpecProcess(SpecProcess<S, C> before, String told, SpecRows rows, Instant now) {
        this.manager = before.manager;
        this.projection = before.projection;
        List<String> longer = new ArrayList<>(before.story);
        longer.add(told);
        this.story = List.copyOf(longer);
        this.rows = rows;
        this.now = now;
    }

    private ProcessTables<S, C> tables() {
        return manager.tables();
    }

    private Optional<ProcessRow<S>> row(String instance) {
        return rows.get(tables().instances(), instance);
    }

    /** Something happens; nobody hears of it if it is of no interest. */
    Told<S, C> told(StreamId stream, DomainEvent event) {
        Instant at = now.plusSeconds(1);
        String told = stream + ": " + event;
        if (!manager.interests().contains(event.getClass())) {
            return untold(told + ", which is none of its interests", at);
        }
        assertThat(manager.categories())
                .as("the categories of %s, which is to be shown %s", projection.name(), event)
                .contains(stream.category());
        RecordedEvent recorded = SpecEvent.of(stream, story.size() + 1L, at, event);
        Optional<String> instance = manager.instanceOf(recorded);
        if (instance.isEmpty()) {
            return untold(told + ", which is for no instance", at);
        }
        SpecRows after = applied(told, rows, next -> projection.apply(recorded, next));
        return toldTo(
                instance.get(), new Happened(recorded), new SpecProcess<>(this, told, after, at));
    }

    /** The time of a timer comes. */
    Told<S, C> timedOut(TimerKey timer) {
        Instant due = rows.require(tables().timers(), timer).due();
        Instant at = due.isAfter(now) ? due : now.plusSeconds(1);
        String told = "timed out: %s of %s".formatted(timer.name(), timer.sequence());
        SpecRows without = rows.copy();
        without.remove(tables().timers(), timer);
        SpecRows after = applied(told, without, next -> projection.timeOut(timer, due, at, next));
        return toldTo(
                timer.sequence(),
                new TimedOut(timer.sequence(), timer.name(), at),
                new SpecProcess<>(this, told, after, at));
    }

    private Told<S, C> untold(String told, Instant at) {
        return new Told<>(
                new SpecProcess<>(this, told, rows, at),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Told<S, C> toldTo(String instance, ProcessInput input, SpecProcess<S, C> after) {
        S before = row(instance).map(ProcessRow::state).orElseGet(manager::initialState);
        S state = manager.evolve(before, input);
        return new Told<>(
                after, Optional.of(instance), Optional.of(state), manager.react(state, input));
    }

    private static SpecRows applied(String told, SpecRows before, Consumer<SpecRows> input) {
        SpecRows after = before.copy();
        input.accept(after);
        SpecRows again = before.copy();
        input.accept(again);
        assertThat(again).as("%s, told once more to the same instance", told).isEqualTo(after);
        return after;
    }

    /** The timer of that name that one instance has set. */
    TimerKey timer(String name) {
        List<TimerKey> named = set().stream().filter(set -> set.name().equals(name)).toList();
        assertThat(named)
                .as(() -> description() + "has set timers " + set() + ", of which one is " + name)
                .hasSize(1);
        return named.getFirst();
    }

    /** The timer of that name that the instance has set. */
    TimerKey timer(String instance, String name) {
        TimerKey timer = new TimerKey(instance, name);
        assertThat(set()).as(() -> description() + "has set timers, among them").contains(timer);
        return timer;
    }

    private Set<TimerKey> set() {
        return rows.of(tables().timers()).keySet();
    }

    private String description() {
        StringBuilder text = new StringBuilder('\n' + projection.name() + ", told\n");
        story.forEach(told -> text.append("  ").append(told).append('\n'));
        if (story.isEmpty()) {
            text.append("  nothing\n");
        }
        return text.toString();
    }
}
