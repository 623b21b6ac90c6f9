package dev.ticketing.core.process;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An instance of a process.
 *
 * @param correlation of its first input; what timers bring about belongs to it
 * @param timers the names of those that are set
 */
public record ProcessRow<S>(S state, UUID correlation, Set<String> timers) {

    public ProcessRow {
        timers = Set.copyOf(timers);
    }

    /** In an order that is always the same. */
    public Set<String> sortedTimers() {
        return new TreeSet<>(timers);
    }
}
