package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;

import dev.ticketing.core.Given;
import dev.ticketing.core.inventory.InventoryCommand.SellAfterHold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.AlreadyHolding;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.show.Seating;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class SellAfterHoldTest {

    private static final Instant ENDS = NOW.plusSeconds(300);
    private static final Instant LATER = ENDS.plusSeconds(60);
    private static final Instant MOMENT = LATER.plusMillis(1);

    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            HELD =
                    opened(new Seating.General(5))
                            .and(new SeatsHeld(reservation(1), places(2), ENDS));
    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            RELEASED =
                    HELD.and(new SeatsReleased(reservation(1), places(2), ReleaseReason.EXPIRED));
    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            SEATS_RELEASED =
                    opened(new Seating.Numbered(labels("A-1", "A-2", "A-3")))
                            .and(new SeatsHeld(reservation(1), seats("A-1", "A-2"), ENDS))
                            .and(
                                    new SeatsReleased(
                                            reservation(1),
                                            seats("A-1", "A-2"),
                                            ReleaseReason.EXPIRED));

    @Test
    void what_is_still_held_is_sold_though_its_time_is_over() {
        HELD.accepts(late(places(2)), new SeatsSold(reservation(1), places(2)));
    }

    @Test
    void what_was_given_back_is_held_for_a_moment_and_sold() {
        RELEASED.acceptsAll(
                late(places(2)),
                List.of(
                        new SeatsHeld(reservation(1), places(2), MOMENT),
                        new SeatsSold(reservation(1), places(2))));
    }

    @Test
    void the_last_places_are_enough_and_one_fewer_is_not() {
        var three = RELEASED.and(new SeatsHeld(reservation(2), places(3), LATER.plusSeconds(1)));
        three.acceptsAll(
                late(places(2)),
                List.of(
                        new SeatsHeld(reservation(1), places(2), MOMENT),
                        new SeatsSold(reservation(1), places(2))));

        three.and(new SeatsHeld(reservation(3), places(1), LATER.plusSeconds(1)))
                .rejects(late(places(2)), new NotEnoughSeats(2, 1));
    }

    @Test
    void only_the_same_seats_will_do() {
        SEATS_RELEASED.acceptsAll(
                late(seats("A-1", "A-2")),
                List.of(
                        new SeatsHeld(reservation(1), seats("A-1", "A-2"), MOMENT),
                        new SeatsSold(reservation(1), seats("A-1", "A-2"))));

        SEATS_RELEASED
                .and(new SeatsHeld(reservation(2), seats("A-2"), LATER.plusSeconds(1)))
                .rejects(late(seats("A-1", "A-2")), new SeatsTaken(labels("A-2")));
    }

    @Test
    void another_hold_whose_time_is_over_has_to_be_released_first() {
        RELEASED.and(new SeatsHeld(reservation(2), places(4), LATER))
                .rejects(late(places(2)), new ExpiredHoldsInTheWay(List.of(reservation(2))));
    }

    @Test
    void what_is_sold_is_not_sold_again() {
        HELD.and(new SeatsSold(reservation(1), places(2)))
                .rejects(late(places(2)), new AlreadyHolding(reservation(1)));
    }

    private static SellAfterHold late(Places places) {
        return new SellAfterHold(reservation(1), places, LATER);
    }

    private static Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> opened(
            Seating seating) {
        return Given.nothing(InventoryDecider.INSTANCE)
                .and(new SectionOpened(SHOW, STALLS, seating));
    }
}
