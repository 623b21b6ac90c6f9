package dev.ticketing.core.inventory;

import java.util.UUID;

/** Whom seats are kept for. */
public record ReservationId(UUID value) implements Comparable<ReservationId> {

    @Override
    public int compareTo(ReservationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
