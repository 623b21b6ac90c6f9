package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;

import dev.ticketing.core.Given;
import dev.ticketing.core.Samples;
import dev.ticketing.core.inventory.InventoryCommand.BlockPlaces;
import dev.ticketing.core.inventory.InventoryCommand.CancelPlaces;
import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Sections to begin with, and short words for what is asked of them. */
final class InventoryFixture {

    static final Instant ENDS = NOW.plusSeconds(300);
    static final Instant JUST_BEFORE = ENDS.minusNanos(1);
    static final Instant LATER = ENDS.plusSeconds(300);
    static final Seating TEN = new Seating.General(10);
    static final Seating SEATS =
            new Seating.Numbered(labels("A-1", "A-2", "A-3", "B-1", "B-2", "B-3"));

    static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> NOTHING =
            Given.nothing(InventoryDecider.INSTANCE);
    static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> GENERAL =
            opened(TEN);
    static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> NUMBERED =
            opened(SEATS);

    private InventoryFixture() {}

    static Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> opened(
            Seating seating) {
        return NOTHING.and(new SectionOpened(SHOW, STALLS, seating));
    }

    static Inventory.Open open(
            Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> given) {
        return (Inventory.Open) given.state();
    }

    static List<SeatLabel> allSeats() {
        return ((Seating.Numbered) SEATS).seats();
    }

    /** Ten minutes from now. */
    static HoldPlaces hold(int reservation, Places wanted) {
        return holdAt(NOW, reservation, wanted);
    }

    static HoldPlaces holdAt(Instant now, int reservation, Places wanted) {
        Instant expiresAt = now.equals(NOW) ? LATER : LATER.plusSeconds(600);
        return new HoldPlaces(reservation(reservation), wanted, now, expiresAt);
    }

    static CancelPlaces cancel(int reservation) {
        return new CancelPlaces(reservation(reservation));
    }

    static ExpiredHoldsInTheWay inTheWay(Integer... reservations) {
        return new ExpiredHoldsInTheWay(Stream.of(reservations).map(Samples::reservation).toList());
    }

    static SeatsHeld held(int reservation, Places places, Instant expiresAt) {
        return new SeatsHeld(reservation(reservation), places, expiresAt);
    }

    static SeatsSold sold(int reservation, Places places) {
        return new SeatsSold(reservation(reservation), places);
    }

    static BlockPlaces block(Places wanted) {
        return new BlockPlaces(wanted, NOW);
    }

    static SeatsBlocked blocked(Places places) {
        return new SeatsBlocked(places);
    }

    static SeatsUnblocked unblocked(Places places) {
        return new SeatsUnblocked(places);
    }

    static SeatsReleased released(int reservation, Places places, ReleaseReason reason) {
        return new SeatsReleased(reservation(reservation), places, reason);
    }
}
