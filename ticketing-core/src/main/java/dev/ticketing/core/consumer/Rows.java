package dev.ticketing.core.consumer;

import java.util.Optional;

/** The rows of a projection as the events before this one have left them. For one thread. */
public interface Rows {

    <K, R> Optional<R> get(Table<K, R> table, K key);

    /**
     * A row that an earlier event has made.
     *
     * @throws IllegalStateException if it is not there
     */
    default <K, R> R require(Table<K, R> table, K key) {
        return get(table, key)
                .orElseThrow(() -> new IllegalStateException("no " + table.name() + " of " + key));
    }

    <K, R> void put(Table<K, R> table, K key, R row);

    <K, R> void remove(Table<K, R> table, K key);
}
