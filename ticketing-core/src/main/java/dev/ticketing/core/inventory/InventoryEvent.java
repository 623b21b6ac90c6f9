package dev.ticketing.core.inventory;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;

/** What can happen to a section's places. */
public sealed interface InventoryEvent extends DomainEvent {

    record SectionOpened(ShowId show, SectionId section, Seating seating)
            implements InventoryEvent {}

    record SeatsHeld(ReservationId reservation, Places places, Instant expiresAt)
            implements InventoryEvent {}

    record SeatsSold(ReservationId reservation, Places places) implements InventoryEvent {}

    record SeatsReleased(ReservationId reservation, Places places, ReleaseReason reason)
            implements InventoryEvent {}

    /** An organizer keeps them back; why is not said here, for it may name somebody. */
    record SeatsBlocked(Places places) implements InventoryEvent {}

    record SeatsUnblocked(Places places) implements InventoryEvent {}
}
