package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.OrganizerRow;
import dev.ticketing.core.show.SearchWords;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** How the catalogue is stored. */
final class ShowTables {

    static final Words<Show.Stage> STAGES =
            new Words<>(
                    Map.of(
                            Show.Stage.DRAFT, "DRAFT",
                            Show.Stage.PUBLISHED, "PUBLISHED",
                            Show.Stage.SALES_OPEN, "SALES_OPEN",
                            Show.Stage.SALES_CLOSED, "SALES_CLOSED"));

    static final Shape<ShowRow> SHOW = new Shape<>(ShowTables::write, ShowTables::read);

    private record Member(UserId user, MemberRole role) {}

    private static final Shape<Member> MEMBER =
            new Shape<>(
                    (member, out) ->
                            out.id("user", member.user.value())
                                    .text("role", ShowEventTypes.MEMBER_ROLES.of(member.role)),
                    in ->
                            new Member(
                                    new UserId(in.id("user")),
                                    ShowEventTypes.MEMBER_ROLES.parse(in.text("role"))));

    private static final RowTable<ShowId, ShowRow> SHOWS =
            new RowTable<>(
                    ShowRow.SHOWS,
                    List.of(Column.id("show_id", ShowId::value)),
                    row -> new ShowId(row.getObject("show_id", UUID.class)),
                    List.of(
                            Column.text("stage", row -> STAGES.of(row.show().stage())),
                            Column.instant("starts_at", row -> row.show().details().startsAt()),
                            Column.texts("words", row -> SearchWords.index(row.show().details()))),
                    SHOW);

    static final Shape<OrganizerRow> ORGANIZER =
            new Shape<>(
                    (row, out) -> out.instant("startsAt", row.startsAt()),
                    in -> new OrganizerRow(in.instant("startsAt")));

    private static final RowTable<OrganizerRow.Key, OrganizerRow> ORGANIZERS =
            new RowTable<>(
                    OrganizerRow.ORGANIZERS,
                    List.of(
                            Column.id("organizer", key -> key.organizer().value()),
                            Column.id("show_id", key -> key.show().value())),
                    row ->
                            new OrganizerRow.Key(
                                    new UserId(row.getObject("organizer", UUID.class)),
                                    new ShowId(row.getObject("show_id", UUID.class))),
                    List.of(Column.instant("starts_at", OrganizerRow::startsAt)),
                    ORGANIZER);

    static final ConsumerTables ALL =
            new ConsumerTables(ShowProjection.NAME, List.of(SHOWS, ORGANIZERS));

    private ShowTables() {}

    private static void write(ShowRow row, JsonOut out) throws IOException {
        Show.Facts facts = row.show().facts();
        out.id("show", facts.id().value())
                .id("owner", facts.owner().value())
                .text("stage", STAGES.of(row.show().stage()))
                .object("details", facts.details(), ShowDetailsShape.DETAILS)
                .objects("members", listed(facts.members()), MEMBER)
                .instant("createdAt", facts.createdAt())
                .instant("updatedAt", facts.updatedAt())
                .number("version", row.version().value());
    }

    private static List<Member> listed(Members members) {
        return members.roles().entrySet().stream()
                .map(entry -> new Member(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Members members(List<Member> listed) {
        SortedMap<UserId, MemberRole> roles = new TreeMap<>();
        listed.forEach(member -> roles.put(member.user, member.role));
        return new Members(roles);
    }

    private static ShowRow read(JsonIn in) {
        Show.Facts facts =
                new Show.Facts(
                        new ShowId(in.id("show")),
                        new UserId(in.id("owner")),
                        in.object("details", ShowDetailsShape.DETAILS),
                        members(in.objects("members", MEMBER)),
                        in.instant("createdAt"),
                        in.instant("updatedAt"));
        Show.Existing show =
                switch (STAGES.parse(in.text("stage"))) {
                    case DRAFT -> new Show.Draft(facts);
                    case PUBLISHED -> new Show.Published(facts);
                    case SALES_OPEN -> new Show.OnSale(facts);
                    case SALES_CLOSED -> new Show.OffSale(facts);
                };
        return new ShowRow(show, new Version(in.number("version")));
    }
}
