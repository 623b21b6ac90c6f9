package dev.ticketing.core.process;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.TimedProjection;
import dev.ticketing.core.consumer.Timer;
import dev.ticketing.core.consumer.TimerKey;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A process as a consumer of the log: what it makes of its inputs, in rows. */
public final class ProcessProjection<S, C> implements TimedProjection {

    private final ProcessManager<S, C> manager;
    private final ProcessTables<S, C> tables;

    public ProcessProjection(ProcessManager<S, C> manager) {
        this.manager = manager;
        this.tables = manager.tables();
    }

    @Override
    public String name() {
        return tables.process();
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(tables.instances(), tables.timers(), tables.effects());
    }

    /** As {@link #tables()}, each by what it is for. */
    public ProcessTables<S, C> stored() {
        return tables;
    }

    @Override
    public Table<TimerKey, Timer> timers() {
        return tables.timers();
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return manager.interests();
    }

    @Override
    public Set<String> categories() {
        return manager.categories();
    }

    @Override
    public String sequenceOf(RecordedEvent event) {
        return manager.instanceOf(event).orElseGet(() -> TimedProjection.super.sequenceOf(event));
    }

    @Override
    public void apply(RecordedEvent event, Rows rows) {
        Optional<String> instance = manager.instanceOf(event);
        if (instance.isPresent()) {
            Optional<ProcessRow<S>> before = rows.get(tables.instances(), instance.get());
            new Run(instance.get(), String.valueOf(event.position().value()), rows)
                    .take(
                            before.orElseGet(() -> begun(event.metadata().correlationId())),
                            new Happened(event),
                            before.isPresent());
        }
    }

    private ProcessRow<S> begun(UUID correlation) {
        return new ProcessRow<>(manager.initialState(), correlation, Set.of());
    }

    @Override
    public void timeOut(TimerKey timer, Instant due, Instant now, Rows rows) {
        ProcessRow<S> before = rows.require(tables.instances(), timer.sequence());
        String input = timer.sequence() + "/" + timer.name() + "/" + due;
        new Run(timer.sequence(), input, rows)
                .take(before, new TimedOut(timer.sequence(), timer.name(), now), true);
    }

    @Override
    public boolean isOfEvents(String sequence) {
        return EffectId.ofAside(sequence).isEmpty();
    }

    /** Has something tried again that was hopeless. */
    @Override
    public void takeUp(String sequence, Instant now, Rows rows) {
        EffectId id = EffectId.ofAside(sequence).orElseThrow();
        rows.get(tables.effects(), id)
                .ifPresent(row -> rows.put(tables.effects(), id, row.takenUp(now)));
    }

    /**
     * Takes out what was hopeless and a person has given up; nothing if the letter is of events.
     */
    public void giveUp(DeadLetter letter, ConsumerStore store) {
        EffectId.ofAside(letter.sequence())
                .ifPresent(id -> store.remove(letter.consumer(), tables.effects(), Set.of(id)));
    }

    /** One input of one instance. */
    private final class Run {

        private final String instance;
        private final String inputId;
        private final Rows rows;
        private int sent;

        Run(String instance, String inputId, Rows rows) {
            this.instance = instance;
            this.inputId = inputId;
            this.rows = rows;
        }

        /**
         * @param stored whether there is a row of the instance
         */
        void take(ProcessRow<S> before, ProcessInput input, boolean stored) {
            S after = manager.evolve(before.state(), input);
            Set<String> timers = before.sortedTimers();
            if (input instanceof TimedOut over) {
                timers.remove(over.timer());
            }
            for (Effect<C> effect : manager.react(after, input)) {
                perform(effect, before.correlation(), input, timers);
            }
            if (manager.isOver(after)) {
                timers.forEach(timer -> rows.remove(tables.timers(), keyOf(timer)));
                if (stored) {
                    rows.remove(tables.instances(), instance);
                }
            } else {
                rows.put(
                        tables.instances(),
                        instance,
                        new ProcessRow<>(after, before.correlation(), timers));
            }
        }

        private void perform(
                Effect<C> effect, UUID correlation, ProcessInput input, Set<String> timers) {
            Instant at = input.at();
            switch (effect) {
                case Effect.Send<C>(C command) ->
                        rows.put(
                                tables.effects(),
                                EffectId.of(tables.process(), inputId, sent++),
                                new EffectRow<>(
                                        instance, correlation, causeOf(input), command, at, 0));
                case Effect.SetTimer<C> set -> {
                    rows.put(
                            tables.timers(),
                            keyOf(set.timer()),
                            new Timer(at.plus(set.after()), 0));
                    timers.add(set.timer());
                }
                case Effect.CancelTimer<C>(String timer) -> {
                    rows.remove(tables.timers(), keyOf(timer));
                    timers.remove(timer);
                }
            }
        }

        private static Position causeOf(ProcessInput input) {
            return switch (input) {
                case Happened happened -> happened.event().position();
                case TimedOut out -> Position.START;
            };
        }

        private TimerKey keyOf(String timer) {
            return new TimerKey(instance, timer);
        }
    }
}
