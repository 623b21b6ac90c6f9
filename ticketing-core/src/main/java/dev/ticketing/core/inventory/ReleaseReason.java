package dev.ticketing.core.inventory;

/** Why places became free again. */
public enum ReleaseReason {
    EXPIRED,
    CANCELLED
}
