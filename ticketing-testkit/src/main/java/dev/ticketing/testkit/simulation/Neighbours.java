package dev.ticketing.testkit.simulation;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether parties that leave their seats to the system sit side by side in one row, if there were
 * such seats when they came. By the events alone.
 */
final class Neighbours {

    private final List<SeatLabel> seats;
    private final StreamId section;

    Neighbours(Hall hall) {
        this.seats = hall.seats();
        this.section = Inventory.at(hall.show(), Hall.CIRCLE).stream();
    }

    /** Whether a party is torn apart that need not have been. */
    boolean areTornApart(List<RecordedEvent> log, ReservationId party) {
        Set<SeatLabel> taken = new HashSet<>();
        for (RecordedEvent recorded : log) {
            if (!recorded.stream().equals(section)) {
                continue;
            }
            switch (recorded.event()) {
                case SeatsHeld held when held.reservation().equals(party) -> {
                    return isTornApart(held.places().seats(), taken);
                }
                case SeatsHeld held -> taken.addAll(held.places().seats());
                case SeatsBlocked blocked -> taken.addAll(blocked.places().seats());
                case SeatsReleased released -> released.places().seats().forEach(taken::remove);
                case HoldsLapsed lapsed ->
                        lapsed.holds().forEach(hold -> taken.removeAll(hold.places().seats()));
                case SeatsUnblocked unblocked -> unblocked.places().seats().forEach(taken::remove);
                default -> {
                    // What is sold was held.
                }
            }
        }
        return false;
    }

    private boolean isTornApart(List<SeatLabel> given, Set<SeatLabel> taken) {
        int size = given.size();
        if (areTogether(given)) {
            return false;
        }
        for (int first = 0; first + size <= seats.size(); first++) {
            List<SeatLabel> others = seats.subList(first, first + size);
            if (areTogether(others) && others.stream().noneMatch(taken::contains)) {
                return true;
            }
        }
        return false;
    }

    private boolean areTogether(List<SeatLabel> party) {
        int first = seats.indexOf(party.getFirst());
        return first + party.size() <= seats.size()
                && seats.subList(first, first + party.size()).equals(party)
                && party.getFirst().row().equals(party.getLast().row());
    }
}
