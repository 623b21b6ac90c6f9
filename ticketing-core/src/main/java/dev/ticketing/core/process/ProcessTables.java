package dev.ticketing.core.process;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timer;
import dev.ticketing.core.consumer.TimerKey;

/**
 * The tables of a process: {@code <name>_process}, {@code <name>_timer}, {@code <name>_effect}.
 *
 * @param process its name among consumers
 */
public record ProcessTables<S, C>(
        String process,
        Table<String, ProcessRow<S>> instances,
        Table<TimerKey, Timer> timers,
        Table<EffectId, EffectRow<C>> effects) {

    /**
     * The tables of a process of that name.
     *
     * @param name in lower case: it is part of the names of tables
     */
    public static <S, C> ProcessTables<S, C> of(String name) {
        return new ProcessTables<>(
                name,
                new Table<>(name + "_process", String.class, ProcessTables.type(ProcessRow.class)),
                new Table<>(name + "_timer", TimerKey.class, Timer.class),
                new Table<>(name + "_effect", EffectId.class, ProcessTables.type(EffectRow.class)));
    }

    /** A class says nothing of what is in its objects; whoever stores them is given their shape. */
    @SuppressWarnings("unchecked")
    private static <T> Class<T> type(Class<?> raw) {
        return (Class<T>) raw;
    }
}
