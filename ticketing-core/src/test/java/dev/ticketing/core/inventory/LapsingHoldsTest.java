package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;
import static dev.ticketing.core.inventory.InventoryFixture.ENDS;
import static dev.ticketing.core.inventory.InventoryFixture.GENERAL;
import static dev.ticketing.core.inventory.InventoryFixture.JUST_BEFORE;
import static dev.ticketing.core.inventory.InventoryFixture.LATER;
import static dev.ticketing.core.inventory.InventoryFixture.NUMBERED;
import static dev.ticketing.core.inventory.InventoryFixture.held;
import static dev.ticketing.core.inventory.InventoryFixture.hold;
import static dev.ticketing.core.inventory.InventoryFixture.open;
import static dev.ticketing.core.inventory.InventoryFixture.sold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Samples;
import dev.ticketing.core.inventory.InventoryCommand.LapseHolds;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryRejection.NotOverdue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Holds that are over, many at once. */
class LapsingHoldsTest {

    @Test
    void all_of_them_end_in_one_event() {
        var held = GENERAL.and(held(1, places(3), ENDS)).and(held(2, places(4), ENDS));
        HoldsLapsed both =
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(2), places(4)),
                                new Lapsed(reservation(1), places(3))));

        held.accepts(lapse(ENDS, 2, 1), both);
        assertThat(both.quantity()).isEqualTo(7);
        assertThat(open(held.and(both)).availability(NOW)).isEqualTo(new Availability(10, 0, 0, 0));
        held.and(both).rejects(lapse(ENDS, 1), new NotOverdue(reservation(1)));
    }

    @Test
    void others_keep_what_they_hold() {
        var held = NUMBERED.and(held(1, seats("A-1"), ENDS)).and(held(2, seats("A-2"), ENDS));
        HoldsLapsed one = new HoldsLapsed(List.of(new Lapsed(reservation(1), seats("A-1"))));

        held.accepts(lapse(ENDS, 1), one);
        held.and(one).accepts(hold(3, seats("A-1")), held(3, seats("A-1"), LATER));
        assertThat(open(held.and(one)).holdOf(reservation(2))).isPresent();
    }

    @Test
    void none_ends_if_one_of_them_is_not_over() {
        var held = GENERAL.and(held(1, places(3), ENDS)).and(held(2, places(4), LATER));

        held.rejects(lapse(ENDS, 1, 2), new NotOverdue(reservation(2)));
        held.rejects(lapse(JUST_BEFORE, 1), new NotOverdue(reservation(1)));
        held.rejects(lapse(ENDS, 1, 3), new NotOverdue(reservation(3)));
        held.and(sold(1, places(3))).rejects(lapse(ENDS, 1), new NotOverdue(reservation(1)));
    }

    @Test
    void at_least_one_and_each_once() {
        assertThatThrownBy(() -> lapse(ENDS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lapse(ENDS, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HoldsLapsed(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LapseHolds lapse(Instant now, int... reservations) {
        return new LapseHolds(
                Arrays.stream(reservations).mapToObj(Samples::reservation).toList(), now);
    }
}
