package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Timer;
import dev.ticketing.core.consumer.TimerKey;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRow;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.process.ProcessTables;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How instances of processes, their timers and what they send are stored. */
final class ProcessShapes {

    private static final Shape<Timer> TIMER =
            new Shape<>(
                    (timer, out) ->
                            out.instant("due", timer.due()).number("failures", timer.failures()),
                    in -> new Timer(in.instant("due"), in.smallNumber("failures")));

    private ProcessShapes() {}

    /**
     * The tables of a process.
     *
     * @param state of an instance, and {@code command}, of what it sends: as they are stored
     */
    static <S, C> ConsumerTables tables(
            ProcessTables<S, C> process, Shape<S> state, Shape<C> command) {
        return new ConsumerTables(
                process.process(),
                List.of(
                        new RowTable<>(
                                process.instances(),
                                List.of(Column.text("instance", instance -> instance)),
                                row -> row.getString("instance"),
                                List.of(),
                                instance(state)),
                        new RowTable<>(
                                process.timers(),
                                List.of(
                                        Column.text("instance", TimerKey::sequence),
                                        Column.text("timer", TimerKey::name)),
                                row ->
                                        new TimerKey(
                                                row.getString("instance"), row.getString("timer")),
                                List.of(Column.instant(RowSql.DUE, Timer::due)),
                                TIMER),
                        new RowTable<>(
                                process.effects(),
                                List.of(Column.id("effect_id", EffectId::value)),
                                row -> new EffectId(row.getObject("effect_id", UUID.class)),
                                List.of(
                                        Column.instant(RowSql.DUE, EffectRow::due),
                                        Column.text("instance", EffectRow::instance)),
                                effect(command))));
    }

    private static <S> Shape<ProcessRow<S>> instance(Shape<S> state) {
        return new Shape<>(
                (row, out) ->
                        out.object("state", row.state(), state)
                                .id("correlation", row.correlation())
                                .texts("timers", row.sortedTimers(), timer -> timer),
                in ->
                        new ProcessRow<>(
                                in.object("state", state),
                                in.id("correlation"),
                                Set.copyOf(in.texts("timers", timer -> timer))));
    }

    private static <C> Shape<EffectRow<C>> effect(Shape<C> command) {
        return new Shape<>(
                (row, out) ->
                        out.text("instance", row.instance())
                                .id("correlation", row.correlation())
                                .number("cause", row.cause().value())
                                .object("command", row.command(), command)
                                .instant("due", row.due())
                                .number("failures", row.failures()),
                in ->
                        new EffectRow<>(
                                in.text("instance"),
                                in.id("correlation"),
                                cause(in),
                                in.object("command", command),
                                in.instant("due"),
                                in.smallNumber("failures")));
    }

    /** Rows from before that was noted are worked off within moments. */
    private static Position cause(JsonIn in) {
        return in.has("cause") ? new Position(in.number("cause")) : Position.START;
    }
}
