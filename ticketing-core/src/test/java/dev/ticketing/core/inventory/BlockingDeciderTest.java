package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.seats;
import static dev.ticketing.core.inventory.InventoryFixture.ENDS;
import static dev.ticketing.core.inventory.InventoryFixture.GENERAL;
import static dev.ticketing.core.inventory.InventoryFixture.JUST_BEFORE;
import static dev.ticketing.core.inventory.InventoryFixture.LATER;
import static dev.ticketing.core.inventory.InventoryFixture.NUMBERED;
import static dev.ticketing.core.inventory.InventoryFixture.block;
import static dev.ticketing.core.inventory.InventoryFixture.blocked;
import static dev.ticketing.core.inventory.InventoryFixture.held;
import static dev.ticketing.core.inventory.InventoryFixture.hold;
import static dev.ticketing.core.inventory.InventoryFixture.inTheWay;
import static dev.ticketing.core.inventory.InventoryFixture.open;
import static dev.ticketing.core.inventory.InventoryFixture.released;
import static dev.ticketing.core.inventory.InventoryFixture.sold;
import static dev.ticketing.core.inventory.InventoryFixture.unblocked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.InventoryCommand.BlockPlaces;
import dev.ticketing.core.inventory.InventoryCommand.UnblockPlaces;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryRejection.FewerBlocked;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.SeatsNotBlocked;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.InventoryRejection.UnknownSeats;
import dev.ticketing.core.inventory.SeatStatus.Status;

import org.junit.jupiter.api.Test;

class BlockingDeciderTest {

    @Test
    void blocks_the_last_place_and_not_one_past_it() {
        var nineTaken =
                GENERAL.and(held(1, places(4), ENDS))
                        .and(held(2, places(3), ENDS))
                        .and(sold(2, places(3)))
                        .and(blocked(places(2)));

        nineTaken.accepts(block(places(1)), blocked(places(1)));
        nineTaken.rejects(block(places(2)), new NotEnoughSeats(2, 1));
        GENERAL.accepts(block(places(10)), blocked(places(10)));
        GENERAL.rejects(block(places(11)), new NotEnoughSeats(11, 10));
    }

    @Test
    void blocked_places_are_not_to_be_had_until_they_are_unblocked() {
        var nineBlocked = GENERAL.and(blocked(places(9)));

        nineBlocked.accepts(hold(1, places(1)), held(1, places(1), LATER));
        nineBlocked.rejects(hold(1, places(2)), new NotEnoughSeats(2, 1));
        nineBlocked
                .and(unblocked(places(1)))
                .accepts(hold(1, places(2)), held(1, places(2), LATER));
        nineBlocked.and(unblocked(places(1))).rejects(hold(1, places(3)), new NotEnoughSeats(3, 2));
    }

    @Test
    void unblocks_all_that_is_blocked_and_not_one_more() {
        var threeBlocked = GENERAL.and(blocked(places(5))).and(unblocked(places(2)));

        threeBlocked.accepts(new UnblockPlaces(places(3)), unblocked(places(3)));
        threeBlocked.rejects(new UnblockPlaces(places(4)), new FewerBlocked(4, 3));
        GENERAL.rejects(new UnblockPlaces(places(1)), new FewerBlocked(1, 0));
    }

    @Test
    void blocking_waits_for_overdue_holds_to_be_released() {
        var full = GENERAL.and(held(1, places(6), ENDS)).and(blocked(places(4)));
        SeatsReleased release = released(1, places(6), ReleaseReason.EXPIRED);

        full.rejects(new BlockPlaces(places(1), JUST_BEFORE), new NotEnoughSeats(1, 0));
        full.rejects(new BlockPlaces(places(6), ENDS), inTheWay(1));
        full.rejects(new BlockPlaces(places(7), ENDS), new NotEnoughSeats(7, 6));
        full.and(release).accepts(new BlockPlaces(places(6), ENDS), blocked(places(6)));
    }

    @Test
    void blocks_the_very_seats_that_were_asked_for() {
        var section =
                NUMBERED.and(held(1, seats("A-1"), ENDS))
                        .and(held(2, seats("B-1"), ENDS))
                        .and(sold(2, seats("B-1")))
                        .and(blocked(seats("B-3")));

        section.accepts(block(seats("B-2", "A-3")), blocked(seats("B-2", "A-3")));
        section.rejects(
                block(seats("A-2", "A-1", "B-1", "B-3")),
                new SeatsTaken(labels("A-1", "B-1", "B-3")));
        section.rejects(block(seats("A-2", "A-4")), new UnknownSeats(labels("A-4")));
        GENERAL.rejects(block(seats("A-1")), new UnknownSeats(labels("A-1")));
    }

    @Test
    void a_seat_of_an_overdue_hold_is_blocked_after_its_release() {
        var section = NUMBERED.and(held(1, seats("A-1"), ENDS));

        section.rejects(new BlockPlaces(seats("A-1"), JUST_BEFORE), new SeatsTaken(labels("A-1")));
        section.rejects(new BlockPlaces(seats("A-1"), ENDS), inTheWay(1));
    }

