package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.availability.AvailabilityProjection;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.availability.SoldRow;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** The places of sections. */
abstract class AvailabilityRules extends DirectoryRules {

    private static final SectionRow ROW = new SectionRow(10, 1, 2, 3);
    private static final SectionId CIRCLE = new SectionId("circle");

    AvailabilityRules(DirectoriesConformance suite) {
        super(suite, AvailabilityProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        ShowId show = Fresh.show();
        filling.put(SectionRow.SECTIONS, new SectionKey(show, Fresh.SECTION), ROW);
        return () -> sections(show).containsValue(ROW);
    }

    @Test
    void a_show_has_its_own_sections_in_the_order_of_their_ids() {
        ShowId show = Fresh.show();
        SectionRow circle = new SectionRow(200_000, 0, 200_000, 0);
        put(show, Fresh.SECTION, ROW);
        put(show, CIRCLE, circle);
        put(Fresh.show(), CIRCLE, ROW);

        assertThat(sections(show))
                .containsExactly(Map.entry(CIRCLE, circle), Map.entry(Fresh.SECTION, ROW));
    }

    @Test
    void a_show_of_which_nothing_was_opened_has_none() {
        ShowId opened = Fresh.show();
        put(opened, Fresh.SECTION, ROW);

        assertThat(sections(opened)).hasSize(1);
        assertThat(sections(Fresh.show())).isEmpty();
    }

    @Test
    void a_section_is_as_it_was_counted_last() {
        ShowId show = Fresh.show();
        SectionRow later = new SectionRow(10, 0, 3, 3);
        put(show, Fresh.SECTION, ROW);

        put(show, Fresh.SECTION, later);

        assertThat(sections(show)).containsExactly(Map.entry(Fresh.SECTION, later));
    }

    @Test
    void what_is_sold_is_known_to_the_projection() {
        ReservationId reservation = Fresh.reservation();

        serving().put(SoldRow.SOLD, reservation, new SoldRow(4));

        assertThat(serving().load(SoldRow.SOLD, reservation)).contains(new SoldRow(4));
    }

    private void put(ShowId show, SectionId section, SectionRow row) {
        serving().put(SectionRow.SECTIONS, new SectionKey(show, section), row);
    }

    private Map<SectionId, SectionRow> sections(ShowId show) {
        return directories().availability().sections(show);
    }
}
