package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.SearchWords;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** How the catalogue is stored. */
final class ShowTables {

    static final Shape<ShowRow> SHOW = new Shape<>(ShowTables::write, ShowTables::read);

    private static final RowTable<ShowId, ShowRow> SHOWS =
            new RowTable<>(
                    ShowRow.SHOWS,
                    List.of(Column.id("show_id", ShowId::value)),
                    row -> new ShowId(row.getObject("show_id", UUID.class)),
                    List.of(
                            Column.id("owner", row -> row.show().facts().owner().value()),
                            Column.text("stage", row -> Shelf.WORDS.of(Shelf.of(row.show()))),
                            Column.instant("starts_at", row -> row.show().details().startsAt()),
                            Column.texts("words", row -> SearchWords.index(row.show().details()))),
                    SHOW);

    static final ConsumerTables ALL = new ConsumerTables(ShowProjection.NAME, List.of(SHOWS));

    private ShowTables() {}

    private static void write(ShowRow row, JsonOut out) throws IOException {
        Show.Facts facts = row.show().facts();
        out.id("show", facts.id().value())
                .id("owner", facts.owner().value())
                .text("stage", Shelf.WORDS.of(Shelf.of(row.show())))
                .object("details", facts.details(), ShowDetailsShape.DETAILS)
                .instant("createdAt", facts.createdAt())
                .instant("updatedAt", facts.updatedAt())
                .number("version", row.version().value());
    }

    private static ShowRow read(JsonIn in) {
        Show.Facts facts =
                new Show.Facts(
                        new ShowId(in.id("show")),
                        new UserId(in.id("owner")),
                        in.object("details", ShowDetailsShape.DETAILS),
                        in.instant("createdAt"),
                        in.instant("updatedAt"));
        Show.Existing show = Shelf.WORDS.parse(in.text("stage")).with(facts);
        return new ShowRow(show, new Version(in.number("version")));
    }
}
