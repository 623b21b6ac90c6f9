package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timed;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of all consumers, each table's by its consumer alone. */
final class ConsumerRows {

    private static final int PIECE = 10_000;

    private final Database database;
    private final Map<String, Map<Table<?, ?>, StoredTable<?, ?>>> tables;

    ConsumerRows(int partition, Database database, List<ConsumerTables> consumers) {
        this.database = database;
        this.tables = new LinkedHashMap<>();
        for (ConsumerTables consumer : consumers) {
            Map<Table<?, ?>, StoredTable<?, ?>> own =
                    tables.computeIfAbsent(consumer.consumer(), name -> new LinkedHashMap<>());
            for (RowTable<?, ?> table : consumer.tables()) {
                own.put(table.table(), new StoredTable<>(partition, table));
            }
        }
    }

    /**
     * Whether it is known how the rows of a consumer are stored.
     *
     * @param name of one that may be the embedding program's
     */
    boolean knows(String name) {
        return tables.containsKey(name);
    }

    <K, R> Map<K, R> load(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        StoredTable<K, R> stored = stored(consumer, table);
        return database.call(handle -> stored.load(handle, consumer.copy(), keys));
    }

    <K, R extends Timed> DueRows<K, R> due(ConsumerId consumer, Table<K, R> table, int limit) {
        StoredTable<K, R> stored = stored(consumer, table);
        return database.call(handle -> StoredTable.due(stored, handle, consumer.copy(), limit));
    }

    <K, R> void remove(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        StoredTable<K, R> stored = stored(consumer, table);
        database.call(handle -> stored.delete(handle, consumer.copy(), keys));
    }

    <K, R> void replace(ConsumerId consumer, Table<K, R> table, Map<K, R> rows) {
        StoredTable<K, R> stored = stored(consumer, table);
        database.call(handle -> stored.replace(handle, consumer.copy(), rows));
    }

    /** As {@link #replace}, in somebody's transaction. */
    <K, R> Consumer<Handle> prepareReplace(ConsumerId consumer, Table<K, R> table, Map<K, R> rows) {
        StoredTable<K, R> stored = stored(consumer, table);
        return handle -> stored.replace(handle, consumer.copy(), rows);
    }

    /** What stores the changes, in somebody's transaction. */
    Consumer<Handle> prepare(ConsumerId consumer, Changes changes) {
        Consumer<Handle> all = handle -> {};
        for (Changes.OfTable<?, ?> change : changes.tables()) {
            all = all.andThen(prepare(consumer, change));
        }
        return all;
    }

    private <K, R> Consumer<Handle> prepare(ConsumerId consumer, Changes.OfTable<K, R> change) {
        return stored(consumer, change.table()).prepare(consumer.copy(), change);
    }

    List<Difference> differences(ConsumerId one, ConsumerId other, int limit) {
        if (!one.name().equals(other.name())) {
            throw new IllegalArgumentException(one + " is no copy of what " + other + " is");
        }
        Map<String, StoredTable<?, ?>> byName = new TreeMap<>();
        of(one).values().forEach(table -> byName.put(table.name(), table));
        List<Difference> found = new ArrayList<>();
        for (StoredTable<?, ?> table : byName.values()) {
            int left = limit - found.size();
            found.addAll(
                    database.call(
                            handle -> table.differences(handle, one.copy(), other.copy(), left)));
        }
        return found;
    }

    /** Removes all rows of a copy, piece by piece. */
    void deleteAll(ConsumerId consumer) {
        for (StoredTable<?, ?> table : of(consumer).values()) {
            int deleted;
            do {
                deleted =
                        database.call(handle -> table.deletePiece(handle, consumer.copy(), PIECE));
            } while (deleted == PIECE);
        }
    }

    private Map<Table<?, ?>, StoredTable<?, ?>> of(ConsumerId consumer) {
        return tables.getOrDefault(consumer.name(), Map.of());
    }

    @SuppressWarnings("unchecked") // It was put there under the table that it was made of.
    private <K, R> StoredTable<K, R> stored(ConsumerId consumer, Table<K, R> table) {
        StoredTable<?, ?> stored = of(consumer).get(table);
        if (stored == null) {
            throw new IllegalArgumentException(consumer + " has no table " + table.name());
        }
        return (StoredTable<K, R>) stored;
    }
}
