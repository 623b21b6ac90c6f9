package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowDirectory.Cursor;
import dev.ticketing.core.show.ShowDirectory.Filter;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

class ShowDirectoryTest {

    private static final Show.Facts FACTS =
            new Show.Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, NOW);
    private static final Show.Draft DRAFT = new Show.Draft(FACTS);
    private static final Show.Published PUBLISHED = new Show.Published(FACTS);

    @Test
    void a_draft_is_for_its_owner_and_for_who_sees_all() {
        assertThat(seenBy(Optional.empty(), false).matches(DRAFT)).isFalse();
        assertThat(seenBy(Optional.of(CUSTOMER), false).matches(DRAFT)).isFalse();
        assertThat(seenBy(Optional.of(OWNER), false).matches(DRAFT)).isTrue();
        assertThat(seenBy(Optional.of(CUSTOMER), true).matches(DRAFT)).isTrue();
        assertThat(seenBy(Optional.empty(), false).matches(PUBLISHED)).isTrue();
    }

    @Test
    void co_organizers_see_drafts_and_scanners_do_not() {
        UserId scanner = new UserId(id(0x77));
        Members members =
                Members.NONE.with(CUSTOMER, MemberRole.ORGANIZER).with(scanner, MemberRole.SCANNER);
        Show.Draft draft = new Show.Draft(FACTS.with(members));

        assertThat(seenBy(Optional.of(CUSTOMER), false).matches(draft)).isTrue();
        assertThat(seenBy(Optional.of(scanner), false).matches(draft)).isFalse();
        assertThat(filter(Set.of(), Set.of(), CUSTOMER).matches(draft)).isFalse();
        assertThat(filter(Set.of(), Set.of(), CUSTOMER).matches(new Show.OnSale(draft.facts())))
                .isTrue();
        assertThat(filter(Set.of(), Set.of(), scanner).matches(new Show.OnSale(draft.facts())))
                .isFalse();
    }

    @Test
    void a_cancelled_show_is_for_all_who_could_see_it() {
        Show.Cancelled draft = new Show.Cancelled(FACTS, false);
        Show.Cancelled published = new Show.Cancelled(FACTS, true);

        assertThat(seenBy(Optional.empty(), false).matches(draft)).isFalse();
        assertThat(seenBy(Optional.of(CUSTOMER), false).matches(draft)).isFalse();
        assertThat(seenBy(Optional.of(OWNER), false).matches(draft)).isTrue();
        assertThat(seenBy(Optional.of(CUSTOMER), true).matches(draft)).isTrue();
        assertThat(seenBy(Optional.empty(), false).matches(published)).isTrue();
    }

    @Test
    void starts_from_an_instant_and_before_another() {
        assertThat(starting(Optional.of(STARTS), Optional.empty()).matches(PUBLISHED)).isTrue();
        assertThat(starting(Optional.of(STARTS.plusNanos(1)), Optional.empty()).matches(PUBLISHED))
                .isFalse();
        assertThat(starting(Optional.empty(), Optional.of(STARTS)).matches(PUBLISHED)).isFalse();
        assertThat(starting(Optional.empty(), Optional.of(STARTS.plusNanos(1))).matches(PUBLISHED))
                .isTrue();
    }

    @Test
    void is_in_a_stage_of_an_owner_and_found_by_words() {
        assertThat(filter(Set.of(Show.Stage.PUBLISHED), Set.of(), OWNER).matches(PUBLISHED))
                .isTrue();
        assertThat(filter(Set.of(Show.Stage.SALES_OPEN), Set.of(), OWNER).matches(PUBLISHED))
                .isFalse();
        assertThat(filter(Set.of(), Set.of(), CUSTOMER).matches(PUBLISHED)).isFalse();
        assertThat(filter(Set.of(), Set.of("temp", "storm"), OWNER).matches(PUBLISHED)).isTrue();
        assertThat(filter(Set.of(), Set.of("temp", "hamlet"), OWNER).matches(PUBLISHED)).isFalse();
    }

    @Test
    void places_are_in_order_of_start_and_id() {
        Cursor place = Cursor.of(new ShowRow(PUBLISHED, new Version(1)));

        assertThat(place).isEqualTo(new Cursor(STARTS, SHOW));
        assertThat(new Cursor(STARTS.plusNanos(999), SHOW)).isEqualByComparingTo(place);
        assertThat(new Cursor(STARTS.plusNanos(1_000), SHOW)).isGreaterThan(place);
        assertThat(new Cursor(STARTS, new ShowId(id(9)))).isGreaterThan(place);
        assertThat(new Cursor(STARTS.minusMillis(1), new ShowId(id(9)))).isLessThan(place);
    }

    private static Filter seenBy(Optional<UserId> viewer, boolean all) {
        return new Filter(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                viewer,
                all);
    }

    private static Filter starting(Optional<Instant> from, Optional<Instant> to) {
        return new Filter(Set.of(), from, to, Set.of(), Optional.empty(), Optional.empty(), false);
    }

    private static Filter filter(Set<Show.Stage> stages, Set<String> words, UserId organizer) {
        return new Filter(
                stages,
                Optional.empty(),
                Optional.empty(),
                words,
                Optional.of(organizer),
                Optional.empty(),
                false);
    }
}
