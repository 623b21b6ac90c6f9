package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;
import static dev.ticketing.core.inventory.InventoryFixture.ENDS;
import static dev.ticketing.core.inventory.InventoryFixture.GENERAL;
import static dev.ticketing.core.inventory.InventoryFixture.JUST_BEFORE;
import static dev.ticketing.core.inventory.InventoryFixture.LATER;
import static dev.ticketing.core.inventory.InventoryFixture.NOTHING;
import static dev.ticketing.core.inventory.InventoryFixture.NUMBERED;
import static dev.ticketing.core.inventory.InventoryFixture.TEN;
import static dev.ticketing.core.inventory.InventoryFixture.allSeats;
import static dev.ticketing.core.inventory.InventoryFixture.held;
import static dev.ticketing.core.inventory.InventoryFixture.open;
import static dev.ticketing.core.inventory.InventoryFixture.released;
import static dev.ticketing.core.inventory.InventoryFixture.sold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.inventory.SeatStatus.Status;
import dev.ticketing.core.log.StreamId;

import org.junit.jupiter.api.Test;

class OpenInventoryTest {

    @Test
    void counts_held_and_sold_and_forgets_holds_whose_time_is_over() {
        var section =
                GENERAL.and(held(1, places(2), ENDS))
                        .and(held(2, places(3), LATER))
                        .and(held(3, places(1), ENDS))
                        .and(sold(3, places(1)));

        assertThat(open(section).availability(JUST_BEFORE))
                .isEqualTo(new Availability(10, 5, 1, 0));
        assertThat(open(section).availability(ENDS)).isEqualTo(new Availability(10, 3, 1, 0));
        assertThat(open(section).availability(ENDS).available()).isEqualTo(6);
        assertThat(open(section).availability(LATER)).isEqualTo(new Availability(10, 0, 1, 0));
    }

    @Test
    void two_holds_that_end_together_count_each() {
        var section = GENERAL.and(held(1, places(2), ENDS)).and(held(2, places(3), ENDS));

        assertThat(open(section).availability(JUST_BEFORE).held()).isEqualTo(5);
        assertThat(open(section).availability(ENDS).held()).isZero();
        assertThat(
                        open(section.and(released(1, places(2), ReleaseReason.CANCELLED)))
                                .availability(JUST_BEFORE)
                                .held())
                .isEqualTo(3);
    }

    @Test
    void knows_when_the_next_hold_ends() {
        var held = GENERAL.and(held(1, places(1), LATER)).and(held(2, places(1), ENDS));

        assertThat(open(GENERAL).nextEnding()).isEmpty();
        assertThat(open(held).nextEnding()).contains(ENDS);
        assertThat(open(held).nextEndingAfter(ENDS.minusNanos(1))).contains(ENDS);
        assertThat(open(held).nextEndingAfter(ENDS)).contains(LATER);
        assertThat(open(held).nextEndingAfter(LATER)).isEmpty();
        assertThat(open(held.and(sold(2, places(1)))).nextEnding()).contains(LATER);
    }

    @Test
    void shows_each_seat_in_the_organizers_order() {
        var section =
                NUMBERED.and(held(1, seats("A-2"), ENDS))
                        .and(held(2, seats("B-1"), LATER))
                        .and(held(3, seats("B-3"), ENDS))
                        .and(sold(3, seats("B-3")));

        assertThat(open(section).seats(JUST_BEFORE))
                .extracting(SeatStatus::seat)
                .isEqualTo(allSeats());
        assertThat(open(section).seats(JUST_BEFORE))
                .extracting(SeatStatus::status)
                .containsExactly(
                        Status.AVAILABLE,
                        Status.HELD,
                        Status.AVAILABLE,
                        Status.HELD,
                        Status.AVAILABLE,
                        Status.SOLD);
        assertThat(open(section).seats(ENDS))
                .filteredOn(seat -> seat.status() == Status.AVAILABLE)
                .extracting(SeatStatus::seat)
                .isEqualTo(labels("A-1", "A-2", "A-3", "B-2"));
    }

    @Test
    void general_admission_shows_no_seats() {
        assertThat(open(GENERAL.and(held(1, places(1), ENDS))).seats(NOW)).isEmpty();
    }

    @Test
    void shows_what_is_held_and_what_is_sold() {
        var section =
                GENERAL.and(held(1, places(2), ENDS))
                        .and(held(2, places(3), ENDS))
                        .and(sold(2, places(3)));

        assertThat(open(section).seating()).isEqualTo(TEN);
        assertThat(open(section).holds().get(reservation(1))).contains(new Hold(places(2), ENDS));
        assertThat(open(section).holds().size()).isEqualTo(1);
        assertThat(open(section).sales().get(reservation(2))).contains(places(3));
    }

    @Test
    void a_history_that_does_not_begin_with_the_opening_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(held(1, places(1), ENDS)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void has_a_stream_of_its_own() {
        assertThat(Inventory.at(SHOW, STALLS).stream())
                .isEqualTo(new StreamId("inventory", SHOW + "/stalls"));
    }

    @Test
    void a_seat_that_does_not_exist_cannot_have_been_held() {
        assertThatThrownBy(() -> NUMBERED.and(held(1, seats("Z-1"), ENDS)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void places_are_counted_from_one() {
        assertThat(places(1).quantity()).isEqualTo(1);
        assertThat(places(1).seats()).isEmpty();
        assertThat(seats("A-1", "A-2").quantity()).isEqualTo(2);
        assertThatThrownBy(() -> places(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seats()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seats("A-1", "A-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counts_never_exceed_the_capacity_and_are_never_negative() {
        assertThat(new Availability(3, 1, 1, 1).available()).isZero();
        assertThatThrownBy(() -> new Availability(3, 1, 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Availability(3, -1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Availability(3, 1, -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Availability(3, 1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
