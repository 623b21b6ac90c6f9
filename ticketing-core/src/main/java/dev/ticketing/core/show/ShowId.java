package dev.ticketing.core.show;

import java.util.UUID;

/** One show. */
public record ShowId(UUID value) implements Comparable<ShowId> {

    @Override
    public int compareTo(ShowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
