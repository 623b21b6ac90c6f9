package dev.ticketing.postgres;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import java.util.List;
import java.util.UUID;

/** How open work is stored. */
final class OpenWorkTables {

    static final Shape<Due> DUE =
            new Shape<>(
                    (due, out) -> out.instant("at", due.at()).number("held", due.held().value()),
                    in -> new Due(in.instant("at"), new Position(in.number("held"))));

    private static final RowTable<SectionOfShow, Due> SECTIONS =
            new RowTable<>(
                    OpenWork.SECTIONS,
                    List.of(
                            Column.id("show_id", section -> section.show().value()),
                            Column.text("section_id", section -> section.section().value())),
                    row ->
                            new SectionOfShow(
                                    new ShowId(row.getObject("show_id", UUID.class)),
                                    new SectionId(row.getString("section_id"))),
                    List.of(
                            Column.instant("due_at", Due::at),
                            Column.number("held", due -> due.held().value())),
                    DUE);

    static final ConsumerTables ALL = new ConsumerTables("open-work", List.of(SECTIONS));

    private OpenWorkTables() {}
}
