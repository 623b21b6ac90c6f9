package dev.ticketing.testkit;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of one projection, which may touch no others. */
final class SpecRows implements Rows {

    private final Projection projection;
    private final Map<Table<?, ?>, Map<Object, Object>> tables = new LinkedHashMap<>();

    SpecRows(Projection projection) {
        this.projection = projection;
    }

    SpecRows copy() {
        SpecRows copy = new SpecRows(projection);
        tables.forEach((table, rows) -> copy.tables.put(table, new LinkedHashMap<>(rows)));
        return copy;
    }

    @SuppressWarnings("unchecked") // What was put into a table is of its types.
    <K, R> Map<K, R> of(Table<K, R> table) {
        if (!projection.tables().contains(table)) {
            throw new AssertionError(projection.name() + " keeps no table " + table.name());
        }
        return (Map<K, R>) tables.computeIfAbsent(table, any -> new LinkedHashMap<>());
    }

    @Override
    public <K, R> Optional<R> get(Table<K, R> table, K key) {
        return Optional.ofNullable(of(table).get(key));
    }

    @Override
    public <K, R> void put(Table<K, R> table, K key, R row) {
        of(table).put(key, row);
    }

    @Override
    public <K, R> void remove(Table<K, R> table, K key) {
        of(table).remove(key);
    }

    /** By what is in them: a table without rows is as one that was never touched. */
    private Map<Table<?, ?>, Map<Object, Object>> filled() {
        Map<Table<?, ?>, Map<Object, Object>> filled = new LinkedHashMap<>(tables);
        filled.values().removeIf(Map::isEmpty);
        return filled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpecRows rows && filled().equals(rows.filled());
    }

    @Override
    public int hashCode() {
        return filled().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        filled().forEach(
                        (table, rows) ->
                                rows.forEach(
                                        (key, row) ->
                                                text.append("  ")
                                                        .append(table.name())
                                                        .append(' ')
                                                        .append(key)
                                                        .append(": ")
                                                        .append(row)
                                                        .append('\n')));
        return text.isEmpty() ? "  none\n" : text.toString();
    }
}
