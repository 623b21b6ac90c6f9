package dev.ticketing.postgres;

import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.process.ProcessTables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the rows of a projection or a process of the embedding program are stored: in tables of the
 * system's schema, each under the name that the core knows it by, which {@link
 * PostgresTicketing#migrate} makes. Rows are written in the transaction that moves the consumer.
 *
 * <p>For queries there is a view beside each table of a projection, {@code <table>_served}, with
 * the columns {@code key} and {@code body} ({@code jsonb}), and the rows that readers see.
 */
public final class OwnTables {

    private final Set<Table<?, ?>> kept;
    private final ConsumerTables tables;
    private final List<OwnTable> made;

    /**
     * @param kept all tables that the consumer keeps
     */
    private OwnTables(Set<Table<?, ?>> kept, ConsumerTables tables, List<OwnTable> made) {
        this.kept = Set.copyOf(kept);
        this.tables = tables;
        this.made = List.copyOf(made);
    }

    /** Of a projection, without any table yet; each that it keeps has to be told. */
    public static OwnTables of(Projection projection) {
        return new OwnTables(
                projection.tables(),
                new ConsumerTables(required(projection.name()), List.of()),
                List.of());
    }

    /**
     * Of a process, complete.
     *
     * @param state of an instance, and {@code command}, of what it sends: as objects of JSON
     */
    public static <S, C> OwnTables of(
            ProcessTables<S, C> process, TextForm<S> state, TextForm<C> command) {
        String name = required(process.process());
        return new OwnTables(
                Set.of(process.instances(), process.timers(), process.effects()),
                ProcessShapes.tables(process, shape(state), shape(command)),
                List.of(
                        new OwnTable(process.instances().name(), OwnTable.INSTANCES, name),
                        new OwnTable(process.timers().name(), OwnTable.TIMERS, name),
                        new OwnTable(process.effects().name(), OwnTable.EFFECTS, name)));
    }

    /**
     * These, and a table.
     *
     * @param table one of the projection's
     * @param key as any text
     * @param row as an object of JSON; a change of it calls for a rebuild
     */
    public <K, R> OwnTables with(Table<K, R> table, TextForm<K> key, TextForm<R> row) {
        if (!kept.contains(table)) {
            throw new IllegalArgumentException(tables.consumer() + " keeps no " + table.name());
        }
        List<RowTable<?, ?>> all = new ArrayList<>(tables.tables());
        all.add(
                new RowTable<>(
                        table,
                        List.of(Column.text("key", key.write())),
                        found -> key.read().apply(found.getString("key")),
                        List.of(),
                        shape(row)));
        List<OwnTable> allMade = new ArrayList<>(made);
        allMade.add(new OwnTable(required(table.name()), OwnTable.ROWS, tables.consumer()));
        return new OwnTables(kept, new ConsumerTables(tables.consumer(), all), allMade);
    }

    /**
     * All tables of the consumer.
     *
     * @throws IllegalArgumentException if one was not told
     */
    ConsumerTables tables() {
        Set<Table<?, ?>> missing = new HashSet<>(kept);
        tables.tables().forEach(table -> missing.remove(table.table()));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("not told how they are stored: " + missing);
        }
        return tables;
    }

    List<OwnTable> made() {
        return made;
    }

    private static <T> Shape<T> shape(TextForm<T> form) {
        return new Shape<>(
                (value, out) -> out.fieldsOf(form.write().apply(value)),
                in -> form.read().apply(in.whole()));
    }

    private static String required(String name) {
        if (!name.startsWith(OwnConsumers.PREFIX)) {
            throw new IllegalArgumentException(name + ": not " + OwnConsumers.PREFIX);
        }
        return name;
    }
}
