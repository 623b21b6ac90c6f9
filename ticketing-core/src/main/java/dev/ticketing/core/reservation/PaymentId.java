package dev.ticketing.core.reservation;

import java.util.UUID;

/** One attempt to pay for a reservation. */
public record PaymentId(UUID value) implements Comparable<PaymentId> {

    @Override
    public int compareTo(PaymentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
