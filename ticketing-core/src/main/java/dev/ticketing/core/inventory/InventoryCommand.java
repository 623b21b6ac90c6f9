package dev.ticketing.core.inventory;

import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What may be asked of a section's places. */
public sealed interface InventoryCommand {

    record OpenSection(ShowId show, SectionId section, Seating seating)
            implements InventoryCommand {}

    /** A count in a numbered section takes the best neighbouring seats. */
    record HoldPlaces(ReservationId reservation, Places wanted, Instant now, Instant expiresAt)
            implements InventoryCommand {
        public HoldPlaces {
            if (!expiresAt.isAfter(now)) {
                throw new IllegalArgumentException("expiresAt: " + expiresAt);
            }
        }
    }

    /** Makes a live hold a sale. */
    record SellPlaces(ReservationId reservation, Instant now) implements InventoryCommand {}

    /**
     * Sells to a reservation whose hold has ended: what it still holds, or else the same places, if
     * nobody has them.
     */
    record SellAfterHold(ReservationId reservation, Places places, Instant now)
            implements InventoryCommand {}

    /**
     * Gives back what a reservation holds or has bought: it was cancelled or refunded, or its
     * payment was refused.
     */
    record CancelPlaces(ReservationId reservation) implements InventoryCommand {}

    /** Gives back holds whose time is over, and for which nobody has tried to pay. */
    record LapseHolds(List<ReservationId> reservations, Instant now) implements InventoryCommand {
        public LapseHolds {
            reservations = List.copyOf(reservations);
            if (reservations.isEmpty() || Set.copyOf(reservations).size() < reservations.size()) {
                throw new IllegalArgumentException("no holds, or one twice: " + reservations);
            }
        }
    }

    /** Gives back a hold whose time is over. */
    record ExpireHold(ReservationId reservation, Instant now) implements InventoryCommand {}

    /**
     * Keeps free places from being held or sold. A count in a numbered section takes the best
     * neighbouring seats.
     */
    record BlockPlaces(Places wanted, Instant now) implements InventoryCommand {}

    /**
     * Makes blocked places free again. A count in a numbered section takes those that are first in
     * the organizer's list.
     */
    record UnblockPlaces(Places wanted) implements InventoryCommand {}
}
