package dev.ticketing.core.payment;

import java.util.UUID;

/** One refund of a payment; also its idempotency key at the provider. */
public record RefundId(UUID value) implements Comparable<RefundId> {

    @Override
    public int compareTo(RefundId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
