package dev.ticketing.core.inventory;

import java.time.Instant;

/** Places kept for a reservation until an instant, exclusive. */
public record Hold(Places places, Instant expiresAt) {

    public boolean isOverAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
