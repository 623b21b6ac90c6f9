package dev.ticketing.core.application;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that the program's own projections keep, of the copy that serves. They follow the log
 * within moments; whoever has to be sure waits for a position with {@link
 * dev.ticketing.core.consumer.Consumers#await}. Blocks; safe for any number of threads.
 *
 * <p>Rows are found by their keys. Whoever wants lists keeps a row that holds one, or asks the
 * database.
 */
public final class OwnRows {

    private final ConsumerStore store;
    private final List<Projection> projections;

    OwnRows(ConsumerStore store, List<Projection> projections) {
        this.store = store;
        this.projections = projections;
    }

    public <K, R> Optional<R> find(Table<K, R> table, K key) {
        return Optional.ofNullable(find(table, Set.of(key)).get(key));
    }

    /**
     * The rows that exist of those keys.
     *
     * @throws IllegalArgumentException if no projection of the program keeps the table
     */
    public <K, R> Map<K, R> find(Table<K, R> table, Set<K> keys) {
        String name = keeperOf(table);
        Optional<ConsumerId> serving =
                store.all().stream()
                        .filter(copy -> copy.role() == Role.SERVING)
                        .map(ConsumerStatus::id)
                        .filter(copy -> copy.name().equals(name))
                        .findFirst();
        return serving.isPresent() ? store.load(serving.get(), table, keys) : Map.of();
    }

    private String keeperOf(Table<?, ?> table) {
        return projections.stream()
                .filter(projection -> projection.tables().contains(table))
                .map(Projection::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table of ours: " + table));
    }
}
