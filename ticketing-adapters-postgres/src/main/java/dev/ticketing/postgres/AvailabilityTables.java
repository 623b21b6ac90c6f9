package dev.ticketing.postgres;

import dev.ticketing.core.availability.AvailabilityProjection;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.availability.SoldRow;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.UUID;

/** How the places of sections are stored. */
final class AvailabilityTables {

    static final Shape<SectionRow> SECTION =
            new Shape<>(
                    (row, out) ->
                            out.number("capacity", row.capacity())
                                    .number("held", row.held())
                                    .number("sold", row.sold())
                                    .number("blocked", row.blocked()),
                    in ->
                            new SectionRow(
                                    in.smallNumber("capacity"),
                                    in.smallNumber("held"),
                                    in.smallNumber("sold"),
                                    in.smallNumber("blocked")));

    private static final Shape<SoldRow> SOLD_PLACES =
            new Shape<>(
                    (row, out) -> out.number("places", row.places()),
                    in -> new SoldRow(in.smallNumber("places")));

    private static final RowTable<SectionKey, SectionRow> SECTIONS =
            new RowTable<>(
                    SectionRow.SECTIONS,
                    List.of(
                            Column.id("show_id", key -> key.show().value()),
                            Column.text("section_id", key -> key.section().value())),
                    row ->
                            new SectionKey(
                                    new ShowId(row.getObject("show_id", UUID.class)),
                                    new SectionId(row.getString("section_id"))),
                    List.of(),
                    SECTION);

    private static final RowTable<ReservationId, SoldRow> SOLD =
            new RowTable<>(
                    SoldRow.SOLD,
                    List.of(Column.id("reservation_id", ReservationId::value)),
                    row -> new ReservationId(row.getObject("reservation_id", UUID.class)),
                    List.of(),
                    SOLD_PLACES);

    static final ConsumerTables ALL =
            new ConsumerTables(AvailabilityProjection.NAME, List.of(SECTIONS, SOLD));

    private AvailabilityTables() {}
}