    @Test
    void nobody_gets_a_blocked_seat() {
        var section = NUMBERED.and(blocked(seats("A-2", "B-1")));

        section.rejects(hold(1, seats("A-1", "A-2")), new SeatsTaken(labels("A-2")));
        section.accepts(hold(1, places(2)), held(1, seats("B-2", "B-3"), LATER));
        section.accepts(hold(1, places(4)), held(1, seats("A-1", "A-3", "B-2", "B-3"), LATER));
        section.rejects(hold(1, places(5)), new NotEnoughSeats(5, 4));
    }

    @Test
    void a_count_in_a_numbered_section_blocks_the_best_seats_and_unblocks_the_first() {
        var section = NUMBERED.and(held(1, seats("A-1"), ENDS)).and(blocked(seats("B-3", "A-3")));

        section.accepts(block(places(2)), blocked(seats("B-1", "B-2")));
        section.rejects(block(places(4)), new NotEnoughSeats(4, 3));
        section.accepts(new UnblockPlaces(places(1)), unblocked(seats("A-3")));
        section.accepts(new UnblockPlaces(places(2)), unblocked(seats("A-3", "B-3")));
        section.rejects(new UnblockPlaces(places(3)), new FewerBlocked(3, 2));
    }

    @Test
    void unblocks_only_seats_that_are_blocked() {
        var section = NUMBERED.and(held(1, seats("A-1"), ENDS)).and(blocked(seats("A-2", "A-3")));

        section.accepts(new UnblockPlaces(seats("A-3")), unblocked(seats("A-3")));
        section.rejects(
                new UnblockPlaces(seats("A-1", "A-2", "B-1")),
                new SeatsNotBlocked(labels("A-1", "B-1")));
        section.rejects(new UnblockPlaces(seats("A-2", "C-1")), new UnknownSeats(labels("C-1")));
        section.and(unblocked(seats("A-3")))
                .rejects(
                        new UnblockPlaces(seats("A-2", "A-3")), new SeatsNotBlocked(labels("A-3")));
        GENERAL.and(blocked(places(1)))
                .rejects(new UnblockPlaces(seats("A-1")), new UnknownSeats(labels("A-1")));
    }

    @Test
    void seats_that_were_unblocked_can_be_held_and_blocked_again() {
        var section = NUMBERED.and(blocked(seats("A-1"))).and(unblocked(seats("A-1")));

        section.accepts(hold(1, seats("A-1")), held(1, seats("A-1"), LATER));
        section.accepts(block(seats("A-1")), blocked(seats("A-1")));
    }

    @Test
    void counts_and_shows_what_is_blocked() {
        var general = GENERAL.and(held(1, places(2), ENDS)).and(blocked(places(3)));
        var numbered =
                NUMBERED.and(blocked(seats("B-1", "A-2")))
                        .and(held(1, seats("A-1"), ENDS))
                        .and(blocked(seats("A-3")))
                        .and(unblocked(seats("A-2")));

        assertThat(open(general).availability(NOW)).isEqualTo(new Availability(10, 2, 0, 3));
        assertThat(open(general).availability(ENDS)).isEqualTo(new Availability(10, 0, 0, 3));
        assertThat(open(general).blocked()).contains(places(3));
        assertThat(open(numbered).availability(NOW)).isEqualTo(new Availability(6, 1, 0, 2));
        assertThat(open(numbered).blocked()).contains(seats("A-3", "B-1"));
        assertThat(open(GENERAL).blocked()).isEmpty();
        assertThat(open(numbered).seats(NOW))
                .extracting(SeatStatus::status)
                .containsExactly(
                        Status.HELD,
                        Status.AVAILABLE,
                        Status.BLOCKED,
                        Status.BLOCKED,
                        Status.AVAILABLE,
                        Status.AVAILABLE);
    }

    @Test
    void what_is_blocked_stays_so_while_others_come_and_go() {
        var section =
                NUMBERED.and(blocked(seats("A-1")))
                        .and(held(1, seats("A-2"), ENDS))
                        .and(held(2, seats("A-3"), ENDS))
                        .and(sold(1, seats("A-2")))
                        .and(released(2, seats("A-3"), ReleaseReason.EXPIRED))
                        .and(released(1, seats("A-2"), ReleaseReason.CANCELLED));

        assertThat(open(section).blocked()).contains(seats("A-1"));
        assertThat(open(section).availability(NOW)).isEqualTo(new Availability(6, 0, 0, 1));
    }

    @Test
    void unblocking_nothing_in_an_old_history_changes_nothing() {
        var general = GENERAL.and(blocked(places(1))).and(unblocked(places(2)));
        var numbered = NUMBERED.and(held(1, seats("A-1"), ENDS)).and(unblocked(seats("A-1")));

        assertThat(open(general).availability(NOW)).isEqualTo(new Availability(10, 0, 0, 0));
        assertThat(open(numbered).availability(NOW)).isEqualTo(new Availability(6, 1, 0, 0));
        numbered.rejects(hold(2, seats("A-1")), new SeatsTaken(labels("A-1")));
    }
}
