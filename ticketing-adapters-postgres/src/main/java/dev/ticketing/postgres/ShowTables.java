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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** How the catalogue is stored. */
final class ShowTables {

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
                            Column.text("stage", row -> Shelf.WORDS.of(Shelf.of(row.show()))),
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
                .text("stage", Shelf.WORDS.of(Shelf.of(row.show())))
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
        Show.Existing show = Shelf.WORDS.parse(in.text("stage")).with(facts);
        return new ShowRow(show, new Version(in.number("version")));
    }
}
