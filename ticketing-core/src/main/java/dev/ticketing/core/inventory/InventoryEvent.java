package dev.ticketing.core.inventory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;

/** What can happen to a section's places. */
public sealed interface InventoryEvent extends DomainEvent {

    record SectionOpened(ShowId show, SectionId section, Seating seating)
            implements InventoryEvent {}

    record SeatsHeld(ReservationId reservation, Places places, Instant expiresAt)
            implements InventoryEvent {}

    record SeatsSold(ReservationId reservation, Places places) implements InventoryEvent {}

    record SeatsReleased(ReservationId reservation, Places places, ReleaseReason reason)
            implements InventoryEvent {}

    /**
     * The time of these holds is over, and nobody has ever tried to pay for any of them: their
     * places are free again. It ends their reservations too, whose own streams say nothing of it.
     */
    record HoldsLapsed(List<Lapsed> holds) implements InventoryEvent {

        /** What somebody held. */
        public record Lapsed(ReservationId reservation, Places places) {}

        public HoldsLapsed {
            holds = List.copyOf(holds);
            if (holds.isEmpty()) {
                throw new IllegalArgumentException("no holds");
            }
        }

        /** The places of all of them together. */
        public int quantity() {
            return holds.stream().mapToInt(hold -> hold.places().quantity()).sum();
        }
    }

    /** An organizer keeps them back; why is not said here, for it may name somebody. */
    record SeatsBlocked(Places places) implements InventoryEvent {}

    record SeatsUnblocked(Places places) implements InventoryEvent {}
}
