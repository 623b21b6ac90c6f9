package dev.ticketing.app.embedding;

import static dev.ticketing.testkit.data.TestData.places;
import static dev.ticketing.testkit.data.TestData.section;

import dev.ticketing.app.embedding.ProgrammeOrders.House;
import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.ProcessSpec;
import dev.ticketing.testkit.SequentialIds;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ProgrammeOrdersTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final SequentialIds ids = new SequentialIds();
    private final ShowId show = new ShowId(ids.next());
    private final SectionId stalls = section("stalls");
    private final StreamId stream = Inventory.at(show, stalls).stream();

    private ProcessSpec<House, OrderProgrammes> ofTenPlaces() {
        return ProcessSpec.of(new ProgrammeOrders(A_DAY), stream)
                .given(new SectionOpened(show, stalls, new Seating.General(10)));
    }

    private SeatsSold sold(int quantity) {
        return new SeatsSold(new ReservationId(ids.next()), places(quantity));
    }

    // docs:begin process-spec
    @Test
    void orders_a_day_after_nine_of_ten_places_were_sold_as_many_as_are_sold_by_then() {
        ofTenPlaces()
                .given(sold(6))
                .when(sold(3))
                .then(new SetTimer<>("order", A_DAY))
                .given(sold(1))
                .whenTimedOut("order")
                .then(new Send<>(new OrderProgrammes(stream.key(), 10)));
    }

    // docs:end process-spec

    @Test
    void waits_while_more_than_a_tenth_is_left() {
        ofTenPlaces().when(sold(8)).thenNothing();
    }

    @Test
    void orders_once() {
        ofTenPlaces().given(sold(9)).when(sold(1)).thenNothing();
    }
}
