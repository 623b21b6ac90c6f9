package dev.ticketing.core.inventory;

/** Why places became free again. */
public enum ReleaseReason {
    /** The time of the hold was over. */
    EXPIRED,
    /** The reservation was cancelled or refunded, or its payment was refused for good. */
    CANCELLED
}
