package dev.ticketing.testkit.conformance;

import static dev.ticketing.core.show.Show.Stage.CANCELLED;
import static dev.ticketing.core.show.Show.Stage.COMPLETED;
import static dev.ticketing.core.show.Show.Stage.DRAFT;
import static dev.ticketing.core.show.Show.Stage.PUBLISHED;
import static dev.ticketing.core.show.Show.Stage.SALES_CLOSED;
import static dev.ticketing.core.show.Show.Stage.SALES_OPEN;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.OrganizerRow;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDirectory.Cursor;
import dev.ticketing.core.show.ShowDirectory.Filter;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The catalogue. Each test has a week of its own. */
abstract class ShowRules extends DirectoryRules {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<Show.Stage> STAGES = List.of(Show.Stage.values());

    private final Instant monday = Fresh.week();
    private final UserId owner = Fresh.user();
    private final UserId other = Fresh.user();

    ShowRules(DirectoriesConformance suite) {
        super(suite, ShowProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        ShowRow row = SampleRows.show(PUBLISHED, owner, monday, "Concert");
        put(filling, row);
        return () -> listed(wanted()).contains(row);
    }

    @Test
    void shows_come_as_they_are_by_when_they_start() {
        ShowRow last = put(PUBLISHED, owner, 3);
        ShowRow first = put(SALES_OPEN, other, 1);
        ShowRow second = put(SALES_CLOSED, owner, 2);

        assertThat(listed(wanted())).containsExactly(first, second, last);
    }

    @Test
    void of_those_that_start_in_the_same_microsecond_the_smaller_id_comes_first() {
        List<ShowRow> rows =
                IntStream.range(0, 6)
                        .mapToObj(
                                nano ->
                                        SampleRows.show(
                                                PUBLISHED,
                                                owner,
                                                monday.plusNanos(999 - nano),
                                                "Concert"))
                        .peek(this::put)
                        .sorted(Comparator.comparing(row -> row.show().facts().id()))
                        .toList();

        assertThat(listed(wanted())).isEqualTo(rows);
        assertThat(paged(wanted(), 2)).isEqualTo(rows);
    }

    @Test
    void a_page_begins_behind_its_cursor_whatever_has_come_before_it() {
        List<ShowRow> rows =
                IntStream.range(0, 5).mapToObj(hour -> put(PUBLISHED, owner, hour)).toList();

        assertThat(list(wanted(), Optional.empty(), 2)).isEqualTo(rows.subList(0, 2));
        put(SALES_OPEN, owner, 0);
        assertThat(list(wanted(), Optional.of(Cursor.of(rows.get(1))), 2))
                .isEqualTo(rows.subList(2, 4));
        assertThat(list(wanted(), Optional.of(Cursor.of(rows.get(4))), 2)).isEmpty();
    }

    @Test
    void the_first_start_belongs_to_the_time_that_is_wanted_and_the_end_does_not() {
        ShowRow row = put(PUBLISHED, owner, 5);
        Instant start = row.show().details().startsAt();
        Instant before = start.minus(1, ChronoUnit.MICROS);
        Instant after = start.plus(1, ChronoUnit.MICROS);

        assertThat(listed(wanted().between(start, after))).containsExactly(row);
        assertThat(listed(wanted().between(before, start))).isEmpty();
        assertThat(listed(wanted().between(after, after.plus(WEEK)))).isEmpty();
    }

    @Test
    void times_may_be_open_or_beyond_all_that_can_be() {
        ShowRow row = put(PUBLISHED, owner, 0);

        for (Wanted open :
                List.of(
                        wanted().of(owner).between(Instant.MIN, Instant.MAX),
                        wanted().of(owner).always())) {
            assertThat(listed(open)).containsExactly(row);
            assertThat(list(open, Optional.of(new Cursor(Instant.MIN, row.show().facts().id())), 9))
                    .containsExactly(row);
            assertThat(list(open, Optional.of(new Cursor(Instant.MAX, row.show().facts().id())), 9))
                    .isEmpty();
        }
    }

    @Test
    void a_show_is_in_one_of_the_stages_that_are_wanted() {
        List<ShowRow> rows = oneOfEachStage();

        for (ShowRow row : rows) {
            assertThat(listed(wanted().in(row.show().stage()).by(owner))).containsExactly(row);
        }
        assertThat(listed(wanted().in(SALES_OPEN, SALES_CLOSED)))
                .isEqualTo(
                        rows.stream()
                                .filter(
                                        row ->
                                                row.show().stage() == SALES_OPEN
                                                        || row.show().stage() == SALES_CLOSED)
                                .toList());
    }

    @Test
    void a_draft_is_seen_by_its_owner_and_by_who_sees_all() {
        List<ShowRow> rows = oneOfEachStage();
        List<ShowRow> published = rows.stream().filter(row -> row.show().stage() != DRAFT).toList();

        for (Wanted all : List.of(wanted(), wanted().of(owner), wanted().with("concert"))) {
            assertThat(listed(all)).isEqualTo(published);
            assertThat(listed(all.by(other))).isEqualTo(published);
            assertThat(listed(all.by(owner))).isEqualTo(rows);
            assertThat(listed(all.byAdmin())).isEqualTo(rows);
        }
        assertThat(listed(wanted().in(DRAFT))).isEmpty();
        assertThat(listed(wanted().in(DRAFT).by(other))).isEmpty();
        assertThat(
                        listed(
                                wanted().in(
                                                PUBLISHED,
                                                SALES_OPEN,
                                                SALES_CLOSED,
                                                COMPLETED,
                                                CANCELLED)
                                        .by(owner)))
                .isEqualTo(published);
    }

    @Test
    void organizers_see_drafts_and_find_them_among_their_own_and_scanners_do_not() {
        UserId scanner = Fresh.user();
        Members members =
                Members.NONE.with(other, MemberRole.ORGANIZER).with(scanner, MemberRole.SCANNER);
        ShowRow draft = put(SampleRows.show(DRAFT, owner, members, monday, "Concert"));
        Instant later = monday.plus(Duration.ofHours(1));
        ShowRow published = put(SampleRows.show(PUBLISHED, owner, members, later, "Concert"));
        ShowRow own = put(PUBLISHED, other, 2);

        for (Wanted all : List.of(wanted(), wanted().with("concert"))) {
            assertThat(listed(all.by(other))).containsExactly(draft, published, own);
            assertThat(listed(all.by(scanner))).containsExactly(published, own);
            assertThat(listed(all.of(other).by(other))).containsExactly(draft, published, own);
            assertThat(listed(all.of(other).by(scanner))).containsExactly(published, own);
            assertThat(listed(all.of(owner).by(other))).containsExactly(published);
            assertThat(listed(all.of(scanner).by(scanner))).isEmpty();
        }
        assertThat(listed(wanted().in(DRAFT).by(other))).containsExactly(draft);
        assertThat(paged(wanted().of(other).by(other), 1)).containsExactly(draft, published, own);
    }

    @Test
    void a_cancelled_show_is_seen_by_all_who_could_see_it() {
        ShowRow published = put(CANCELLED, owner, 1);
        ShowRow draft = put(SampleRows.cancelledDraft(owner, monday, "Concert"));
        List<ShowRow> both = List.of(draft, published);

        for (Wanted all :
                List.of(
                        wanted(),
                        wanted().of(owner),
                        wanted().with("concert"),
                        wanted().in(CANCELLED),
                        wanted().in(CANCELLED, DRAFT).of(owner))) {
            assertThat(listed(all)).containsExactly(published);
            assertThat(listed(all.by(other))).containsExactly(published);
            assertThat(listed(all.by(owner))).isEqualTo(both);
            assertThat(listed(all.byAdmin())).isEqualTo(both);
        }
        assertThat(listed(wanted().in(DRAFT, PUBLISHED, COMPLETED).by(owner))).isEmpty();
    }

    @Test
    void pages_go_through_all_stages_and_the_drafts_of_the_viewer() {
        List<ShowRow> rows =
                IntStream.range(0, 12)
                        .mapToObj(hour -> put(STAGES.get(hour % STAGES.size()), owner, hour))
                        .toList();
        put(DRAFT, other, 2);

        assertThat(paged(wanted().by(owner), 5)).isEqualTo(rows);
        assertThat(paged(wanted().of(owner).by(owner), 5)).isEqualTo(rows);
        assertThat(paged(wanted().with("concert").by(owner), 5)).isEqualTo(rows);
    }

    @Test
    void all_words_have_to_be_in_the_index() {
        ShowRow opera = put("Grand Op\u00e9ra", 1);
        ShowRow gala = put("Opera Gala", 2);

        assertThat(listed(wanted().with("gala"))).containsExactly(gala);
        assertThat(listed(wanted().with("op"))).containsExactly(opera, gala);
        assertThat(listed(wanted().with("op\u00e9"))).containsExactly(opera);
        assertThat(listed(wanted().with("gas", "finale"))).containsExactly(opera, gala);
        assertThat(listed(wanted().with("gala", "grand"))).containsExactly(gala);
        assertThat(listed(wanted().with("gala", "nowhere"))).isEmpty();
        assertThat(listed(wanted().with("final"))).isEmpty();
        assertThat(listed(wanted().with("gala").of(owner))).containsExactly(gala);
        assertThat(listed(wanted().with("gala").of(other))).isEmpty();
        assertThat(listed(wanted().with("gala").in(SALES_OPEN))).isEmpty();
    }

    @Test
    void shows_may_be_those_of_one_owner() {
        ShowRow theirs = put(PUBLISHED, other, 1);
        ShowRow ours = put(PUBLISHED, owner, 2);

        assertThat(listed(wanted().of(owner))).containsExactly(ours);
        assertThat(listed(wanted().of(other))).containsExactly(theirs);
        assertThat(listed(wanted().of(owner).in(SALES_OPEN))).isEmpty();
        assertThat(listed(wanted().of(Fresh.user()))).isEmpty();
    }

    @Test
    void a_show_that_has_changed_is_found_as_it_is_now() {
        ShowRow before = put(PUBLISHED, owner, 1);
        Show.Facts facts = before.show().facts();
        ShowRow after = new ShowRow(new Show.OnSale(facts), before.version().plus(1));

        put(after);

        assertThat(listed(wanted())).containsExactly(after);
        assertThat(listed(wanted().in(PUBLISHED))).isEmpty();
        serving().remove(ShowRow.SHOWS, facts.id());
        assertThat(listed(wanted())).isEmpty();
    }

    private List<ShowRow> oneOfEachStage() {
        return IntStream.range(0, STAGES.size())
                .mapToObj(hour -> put(STAGES.get(hour), owner, hour))
                .toList();
    }

    private ShowRow put(String title, int hour) {
        Instant start = monday.plus(Duration.ofHours(hour));
        return put(SampleRows.show(PUBLISHED, owner, start, title));
    }

    private ShowRow put(Show.Stage stage, UserId of, int hour) {
        Instant start = monday.plus(Duration.ofHours(hour));
        return put(SampleRows.show(stage, of, start, "Concert"));
    }

    private ShowRow put(ShowRow row) {
        put(serving(), row);
        return row;
    }

    private static void put(Filling filling, ShowRow row) {
        Show.Facts facts = row.show().facts();
        filling.put(ShowRow.SHOWS, facts.id(), row);
        for (UserId organizer : facts.organizers()) {
            filling.put(
                    OrganizerRow.ORGANIZERS,
                    new OrganizerRow.Key(organizer, facts.id()),
                    new OrganizerRow(row.show().details().startsAt()));
        }
    }

    private Wanted wanted() {
        Filter filter =
                new Filter(
                        Set.of(),
                        Optional.of(monday),
                        Optional.of(monday.plus(WEEK)),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        return new Wanted(filter);
    }

    private List<ShowRow> listed(Wanted wanted) {
        return list(wanted, Optional.empty(), Fresh.ENOUGH);
    }

    private List<ShowRow> paged(Wanted wanted, int limit) {
        return pages(limit, last -> list(wanted, last.map(Cursor::of), limit));
    }

    private List<ShowRow> list(Wanted wanted, Optional<Cursor> after, int limit) {
        return directories().shows().list(wanted.filter, after, limit);
    }

    /** A filter, bit by bit. */
    private record Wanted(Filter filter) {

        Wanted in(Show.Stage... stages) {
            return with(Set.of(stages), filter.from(), filter.to());
        }

        Wanted between(Instant from, Instant to) {
            return with(filter.stages(), Optional.of(from), Optional.of(to));
        }

        Wanted always() {
            return with(filter.stages(), Optional.empty(), Optional.empty());
        }

        private Wanted with(Set<Show.Stage> stages, Optional<Instant> from, Optional<Instant> to) {
            return new Wanted(
                    new Filter(
                            stages,
                            from,
                            to,
                            filter.words(),
                            filter.organizer(),
                            filter.viewer(),
                            filter.allDrafts()));
        }

        Wanted with(String... words) {
            return with(Set.of(words), filter.organizer(), filter.viewer(), filter.allDrafts());
        }

        Wanted of(UserId organizer) {
            return with(
                    filter.words(), Optional.of(organizer), filter.viewer(), filter.allDrafts());
        }

        Wanted by(UserId viewer) {
            return with(filter.words(), filter.organizer(), Optional.of(viewer), false);
        }

        Wanted byAdmin() {
            return with(filter.words(), filter.organizer(), filter.viewer(), true);
        }

        private Wanted with(
                Set<String> words,
                Optional<UserId> organizer,
                Optional<UserId> viewer,
                boolean all) {
            return new Wanted(
                    new Filter(
                            filter.stages(),
                            filter.from(),
                            filter.to(),
                            words,
                            organizer,
                            viewer,
                            all));
        }
    }
}
