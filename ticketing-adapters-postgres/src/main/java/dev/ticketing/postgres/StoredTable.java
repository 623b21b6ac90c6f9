package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.consumer.Timed;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of one table, in all copies of one partition. */
final class StoredTable<K, R> {

    private final int partition;
    private final RowTable<K, R> table;
    private final RowSql sql;

    StoredTable(int partition, RowTable<K, R> table) {
        this.partition = partition;
        this.table = table;
        this.sql = RowSql.of(table);
    }

    String name() {
        return table.table().name();
    }

    /** The rows that exist of those keys. */
    Map<K, R> load(Handle handle, int copy, Set<K> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<Argument> columns = columns(table.key(), List.copyOf(keys));
        Map<K, R> rows = HashMap.newHashMap(keys.size());
        bound(handle.createQuery(sql.load()), copy, columns)
                .map((row, context) -> Map.entry(table.readKey().read(row), read(row)))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        // A key that cannot be stored as it is finds the row of another key.
        rows.keySet().retainAll(keys);
        return rows;
    }

    /** Rows whose time has come, for a table of rows that have one. */
    static <K, R extends Timed> DueRows<K, R> due(
            StoredTable<K, R> stored, Handle handle, int copy, int limit) {
        Map<K, R> rows = new LinkedHashMap<>();
        Instant now =
                handle.createQuery(stored.sql.due())
                        .bind("partition", stored.partition)
                        .bind("copy", copy)
                        .bind("limit", limit)
                        .map(
                                (row, context) -> {
                                    if (row.getString("body") != null) {
                                        rows.put(
                                                stored.table.readKey().read(row), stored.read(row));
                                    }
                                    return Instants.read(row, "now");
                                })
                        .list()
                        .getFirst();
        return new DueRows<>(now, rows);
    }

    private R read(ResultSet row) throws SQLException {
        return JsonIn.read(row.getString("body"), table.shape());
    }

    /**
     * Brings changes into the form in which they are sent, before a transaction waits for it.
     *
     * @throws RowsRefused if a row cannot be written
     */
    Consumer<Handle> prepare(int copy, Changes.OfTable<K, R> changes) {
        try {
            Consumer<Handle> delete = deleting(copy, List.copyOf(changes.removed()));
            return delete.andThen(upserting(copy, changes.put()));
        } catch (RuntimeException e) {
            throw new RowsRefused("a row of " + name() + " cannot be written", e);
        }
    }

    private Consumer<Handle> deleting(int copy, List<K> keys) {
        if (keys.isEmpty()) {
            return handle -> {};
        }
        List<Argument> columns = columns(table.key(), keys);
        return handle -> bound(handle.createUpdate(sql.delete()), copy, columns).execute();
    }

    private Consumer<Handle> upserting(int copy, Map<K, R> put) {
        if (put.isEmpty()) {
            return handle -> {};
        }
        List<Argument> columns = allColumns(put);
        return handle -> bound(handle.createUpdate(sql.upsert()), copy, columns).execute();
    }

    /** Changes rows that are still there; the number of those. */
    int replace(Handle handle, int copy, Map<K, R> rows) {
        return bound(handle.createUpdate(sql.replace()), copy, allColumns(rows)).execute();
    }

    /** Removes rows that are still there; the number of those. */
    int delete(Handle handle, int copy, Set<K> keys) {
        List<Argument> columns = columns(table.key(), List.copyOf(keys));
        return bound(handle.createUpdate(sql.delete()), copy, columns).execute();
    }

    private List<Argument> allColumns(Map<K, R> put) {
        List<R> rows = List.copyOf(put.values());
        List<Argument> columns = columns(table.key(), List.copyOf(put.keySet()));
        columns.addAll(columns(table.searchable(), rows));
        columns.add(SqlArrays.texts(bodies(rows)));
        return columns;
    }

    private String[] bodies(List<R> rows) {
        String[] bodies = new String[rows.size()];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = JsonOut.write(rows.get(i), table.shape());
        }
        return bodies;
    }

    /** Removes rows of a copy; the number of those removed. */
    int deletePiece(Handle handle, int copy, int limit) {
        return handle.createUpdate(sql.deletePiece())
                .bind("partition", partition)
                .bind("copy", copy)
                .bind("limit", limit)
                .execute();
    }

    /** In which rows two copies differ, by key. */
    List<Difference> differences(Handle handle, int one, int other, int limit) {
        return handle.createQuery(sql.differences())
                .bind("partition", partition)
                .bind("one", one)
                .bind("other", other)
                .bind("limit", limit)
                .map((row, context) -> difference(row))
                .list();
    }

    private Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                name(),
                row.getString("key"),
                Optional.ofNullable(row.getString("one")),
                Optional.ofNullable(row.getString("other")));
    }

    private static <T> List<Argument> columns(List<Column<T>> columns, List<T> from) {
        List<Argument> values = new ArrayList<>();
        for (Column<T> column : columns) {
            values.add(ColumnValues.of(column, from));
        }
        return values;
    }

    private <S extends SqlStatement<S>> S bound(S statement, int copy, List<Argument> columns) {
        S bound = statement.bind("partition", partition).bind("copy", copy);
        for (int i = 0; i < columns.size(); i++) {
            bound = bound.bind(RowSql.parameter(i), columns.get(i));
        }
        return bound;
    }
}
