package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.show.OrganizerRow.ORGANIZERS;
import static dev.ticketing.core.show.ShowRow.SHOWS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.ProjectedRows;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;

class ShowProjectionTest {

    private static final StreamId STREAM = Show.at(SHOW).stream();
    private static final ShowCreated CREATED = new ShowCreated(SHOW, OWNER, DETAILS, NOW);
    private static final ShowPublished PUBLISHED = new ShowPublished(NOW.plusSeconds(1));

    private final ShowProjection projection = new ShowProjection();
    private final ProjectedRows rows = new ProjectedRows(projection);

    @Test
    void a_row_is_the_state_with_its_version() {
        rows.with(STREAM, CREATED, PUBLISHED);

        Show.Facts facts =
                new Show.Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, NOW.plusSeconds(1));
        assertThat(rows.get(SHOWS, SHOW))
                .contains(new ShowRow(new Show.Published(facts), new Version(2)));
    }

    @Test
    void everybody_who_organizes_a_show_has_a_row_that_says_when_it_starts() {
        rows.with(
                STREAM,
                CREATED,
                new MemberAdded(CUSTOMER, MemberRole.ORGANIZER, NOW),
                new MemberAdded(new UserId(id(0x77)), MemberRole.SCANNER, NOW));
        assertThat(rows.size(ORGANIZERS)).isEqualTo(2);
        assertThat(rows.get(ORGANIZERS, key(OWNER))).contains(new OrganizerRow(STARTS));
        assertThat(rows.get(ORGANIZERS, key(CUSTOMER))).contains(new OrganizerRow(STARTS));

        rows.with(STREAM, new MemberRoleChanged(CUSTOMER, MemberRole.SCANNER, NOW));
        assertThat(rows.size(ORGANIZERS)).isEqualTo(1);

        rows.with(STREAM, new MemberRoleChanged(CUSTOMER, MemberRole.ORGANIZER, NOW));
        assertThat(rows.size(ORGANIZERS)).isEqualTo(2);

        rows.with(STREAM, new MemberRemoved(CUSTOMER, NOW));
        assertThat(rows.get(ORGANIZERS, key(CUSTOMER))).isEmpty();
        assertThat(rows.get(ORGANIZERS, key(OWNER))).isPresent();
    }

    @Test
    void when_a_show_is_moved_its_organizers_rows_move_with_it() {
        Instant moved = STARTS.plusSeconds(60);
        rows.with(STREAM, CREATED, new MemberAdded(CUSTOMER, MemberRole.ORGANIZER, NOW));

        rows.with(STREAM, new ShowRevised(startingAt(moved), NOW));

        assertThat(rows.get(ORGANIZERS, key(OWNER))).contains(new OrganizerRow(moved));
        assertThat(rows.get(ORGANIZERS, key(CUSTOMER))).contains(new OrganizerRow(moved));
    }

    private static ShowDetails startingAt(Instant start) {
        return new ShowDetails(
                DETAILS.title(),
                DETAILS.description(),
                start,
                DETAILS.endsAt().plusSeconds(60),
                DETAILS.timezone(),
                DETAILS.venue(),
                DETAILS.currency(),
                DETAILS.sections(),
                DETAILS.tiers(),
                DETAILS.maxTicketsPerReservation(),
                DETAILS.holdTime(),
                DETAILS.refundPolicy());
    }

    private static OrganizerRow.Key key(UserId organizer) {
        return new OrganizerRow.Key(organizer, SHOW);
    }

    @Test
    void each_show_has_a_row_of_its_own() {
        ShowId other = new ShowId(id(9));
        rows.with(STREAM, CREATED)
                .with(Show.at(other).stream(), new ShowCreated(other, OWNER, DETAILS, NOW))
                .with(STREAM, PUBLISHED, new SalesOpened(NOW));

        assertThat(rows.size(SHOWS)).isEqualTo(2);
        assertThat(rows.get(SHOWS, SHOW).orElseThrow().show().stage())
                .isEqualTo(Show.Stage.SALES_OPEN);
        assertThat(rows.get(SHOWS, other).orElseThrow().show().stage()).isEqualTo(Show.Stage.DRAFT);
    }

    @Test
    void a_deleted_draft_has_no_row_and_an_ended_show_has() {
        ShowId other = new ShowId(id(9));
        rows.with(STREAM, CREATED, new DraftDeleted(NOW))
                .with(
                        Show.at(other).stream(),
                        new ShowCreated(other, OWNER, DETAILS, NOW),
                        new ShowCancelled(OWNER, NOW));

        assertThat(rows.get(SHOWS, SHOW)).isEmpty();
        Show.Facts facts = new Show.Facts(other, OWNER, DETAILS, Members.NONE, NOW, NOW);
        assertThat(rows.get(SHOWS, other))
                .contains(new ShowRow(new Show.Cancelled(facts, false), new Version(2)));
    }

    @Test
    void looks_at_every_event_of_a_show() {
        assertThat(projection.interests())
                .isEqualTo(Set.of(ShowEvent.class.getPermittedSubclasses()))
                .contains(ShowCreated.class);
        assertThat(projection.categories()).containsExactly(STREAM.category());
    }

    @Test
    void cannot_handle_what_makes_no_sense() {
        SectionOpened foreign = new SectionOpened(SHOW, STALLS, new Seating.General(1));

        assertThatThrownBy(() -> rows.with(STREAM, PUBLISHED))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.with(STREAM, foreign)).isInstanceOf(CorruptLog.class);
        assertThat(rows.size(SHOWS)).isZero();
    }
}
