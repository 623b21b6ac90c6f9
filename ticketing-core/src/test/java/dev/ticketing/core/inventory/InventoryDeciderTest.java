package dev.ticketing.core.inventory;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.Samples;
import dev.ticketing.core.inventory.InventoryCommand.BlockPlaces;
import dev.ticketing.core.inventory.InventoryCommand.CancelPlaces;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryCommand.OpenSection;
import dev.ticketing.core.inventory.InventoryCommand.SellPlaces;
import dev.ticketing.core.inventory.InventoryCommand.UnblockPlaces;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.AlreadyHolding;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.inventory.InventoryRejection.FewerBlocked;
import dev.ticketing.core.inventory.InventoryRejection.NoLiveHold;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.NotOverdue;
import dev.ticketing.core.inventory.InventoryRejection.NothingToRelease;
import dev.ticketing.core.inventory.InventoryRejection.SeatsNotBlocked;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.InventoryRejection.SectionAlreadyOpen;
import dev.ticketing.core.inventory.InventoryRejection.SectionNotOpen;
import dev.ticketing.core.inventory.InventoryRejection.UnknownSeats;
import dev.ticketing.core.inventory.SeatStatus.Status;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class InventoryDeciderTest {

    private static final Instant ENDS = NOW.plusSeconds(300);
    private static final Instant JUST_BEFORE = ENDS.minusNanos(1);
    private static final Instant LATER = ENDS.plusSeconds(300);
    private static final Seating TEN = new Seating.General(10);
    private static final Seating SEATS =
            new Seating.Numbered(labels("A-1", "A-2", "A-3", "B-1", "B-2", "B-3"));

    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            NOTHING = Given.nothing(InventoryDecider.INSTANCE);
    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            GENERAL = opened(TEN);
    private static final Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection>
            NUMBERED = opened(SEATS);

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

    private static Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> opened(
            Seating seating) {
        return NOTHING.and(new SectionOpened(SHOW, STALLS, seating));
    }

    private static Inventory.Open open(
            Given<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> given) {
        return (Inventory.Open) given.state();
    }

    private static List<SeatLabel> allSeats() {
        return ((Seating.Numbered) SEATS).seats();
    }

    /** Ten minutes from now. */
    private static HoldPlaces hold(int reservation, Places wanted) {
        return holdAt(NOW, reservation, wanted);
    }

    private static HoldPlaces holdAt(Instant now, int reservation, Places wanted) {
        Instant expiresAt = now.equals(NOW) ? LATER : LATER.plusSeconds(600);
        return new HoldPlaces(reservation(reservation), wanted, now, expiresAt);
    }

    private static CancelPlaces cancel(int reservation) {
        return new CancelPlaces(reservation(reservation));
    }

    private static ExpiredHoldsInTheWay inTheWay(Integer... reservations) {
        return new ExpiredHoldsInTheWay(Stream.of(reservations).map(Samples::reservation).toList());
    }

    private static SeatsHeld held(int reservation, Places places, Instant expiresAt) {
        return new SeatsHeld(reservation(reservation), places, expiresAt);
    }

    private static SeatsSold sold(int reservation, Places places) {
        return new SeatsSold(reservation(reservation), places);
    }

    private static BlockPlaces block(Places wanted) {
        return new BlockPlaces(wanted, NOW);
    }

    private static SeatsBlocked blocked(Places places) {
        return new SeatsBlocked(places);
    }

    private static SeatsUnblocked unblocked(Places places) {
        return new SeatsUnblocked(places);
    }

    private static SeatsReleased released(int reservation, Places places, ReleaseReason reason) {
        return new SeatsReleased(reservation(reservation), places, reason);
    }
}
