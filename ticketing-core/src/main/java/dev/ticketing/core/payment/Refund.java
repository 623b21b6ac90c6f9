package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;

/** Money on its way back. */
public record Refund(RefundId id, Money amount, Reason reason) {

    public Refund {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a refund of nothing");
        }
    }

    /** Why it goes back. */
    public enum Reason {
        /** The money came when the hold had ended. */
        HOLD_ENDED,
        /** The reservation was cancelled. */
        CANCELLED,
        /** Somebody asked for it. */
        REQUESTED,
        /** The show does not take place. */
        SHOW_CANCELLED
    }
}
