package dev.ticketing.core.application;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Values that were loaded once and are asked for again and again; those asked for least recently
 * give way. Several who miss the same value at once load it once. Safe for any number of threads.
 *
 * <p>What is loading when its key is removed goes to those who wait for it and is not kept: who
 * comes after the removal gets a value that was loaded after it.
 */
final class MemoryCache<K, V> {

    private final String name;
    private final int maxWeight;
    private final ToIntFunction<V> weigher;
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order of the last use. */
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);

    private long weight;
    private long hits;
    private long misses;

    private static final class Slot<V> {
        /** Empty if it could not be loaded. */
        private final CompletableFuture<Optional<V>> value = new CompletableFuture<>();

        private int weight;

        boolean isGood(Predicate<V> good) {
            return value.getNow(Optional.empty()).filter(good).isPresent();
        }
    }

    /**
     * @param maxWeight of all values that are kept
     * @param weigher at least 1 for what is to be kept, 0 for what is not
     */
    MemoryCache(String name, int maxWeight, ToIntFunction<V> weigher) {
        this.name = name;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    /**
     * A value from memory, if it is there and good, or else a new one. Blocks while it is loaded;
     * throws what {@code load} throws.
     */
    V get(K key, Predicate<V> good, Supplier<V> load) {
        Slot<V> slot;
        boolean loads;
        lock.lock();
        try {
            Slot<V> known = slots.get(key);
            loads = known == null || (known.value.isDone() && !known.isGood(good));
            slot = known == null || loads ? new Slot<>() : known;
            if (loads) {
                misses++;
                remove(key);
                slots.put(key, slot);
            } else {
                hits++;
            }
        } finally {
            lock.unlock();
        }
        return loads ? load(key, slot, load) : slot.value.join().filter(good).orElseGet(load);
    }

    private V load(K key, Slot<V> slot, Supplier<V> load) {
        try {
            V value = load.get();
            keep(key, slot, value);
            slot.value.complete(Optional.of(value));
            return value;
        } finally {
            // Who waits for it then tries it alone.
            if (slot.value.complete(Optional.empty())) {
                removeIfStill(key, slot);
            }
        }
    }

    private void keep(K key, Slot<V> slot, V value) {
        int weighs = weigher.applyAsInt(value);
        if (weighs == 0 || weighs > maxWeight) {
            removeIfStill(key, slot);
            return;
        }
        lock.lock();
        try {
            if (slots.get(key) == slot) {
                slot.weight = weighs;
                weight += weighs;
                shrink();
            }
        } finally {
            lock.unlock();
        }
    }

    private void shrink() {
        Iterator<Slot<V>> eldest = slots.values().iterator();
        while (weight > maxWeight && eldest.hasNext()) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }

    private void removeIfStill(K key, Slot<V> slot) {
        lock.lock();
        try {
            if (slots.remove(key, slot)) {
                weight -= slot.weight;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a value. */
    void remove(K key) {
        lock.lock();
        try {
            Slot<V> removed = slots.remove(key);
            weight -= removed == null ? 0 : removed.weight;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything. */
    void clear() {
        lock.lock();
        try {
            slots.clear();
            weight = 0;
        } finally {
            lock.unlock();
        }
    }

    CacheStatistics statistics() {
        lock.lock();
        try {
            return new CacheStatistics(name, hits, misses, slots.size());
        } finally {
            lock.unlock();
        }
    }
}
