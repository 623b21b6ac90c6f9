package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.Table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All copies of all consumers. Guarded by their store. */
final class ConsumerCopies {

    private final Map<ConsumerId, ConsumerCopy> copies =
            new TreeMap<>(
                    Comparator.comparing(ConsumerId::name).thenComparingInt(ConsumerId::copy));

    /** Numbers of copies are not used again: an old lease must not fit a new copy. */
    private final Map<String, Integer> lastCopies = new HashMap<>();

    boolean isKnown(String name) {
        return lastCopies.containsKey(name);
    }

    ConsumerId add(String name, Role role) {
        ConsumerId id = new ConsumerId(name, lastCopies.merge(name, 1, Integer::sum));
        copies.put(id, new ConsumerCopy(id, role));
        return id;
    }

    void remove(ConsumerId id) {
        copies.remove(id);
    }

    Optional<ConsumerCopy> find(ConsumerId id) {
        return Optional.ofNullable(copies.get(id));
    }

    Optional<ConsumerCopy> serving(String name) {
        return of(name).filter(copy -> copy.role() == Role.SERVING).findAny();
    }

    Stream<ConsumerCopy> of(String name) {
        return all().filter(copy -> copy.id().name().equals(name));
    }

    /** By name and copy. */
    Stream<ConsumerCopy> all() {
        return copies.values().stream();
    }

    /** A view of the rows, not a copy; none of a copy that does not exist. */
    static <K, R> Map<K, R> rows(Optional<ConsumerCopy> copy, Table<K, R> table) {
        return copy.map(one -> one.rows(table)).orElse(Map.of());
    }

    /** By table and key. */
    Stream<Difference> differences(ConsumerId one, ConsumerId other) {
        return Stream.of(one, other)
                .flatMap(id -> find(id).stream())
                .flatMap(copy -> copy.tables().stream())
                .distinct()
                .sorted(Comparator.comparing(Table::name))
                .flatMap(table -> differences(table, rows(find(one), table), other));
    }

    private Stream<Difference> differences(Table<?, ?> table, Map<?, ?> rows, ConsumerId other) {
        Map<?, ?> others = rows(find(other), table);
        return Stream.concat(rows.keySet().stream(), others.keySet().stream())
                .distinct()
                .filter(key -> !get(rows, key).equals(get(others, key)))
                .map(
                        key ->
                                new Difference(
                                        table.name(),
                                        key.toString(),
                                        get(rows, key).map(Object::toString),
                                        get(others, key).map(Object::toString)))
                .sorted(Comparator.comparing(Difference::key));
    }

    private static Optional<Object> get(Map<?, ?> rows, Object key) {
        return Optional.ofNullable(rows.get(key));
    }
}
