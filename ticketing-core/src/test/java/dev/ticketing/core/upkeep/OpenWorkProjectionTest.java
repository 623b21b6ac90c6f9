package dev.ticketing.core.upkeep;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.recorded;
import static dev.ticketing.core.Samples.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ticketing.core.consumer.RowsInMemory;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class OpenWorkProjectionTest {

    private static final StreamId STALLS_STREAM = Inventory.at(SHOW, STALLS).stream();
    private static final SectionOfShow SECTION = new SectionOfShow(SHOW, STALLS);

    private int position;
    private final OpenWorkProjection projection = new OpenWorkProjection();
    private final RowsInMemory rows = new RowsInMemory();

    @Test
    void a_section_is_due_when_the_first_of_its_holds_ends() {
        fold(STALLS_STREAM, held(3, 30), held(1, 10), held(2, 20));

        assertThat(rows.of(OpenWork.SECTIONS))
                .containsExactly(entry(SECTION, new Due(NOW.plusSeconds(10), new Position(3))));
    }

    @Test
    void each_section_is_due_by_itself() {
        SectionOfShow balcony = new SectionOfShow(SHOW, new SectionId("balcony"));
        fold(STALLS_STREAM, held(1, 10));
        fold(Inventory.at(SHOW, balcony.section()).stream(), held(2, 5));

        assertThat(rows.get(OpenWork.SECTIONS, SECTION).map(Due::at)).contains(NOW.plusSeconds(10));
        assertThat(rows.get(OpenWork.SECTIONS, balcony).map(Due::at)).contains(NOW.plusSeconds(5));
    }

    @Test
    void each_hold_changes_the_row_so_that_nobody_settles_it_who_has_not_seen_the_hold() {
        fold(STALLS_STREAM, held(1, 10));
        Optional<Due> before = rows.get(OpenWork.SECTIONS, SECTION);

        fold(STALLS_STREAM, held(2, 20));

        assertThat(rows.get(OpenWork.SECTIONS, SECTION)).isPresent().isNotEqualTo(before);
    }

    @Test
    void nothing_else_changes_anything() {
        fold(STALLS_STREAM, new SeatsSold(reservation(1), places(1)));

        assertThat(rows.of(OpenWork.SECTIONS)).isEmpty();
    }

    @Test
    void looks_at_what_it_folds() {
        assertThat(projection.interests()).containsExactly(SeatsHeld.class);
    }

    private void fold(StreamId stream, DomainEvent... events) {
        for (DomainEvent event : events) {
            projection.apply(recorded(++position, stream, NOW, event), rows);
        }
    }

    private static SeatsHeld held(int reservation, int seconds) {
        Instant expiresAt = NOW.plusSeconds(seconds);
        return new SeatsHeld(reservation(reservation), places(1), expiresAt);
    }
}
