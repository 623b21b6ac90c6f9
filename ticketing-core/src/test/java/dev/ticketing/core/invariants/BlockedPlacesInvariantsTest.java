package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;
import static dev.ticketing.core.invariants.LogScript.SECTION;
import static dev.ticketing.core.invariants.LogScript.section;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.show.Seating;

import org.junit.jupiter.api.Test;

/** Places that an organizer keeps back. */
class BlockedPlacesInvariantsTest {

    private final LogScript log = new LogScript();

    @Test
    void taken_and_blocked_places_together_are_no_more_than_there_are() {
        log.opens();
        log.command(section(new SeatsBlocked(places(9))));
        log.holds(1);
        assertThat(log.found()).isEmpty();

        log.command(section(new SeatsBlocked(places(1))));
        log.command(section(new SeatsUnblocked(places(2))));
        log.command(section(new SeatsHeld(reservation(2), places(2), NOW)));

        assertThat(log.found())
                .startsWith("1 places of " + SECTION + " are taken and 10 blocked of 10")
                .contains("3 places of " + SECTION + " are taken and 8 blocked of 10");
    }

    @Test
    void no_more_is_unblocked_than_was_blocked() {
        log.opens();
        log.command(section(new SeatsBlocked(places(2))));
        log.command(section(new SeatsUnblocked(places(2))));
        assertThat(log.found()).isEmpty();

        log.command(section(new SeatsUnblocked(places(1))));

        assertThat(log.found())
                .containsExactly("More places of " + SECTION + " are unblocked than were blocked.");
    }

    @Test
    void a_blocked_seat_is_nobodys() {
        Seating seats = new Seating.Numbered(labels("A-1", "A-2", "A-3"));
        log.command(section(new SectionOpened(SHOW, STALLS, seats)));
        log.command(section(new SeatsBlocked(seats("A-1", "A-2"))));
        log.command(section(new SeatsUnblocked(seats("A-2"))));
        log.command(section(new SeatsBlocked(seats("A-2"))));
        assertThat(log.found()).isEmpty();

        log.command(section(new SeatsUnblocked(seats("A-3"))));
        log.command(section(new SeatsBlocked(seats("A-1"))));
        log.command(section(new SeatsHeld(reservation(1), seats("A-2", "A-3"), NOW)));
        log.command(section(new SeatsBlocked(seats("A-3"))));

        assertThat(log.found())
                .contains(
                        "Seat A-3 is unblocked though it was not blocked.",
                        "Seat A-1 is blocked twice.",
                        "Seat A-2 is given away though it is blocked.",
                        "Seat A-3 is blocked though somebody has it.");
    }
}
