package dev.ticketing.core.consumer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Rows for tests of projections. */
public final class RowsInMemory implements Rows {

    private final Map<Table<?, ?>, Map<Object, Object>> tables = new LinkedHashMap<>();

    @SuppressWarnings("unchecked") // what was put into a table is of its types
    public <K, R> Map<K, R> of(Table<K, R> table) {
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
}
