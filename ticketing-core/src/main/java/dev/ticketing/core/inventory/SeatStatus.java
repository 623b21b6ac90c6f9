package dev.ticketing.core.inventory;

import dev.ticketing.core.show.SeatLabel;

/** One seat as a buyer sees it. */
public record SeatStatus(SeatLabel seat, Status status) {

    /** Whether it can be had. */
    public enum Status {
        AVAILABLE,
        HELD,
        SOLD,
        BLOCKED
    }
}
