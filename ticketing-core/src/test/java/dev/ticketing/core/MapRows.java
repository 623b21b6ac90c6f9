package dev.ticketing.core;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.RecordedEvent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in memory, and nothing around them. */
public final class MapRows implements Rows {

    private final Map<Table<?, ?>, Map<Object, Object>> tables = new HashMap<>();

    /** What a projection makes of events. */
    public static MapRows of(Projection projection, List<RecordedEvent> events) {
        MapRows rows = new MapRows();
        rows.apply(projection, events);
        return rows;
    }

    /** Shows a projection the events that it looks at, as whoever drives it does. */
    public void apply(Projection projection, List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            if (projection.interests().contains(event.event().getClass())) {
                projection.apply(event, this);
            }
        }
    }

    @Override
    public <K, R> Optional<R> get(Table<K, R> table, K key) {
        return Optional.ofNullable(rows(table).get(key)).map(table.rowType()::cast);
    }

    @Override
    public <K, R> void put(Table<K, R> table, K key, R row) {
        rows(table).put(key, row);
    }

    @Override
    public <K, R> void remove(Table<K, R> table, K key) {
        rows(table).remove(key);
    }

    /** The rows of a table. */
    public <K, R> Map<K, R> all(Table<K, R> table) {
        Map<K, R> all = new HashMap<>();
        rows(table)
                .forEach(
                        (key, row) ->
                                all.put(table.keyType().cast(key), table.rowType().cast(row)));
        return all;
    }

    private Map<Object, Object> rows(Table<?, ?> table) {
        return tables.computeIfAbsent(table, none -> new HashMap<>());
    }
}
