package dev.ticketing.app.embedding;

import static dev.ticketing.testkit.data.TestData.places;
import static dev.ticketing.testkit.data.TestData.section;

import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.DeciderSpec;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** What the theatre relies on. */
class HouseRulesTest {

    private final SequentialIds ids = new SequentialIds();
    private final ShowId show = new ShowId(ids.next());
    private final SectionId stalls = section("stalls");
    private final ReservationId ann = new ReservationId(ids.next());
    private final ReservationId bob = new ReservationId(ids.next());
    private final Instant now = TestClock.START;
    private final Instant end = now.plusSeconds(300);

    // docs:begin decider-spec
    @Test
    void the_last_place_is_sold_and_not_one_more() {
        DeciderSpec.of(InventoryDecider.INSTANCE)
                .given(new SectionOpened(show, stalls, new Seating.General(10)))
                .when(new HoldPlaces(ann, places(10), now, end))
                .then(new SeatsHeld(ann, places(10), end))
                .when(new HoldPlaces(bob, places(1), now, end))
                .thenRejected(new NotEnoughSeats(1, 0));
    }
    // docs:end decider-spec
}
