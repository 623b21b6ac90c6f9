package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts rows into a copy of a consumer, as its owner would. */
final class Filling {

    private static final String OWNER = "suite";
    private static final Duration TIME = Duration.ofMinutes(5);

    private final ConsumerStore store;
    private final ConsumerId consumer;

    private Filling(ConsumerStore store, ConsumerId consumer) {
        this.store = store;
        this.consumer = consumer;
    }

    /** The copy that serves. */
    static Filling of(ConsumerStore store, String name) {
        store.register(List.of(name));
        return new Filling(store, serving(store, name).id());
    }

    /** A new copy that does not serve. */
    static Filling rebuilding(ConsumerStore store, String name) {
        store.register(List.of(name));
        return new Filling(store, store.begin(name, Role.REBUILDING).orElseThrow());
    }

    private static ConsumerStatus serving(ConsumerStore store, String name) {
        return store.all().stream()
                .filter(status -> status.id().name().equals(name))
                .filter(status -> status.role() == Role.SERVING)
                .findFirst()
                .orElseThrow();
    }

    /** Lets this copy serve, and drops the one that did. */
    void serve() {
        ConsumerStatus before = serving(store, consumer.name());
        Lease lease = store.acquire(consumer, OWNER, TIME).orElseThrow();
        Position caughtUp = before.position().plus(1);
        assertThat(store.commit(lease, lease.position(), caughtUp, Changes.NONE, TIME)).isTrue();
        assertThat(store.promote(lease)).isTrue();
        store.drop(before.id());
    }

    <K, R> void put(Table<K, R> table, K key, R row) {
        put(table, Map.of(key, row));
    }

    <K, R> void put(Table<K, R> table, Map<K, R> rows) {
        commit(new Changes.OfTable<>(table, rows, Set.of()));
    }

    <K, R> void remove(Table<K, R> table, K key) {
        commit(new Changes.OfTable<>(table, Map.of(), Set.of(key)));
    }

    <K, R> Optional<R> load(Table<K, R> table, K key) {
        return Optional.ofNullable(store.load(consumer, table, Set.of(key)).get(key));
    }

    private void commit(Changes.OfTable<?, ?> change) {
        Lease lease = store.acquire(consumer, OWNER, TIME).orElseThrow();
        Changes changes = new Changes(List.of(change), List.of());
        boolean done =
                store.commit(lease, lease.position(), lease.position().plus(1), changes, TIME);
        assertThat(done).isTrue();
    }
}
