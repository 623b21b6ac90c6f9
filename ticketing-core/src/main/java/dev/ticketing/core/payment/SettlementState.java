package dev.ticketing.core.payment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What is still open about a payment. */
public sealed interface SettlementState {

    /**
     * The provider was asked for the money.
     *
     * @param lookUps how often it was asked what became of it
     */
    record Asked(int lookUps) implements SettlementState {}

    /**
     * The provider did not know the attempt when it should have.
     *
     * @param looks how often it was looked at again, in case it has come all the same
     */
    record GivenUp(int looks) implements SettlementState {}

    /**
     * It is known whether the money was taken.
     *
     * @param attempts how often each refund that is not done yet has been tried, by the refund's id
     */
    record Settled(Map<UUID, Integer> attempts) implements SettlementState {
        public Settled {
            attempts = Collections.unmodifiableMap(new TreeMap<>(attempts));
        }

        Settled with(RefundId refund, int tries) {
            Map<UUID, Integer> more = new TreeMap<>(attempts);
            more.put(refund.value(), tries);
            return new Settled(more);
        }

        Settled without(RefundId refund) {
            Map<UUID, Integer> fewer = new TreeMap<>(attempts);
            fewer.remove(refund.value());
            return new Settled(fewer);
        }

        int attemptsOf(RefundId refund) {
            return attempts.getOrDefault(refund.value(), 0);
        }
    }
}
