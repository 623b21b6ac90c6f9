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
import static dev.ticketing.core.inventory.InventoryFixture.block;
import static dev.ticketing.core.inventory.InventoryFixture.cancel;
import static dev.ticketing.core.inventory.InventoryFixture.held;
import static dev.ticketing.core.inventory.InventoryFixture.hold;
import static dev.ticketing.core.inventory.InventoryFixture.holdAt;
import static dev.ticketing.core.inventory.InventoryFixture.inTheWay;
import static dev.ticketing.core.inventory.InventoryFixture.open;
import static dev.ticketing.core.inventory.InventoryFixture.opened;
import static dev.ticketing.core.inventory.InventoryFixture.released;
import static dev.ticketing.core.inventory.InventoryFixture.sold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryCommand.OpenSection;
import dev.ticketing.core.inventory.InventoryCommand.SellPlaces;
import dev.ticketing.core.inventory.InventoryCommand.UnblockPlaces;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.AlreadyHolding;
import dev.ticketing.core.inventory.InventoryRejection.NoLiveHold;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.NotOverdue;
import dev.ticketing.core.inventory.InventoryRejection.NothingToRelease;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.InventoryRejection.SectionAlreadyOpen;
import dev.ticketing.core.inventory.InventoryRejection.SectionNotOpen;
import dev.ticketing.core.inventory.InventoryRejection.UnknownSeats;
import dev.ticketing.core.show.Seating;

import org.junit.jupiter.api.Test;

class InventoryDeciderTest {

    @Test
    void opens_a_section_once() {
        OpenSection open = new OpenSection(SHOW, STALLS, TEN);

        NOTHING.accepts(open, new SectionOpened(SHOW, STALLS, TEN));
        GENERAL.rejects(open, new SectionAlreadyOpen());
    }

    @Test
    void rejects_everything_else_before_it_is_open() {
        NOTHING.rejects(hold(1, places(1)), new SectionNotOpen());
        NOTHING.rejects(new SellPlaces(reservation(1), NOW), new SectionNotOpen());
        NOTHING.rejects(cancel(1), new SectionNotOpen());
        NOTHING.rejects(new ExpireHold(reservation(1), NOW), new SectionNotOpen());
        NOTHING.rejects(block(places(1)), new SectionNotOpen());
        NOTHING.rejects(new UnblockPlaces(places(1)), new SectionNotOpen());
    }

    @Test
    void holds_the_last_place_and_not_one_past_it() {
        var nineHeld = GENERAL.and(held(1, places(9), ENDS));

        nineHeld.accepts(hold(2, places(1)), held(2, places(1), LATER));
        nineHeld.rejects(hold(2, places(2)), new NotEnoughSeats(2, 1));
        GENERAL.accepts(hold(1, places(10)), held(1, places(10), LATER));
        GENERAL.rejects(hold(1, places(11)), new NotEnoughSeats(11, 10));
    }

    @Test
    void sold_places_are_not_to_be_had_ever_after() {
        var sold = GENERAL.and(held(1, places(9), ENDS)).and(sold(1, places(9)));

        sold.rejects(holdAt(LATER, 2, places(2)), new NotEnoughSeats(2, 1));
    }

    @Test
    void released_places_are_to_be_had_again() {
        GENERAL.and(held(1, places(10), ENDS))
                .and(released(1, places(10), ReleaseReason.CANCELLED))
                .accepts(hold(2, places(10)), held(2, places(10), LATER));
    }

    @Test
    void a_reservation_holds_once_whether_it_holds_or_has_bought() {
        var held = GENERAL.and(held(1, places(1), ENDS));

        held.rejects(hold(1, places(1)), new AlreadyHolding(reservation(1)));
        held.and(sold(1, places(1)))
                .rejects(hold(1, places(1)), new AlreadyHolding(reservation(1)));
    }

