package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Money on its way back.
 *
 * @param noteOrNull why, in the words of who asked for it; at most {@link #MAX_NOTE} characters
 */
public record Refund(RefundId id, Money amount, Reason reason, @Nullable String noteOrNull) {

    public static final int MAX_NOTE = 500;

    public Refund {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a refund of nothing");
        }
        if (noteOrNull != null && noteOrNull.length() > MAX_NOTE) {
            throw new IllegalArgumentException("a note of " + noteOrNull.length() + " characters");
        }
    }

    /** One that nobody has said anything about. */
    public Refund(RefundId id, Money amount, Reason reason) {
        this(id, amount, reason, null);
    }

    public Optional<String> note() {
        return Optional.ofNullable(noteOrNull);
    }

    /** Why it goes back. */
    public enum Reason {
        /** The money came when the hold had ended. */
        HOLD_ENDED,
        /** The reservation was cancelled. */
        CANCELLED,
        /** Somebody asked for it. */
        REQUESTED
    }
}
