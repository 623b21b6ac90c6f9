package dev.ticketing.core.consumer;

import dev.ticketing.core.log.Position;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run of events changes, each row once.
 *
 * @param parked references to events that are set aside, in order of position
 */
public record Changes(List<OfTable<?, ?>> tables, List<Parked> parked) {

    public static final Changes NONE = new Changes(List.of(), List.of());

    public Changes {
        tables = List.copyOf(tables);
        parked = List.copyOf(parked);
    }

    public boolean isEmpty() {
        return tables.isEmpty() && parked.isEmpty();
    }

    /** The changes of one table, in the order in which the rows were first touched. */
    public record OfTable<K, R>(Table<K, R> table, Map<K, R> put, Set<K> removed) {
        public OfTable {
            put = Collections.unmodifiableMap(new LinkedHashMap<>(put));
            removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
        }
    }

    /**
     * An event to be set aside.
     *
     * @param error why, for the first of its sequence; empty for those that only follow it
     */
    public record Parked(String sequence, Position position, Optional<String> error) {}
}
