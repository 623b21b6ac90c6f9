package dev.ticketing.core.availability;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.availability.SectionRow.SECTIONS;
import static dev.ticketing.core.availability.SoldRow.SOLD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.ProjectedRows;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowEvent.ShowPublished;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class AvailabilityProjectionTest {

    private static final SectionKey KEY = new SectionKey(SHOW, STALLS);
    private static final StreamId STREAM = Inventory.at(SHOW, STALLS).stream();
    private static final SectionOpened OPENED =
            new SectionOpened(SHOW, STALLS, new Seating.General(10));

    private final AvailabilityProjection projection = new AvailabilityProjection();
    private final ProjectedRows rows = new ProjectedRows(projection).with(STREAM, OPENED);

    @Test
    void a_section_opens_with_all_places_free() {
        assertThat(section()).isEqualTo(new SectionRow(10, 0, 0, 0));
        assertThat(section().available()).isEqualTo(10);
    }

    @Test
    void counts_what_is_held_and_what_is_sold() {
        rows.with(STREAM, held(1, 3), held(2, 2), sold(1, 3));

        assertThat(section()).isEqualTo(new SectionRow(10, 2, 3, 0));
        assertThat(section().available()).isEqualTo(5);
        assertThat(rows.get(SOLD, reservation(1))).contains(new SoldRow(3));
    }

    @Test
    void a_hold_that_ends_frees_what_it_held() {
        rows.with(
                STREAM,
                held(1, 3),
                held(2, 2),
                released(1, 3, ReleaseReason.EXPIRED),
                released(2, 2, ReleaseReason.CANCELLED));

        assertThat(section()).isEqualTo(new SectionRow(10, 0, 0, 0));
    }

    @Test
    void a_sale_that_is_cancelled_frees_what_it_sold() {
        rows.with(STREAM, held(1, 3), sold(1, 3), held(2, 2));
        rows.with(STREAM, released(1, 3, ReleaseReason.CANCELLED));

        assertThat(section()).isEqualTo(new SectionRow(10, 2, 0, 0));
        assertThat(rows.size(SOLD)).isZero();
    }

    @Test
    void counts_what_is_blocked_until_it_is_unblocked() {
        rows.with(STREAM, held(1, 3), new SeatsBlocked(places(5)), sold(1, 3));
        assertThat(section()).isEqualTo(new SectionRow(10, 0, 3, 5));
        assertThat(section().available()).isEqualTo(2);

        rows.with(STREAM, new SeatsUnblocked(places(4)));
        assertThat(section()).isEqualTo(new SectionRow(10, 0, 3, 1));
    }

    @Test
    void each_section_is_counted_by_itself() {
        SectionId circle = new SectionId("circle");
        StreamId stream = Inventory.at(SHOW, circle).stream();
        rows.with(stream, new SectionOpened(SHOW, circle, new Seating.General(5)), held(1, 5));

        assertThat(section().held()).isZero();
        assertThat(rows.get(SECTIONS, new SectionKey(SHOW, circle)))
                .contains(new SectionRow(5, 5, 0, 0));
    }

    @Test
    void cannot_handle_what_makes_no_sense() {
        StreamId unopened = Inventory.at(SHOW, new SectionId("circle")).stream();

        assertThatThrownBy(() -> rows.with(unopened, held(1, 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.with(STREAM, held(1, 11)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.with(STREAM, new SeatsUnblocked(places(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.with(STREAM, released(1, 1, ReleaseReason.EXPIRED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.with(STREAM, new ShowPublished(NOW)))
                .isInstanceOf(CorruptLog.class);
    }

    @Test
    void looks_at_every_event_of_a_section() {
        assertThat(projection.interests())
                .isEqualTo(Set.of(InventoryEvent.class.getPermittedSubclasses()));
        assertThat(projection.categories()).containsExactly(STREAM.category());
        assertThat(projection.tables()).containsExactlyInAnyOrder(SECTIONS, SOLD);
    }

    private SectionRow section() {
        return rows.get(SECTIONS, KEY).orElseThrow();
    }

    @Test
    void all_holds_that_lapse_together_are_free_again() {
        HoldsLapsed lapsed =
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(1), places(2)),
                                new Lapsed(reservation(3), places(4))));
        rows.with(STREAM, held(1, 2), held(2, 3), held(3, 4), lapsed);

        assertThat(section()).isEqualTo(new SectionRow(10, 3, 0, 0));
    }

    private static SeatsHeld held(int reservation, int quantity) {
        return new SeatsHeld(reservation(reservation), places(quantity), NOW.plusSeconds(300));
    }

    private static SeatsSold sold(int reservation, int quantity) {
        return new SeatsSold(reservation(reservation), places(quantity));
    }

    private static SeatsReleased released(int reservation, int quantity, ReleaseReason reason) {
        return new SeatsReleased(reservation(reservation), places(quantity), reason);
    }
}