    @Test
    void a_hold_ends_after_it_begins() {
        assertThat(new HoldPlaces(reservation(1), places(1), NOW, NOW.plusNanos(1)).expiresAt())
                .isAfter(NOW);
        assertThatThrownBy(() -> new HoldPlaces(reservation(1), places(1), NOW, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_overdue_hold_is_in_the_way_from_its_expiry_instant() {
        var full = GENERAL.and(held(1, places(10), ENDS));

        full.rejects(holdAt(JUST_BEFORE, 2, places(1)), new NotEnoughSeats(1, 0));
        full.rejects(holdAt(ENDS, 2, places(1)), inTheWay(1));
        full.rejects(holdAt(ENDS, 2, places(11)), new NotEnoughSeats(11, 10));
    }

    @Test
    void what_overdue_holds_cannot_make_room_for_is_refused_with_what_is_left() {
        var full = GENERAL.and(held(1, places(4), ENDS)).and(held(2, places(6), LATER));

        full.rejects(holdAt(ENDS, 3, places(4)), inTheWay(1));
        full.rejects(holdAt(ENDS, 3, places(5)), new NotEnoughSeats(5, 4));
    }

    @Test
    void free_places_are_granted_while_overdue_holds_wait() {
        GENERAL.and(held(1, places(9), ENDS))
                .accepts(holdAt(ENDS, 2, places(1)), held(2, places(1), LATER.plusSeconds(600)));
    }

    @Test
    void after_the_release_of_overdue_holds_the_places_are_granted() {
        var full = GENERAL.and(held(1, places(10), ENDS));
        SeatsReleased release = released(1, places(10), ReleaseReason.EXPIRED);

        full.rejects(holdAt(ENDS, 2, places(10)), inTheWay(1));
        full.accepts(new ExpireHold(reservation(1), ENDS), release);
        full.and(release)
                .accepts(holdAt(ENDS, 2, places(10)), held(2, places(10), LATER.plusSeconds(600)));
    }

    @Test
    void sells_a_hold_until_a_nanosecond_before_it_ends() {
        var held = GENERAL.and(held(1, places(3), ENDS));

        held.accepts(new SellPlaces(reservation(1), JUST_BEFORE), sold(1, places(3)));
        held.rejects(new SellPlaces(reservation(1), ENDS), new NoLiveHold(reservation(1)));
    }

    @Test
    void sells_nothing_that_is_not_held() {
        var bought = GENERAL.and(held(1, places(3), ENDS)).and(sold(1, places(3)));

        GENERAL.rejects(new SellPlaces(reservation(1), NOW), new NoLiveHold(reservation(1)));
        bought.rejects(new SellPlaces(reservation(1), NOW), new NoLiveHold(reservation(1)));
        bought.rejects(new SellPlaces(reservation(2), NOW), new NoLiveHold(reservation(2)));
    }

    @Test
    void releases_what_a_reservation_holds_or_has_bought() {
        var held = GENERAL.and(held(1, places(3), ENDS));

        held.accepts(cancel(1), released(1, places(3), ReleaseReason.CANCELLED));
        held.and(sold(1, places(3)))
                .accepts(cancel(1), released(1, places(3), ReleaseReason.CANCELLED));
    }

    @Test
    void releases_places_exactly_once() {
        GENERAL.rejects(cancel(1), new NothingToRelease(reservation(1)));
        GENERAL.and(held(1, places(3), ENDS))
                .and(released(1, places(3), ReleaseReason.CANCELLED))
                .rejects(cancel(1), new NothingToRelease(reservation(1)));
    }

    @Test
    void a_release_of_nothing_in_an_old_history_changes_nothing() {
        var section = GENERAL.and(released(7, places(3), ReleaseReason.CANCELLED));

        assertThat(open(section).availability(NOW)).isEqualTo(new Availability(10, 0, 0, 0));
    }

    @Test
    void expires_a_hold_from_the_instant_it_ends() {
        var held = GENERAL.and(held(1, places(3), ENDS));

        held.rejects(new ExpireHold(reservation(1), JUST_BEFORE), new NotOverdue(reservation(1)));
        held.accepts(
                new ExpireHold(reservation(1), ENDS),
                released(1, places(3), ReleaseReason.EXPIRED));
    }

    @Test
    void what_was_sold_or_never_held_does_not_expire() {
        var bought = GENERAL.and(held(1, places(3), ENDS)).and(sold(1, places(3)));

        bought.rejects(new ExpireHold(reservation(1), LATER), new NotOverdue(reservation(1)));
        bought.rejects(new ExpireHold(reservation(2), LATER), new NotOverdue(reservation(2)));
    }

    @Test
    void names_as_few_overdue_holds_as_make_room_the_oldest_first() {
        var full =
                GENERAL.and(held(1, places(1), ENDS.plusNanos(1)))
                        .and(held(2, places(2), ENDS))
                        .and(held(3, places(3), ENDS.minusNanos(1)))
                        .and(held(4, places(3), ENDS));

        full.rejects(holdAt(ENDS, 5, places(4)), inTheWay(3));
        full.rejects(holdAt(ENDS, 5, places(5)), inTheWay(3, 2));
        full.rejects(holdAt(ENDS, 5, places(6)), inTheWay(3, 2));
        full.rejects(holdAt(ENDS, 5, places(7)), inTheWay(3, 2, 4));
        full.rejects(holdAt(ENDS, 5, places(10)), new NotEnoughSeats(10, 9));
    }

    @Test
    void lists_overdue_holds_oldest_first() {
        var section =
                GENERAL.and(held(1, places(1), ENDS.plusNanos(1)))
                        .and(held(2, places(2), ENDS))
                        .and(held(3, places(3), ENDS.minusNanos(1)));

        assertThat(open(section).overdueReservations(ENDS, 10))
                .containsExactly(reservation(3), reservation(2));
        assertThat(open(section).overdueReservations(ENDS, 3)).containsExactly(reservation(3));
        assertThat(open(section).overdueReservations(ENDS.minusNanos(2), 10)).isEmpty();
    }

    @Test
    void names_the_overdue_holds_of_the_very_seats_that_were_asked_for() {
        var section =
                NUMBERED.and(held(1, seats("A-1", "A-2"), ENDS))
                        .and(held(2, seats("B-1"), ENDS))
                        .and(held(3, seats("B-2"), ENDS));

        section.rejects(holdAt(ENDS, 4, seats("B-2", "A-2", "A-3")), inTheWay(1, 3));
    }

    @Test
    void holds_the_very_seats_that_were_asked_for() {
        NUMBERED.accepts(hold(1, seats("B-3", "A-1")), held(1, seats("B-3", "A-1"), LATER));
    }

    @Test
    void rejects_seats_that_somebody_has() {
        var section =
                NUMBERED.and(held(1, seats("A-1", "A-2"), ENDS))
                        .and(held(2, seats("B-1"), ENDS))
                        .and(sold(2, seats("B-1")));

        section.rejects(hold(3, seats("A-3", "A-2", "B-1")), new SeatsTaken(labels("A-2", "B-1")));
        section.accepts(hold(3, seats("A-3")), held(3, seats("A-3"), LATER));
    }

    @Test
    void rejects_seats_that_do_not_exist() {
        NUMBERED.rejects(
                hold(1, seats("A-1", "A-4", "C-1")), new UnknownSeats(labels("A-4", "C-1")));
        GENERAL.rejects(hold(1, seats("A-1")), new UnknownSeats(labels("A-1")));
    }

    @Test
    void a_seat_of_an_overdue_hold_is_in_the_way_from_its_expiry_instant() {
        var section = NUMBERED.and(held(1, seats("A-1"), ENDS));

        section.rejects(holdAt(JUST_BEFORE, 2, seats("A-1")), new SeatsTaken(labels("A-1")));
        section.rejects(holdAt(ENDS, 2, seats("A-1")), inTheWay(1));
    }

    @Test
    void seats_that_are_taken_for_good_are_named_even_if_others_are_overdue() {
        var section = NUMBERED.and(held(1, seats("A-1"), ENDS)).and(held(2, seats("A-2"), LATER));

        section.rejects(holdAt(ENDS, 3, seats("A-1", "A-2")), new SeatsTaken(labels("A-2")));
    }

    @Test
    void seats_that_were_released_can_be_held_again() {
        NUMBERED.and(held(1, seats("A-1"), ENDS))
                .and(released(1, seats("A-1"), ReleaseReason.CANCELLED))
                .accepts(hold(2, seats("A-1")), held(2, seats("A-1"), LATER));
        NUMBERED.and(held(1, seats("A-1"), ENDS))
                .and(sold(1, seats("A-1")))
                .and(released(1, seats("A-1"), ReleaseReason.CANCELLED))
                .accepts(hold(2, seats("A-1")), held(2, seats("A-1"), LATER));
    }

    @Test
    void a_count_in_a_numbered_section_takes_the_best_seats() {
        NUMBERED.accepts(hold(1, places(2)), held(1, seats("A-1", "A-2"), LATER));
        NUMBERED.accepts(hold(1, places(6)), held(1, new Places.Seats(allSeats()), LATER));
        NUMBERED.rejects(hold(1, places(7)), new NotEnoughSeats(7, 6));
    }

    @Test
    void a_party_sits_side_by_side_in_one_row_where_it_can() {
        NUMBERED.and(held(1, seats("A-1"), ENDS))
                .accepts(hold(2, places(3)), held(2, seats("B-1", "B-2", "B-3"), LATER));
        NUMBERED.and(held(1, seats("A-2"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("B-1", "B-2"), LATER));
    }

    @Test
    void neighbours_across_a_gap_are_better_than_across_two_rows() {
        NUMBERED.and(held(1, seats("A-2", "B-1", "B-3"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("A-1", "A-3"), LATER));
    }

    @Test
    void a_party_is_torn_over_rows_where_there_is_no_other_way() {
        NUMBERED.and(held(1, seats("A-2", "A-3", "B-2", "B-3"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("A-1", "B-1"), LATER));
        NUMBERED.accepts(hold(2, places(4)), held(2, seats("A-1", "A-2", "A-3", "B-1"), LATER));
    }

    @Test
    void the_smaller_gap_wins_and_the_front_among_equals() {
        Seating row = new Seating.Numbered(labels("1", "2", "3", "4", "5", "6", "7", "8"));

        opened(row)
                .and(held(1, seats("2", "3", "5", "7"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("4", "6"), LATER));
        opened(row)
                .and(held(1, seats("2", "4", "6"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("7", "8"), LATER));
        opened(row)
                .and(held(1, seats("2", "4", "6", "8"), ENDS))
                .accepts(hold(2, places(2)), held(2, seats("1", "3"), LATER));
    }
}
