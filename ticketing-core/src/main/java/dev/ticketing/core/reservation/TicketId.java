package dev.ticketing.core.reservation;

import java.util.UUID;

/** What admits one person. */
public record TicketId(UUID value) implements Comparable<TicketId> {

    @Override
    public int compareTo(TicketId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
