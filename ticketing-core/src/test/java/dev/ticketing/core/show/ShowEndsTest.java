package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STARTS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.show.Show.Facts;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowCommand.CancelShow;
import dev.ticketing.core.show.ShowCommand.CloseSales;
import dev.ticketing.core.show.ShowCommand.CompleteShow;
import dev.ticketing.core.show.ShowCommand.CreateShow;
import dev.ticketing.core.show.ShowCommand.DeleteDraft;
import dev.ticketing.core.show.ShowCommand.OpenSales;
import dev.ticketing.core.show.ShowCommand.PublishShow;
import dev.ticketing.core.show.ShowCommand.RemoveMember;
import dev.ticketing.core.show.ShowCommand.ReviseShow;
import dev.ticketing.core.show.ShowCommand.SetMember;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowRejection.AlreadyExists;
import dev.ticketing.core.show.ShowRejection.DoesNotExist;
import dev.ticketing.core.show.ShowRejection.InvalidTransition;
import dev.ticketing.core.show.ShowRejection.NotADraft;
import dev.ticketing.core.show.ShowRejection.NotEditable;
import dev.ticketing.core.show.ShowRejection.Part;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** How a show comes to its end, and what goes on behind it: nothing. */
class ShowEndsTest {

    private static final Instant LATER = NOW.plusSeconds(60);

    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> NOTHING =
            Given.nothing(ShowDecider.INSTANCE);
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> DRAFT =
            NOTHING.and(new ShowCreated(SHOW, OWNER, DETAILS, NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> PUBLISHED =
            DRAFT.and(new ShowPublished(NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> ON_SALE =
            PUBLISHED.and(new SalesOpened(NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> OFF_SALE =
            ON_SALE.and(new SalesClosed(NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> COMPLETED =
            OFF_SALE.and(new ShowCompleted(NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> DELETED =
            DRAFT.and(new DraftDeleted(NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> CANCELLED =
            ON_SALE.and(new ShowCancelled(OWNER, NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> CANCELLED_DRAFT =
            DRAFT.and(new ShowCancelled(OWNER, NOW));

    @Test
    void is_completed_once_sales_are_closed() {
        CompleteShow complete = new CompleteShow(LATER);

        DRAFT.rejects(complete, no(Stage.DRAFT, Stage.COMPLETED));
        PUBLISHED.rejects(complete, no(Stage.PUBLISHED, Stage.COMPLETED));
        ON_SALE.rejects(complete, no(Stage.SALES_OPEN, Stage.COMPLETED));
        OFF_SALE.accepts(complete, new ShowCompleted(LATER));
        COMPLETED.rejects(complete, no(Stage.COMPLETED, Stage.COMPLETED));
        CANCELLED.rejects(complete, no(Stage.CANCELLED, Stage.COMPLETED));
    }

    @Test
    void is_deleted_as_a_draft_alone() {
        DeleteDraft delete = new DeleteDraft(LATER);

        DRAFT.accepts(delete, new DraftDeleted(LATER));
        PUBLISHED.rejects(delete, new NotADraft(Stage.PUBLISHED));
        ON_SALE.rejects(delete, new NotADraft(Stage.SALES_OPEN));
        OFF_SALE.rejects(delete, new NotADraft(Stage.SALES_CLOSED));
        COMPLETED.rejects(delete, new NotADraft(Stage.COMPLETED));
        CANCELLED.rejects(delete, new NotADraft(Stage.CANCELLED));
        CANCELLED_DRAFT.rejects(delete, new NotADraft(Stage.CANCELLED));
    }

    @Test
    void is_cancelled_from_any_stage_but_the_other_end() {
        CancelShow cancel = new CancelShow(CUSTOMER, LATER);
        ShowCancelled cancelled = new ShowCancelled(CUSTOMER, LATER);

        DRAFT.accepts(cancel, cancelled);
        PUBLISHED.accepts(cancel, cancelled);
        ON_SALE.accepts(cancel, cancelled);
        OFF_SALE.accepts(cancel, cancelled);
        COMPLETED.rejects(cancel, no(Stage.COMPLETED, Stage.CANCELLED));
    }

    @Test
    void is_cancelled_once_however_often_it_is_asked() {
        CANCELLED.acceptsWithoutChange(new CancelShow(CUSTOMER, LATER));
        CANCELLED_DRAFT.acceptsWithoutChange(new CancelShow(OWNER, LATER));
    }

    @Test
    void what_is_not_there_cannot_end() {
        for (var missing : List.of(NOTHING, DELETED)) {
            missing.rejects(new CompleteShow(LATER), new DoesNotExist());
            missing.rejects(new DeleteDraft(LATER), new DoesNotExist());
            missing.rejects(new CancelShow(OWNER, LATER), new DoesNotExist());
        }
    }

    @Test
    void nothing_becomes_of_a_deleted_draft() {
        DELETED.rejects(new ReviseShow(DETAILS, LATER), new DoesNotExist());
        DELETED.rejects(new PublishShow(LATER), new DoesNotExist());
        DELETED.rejects(new OpenSales(LATER), new DoesNotExist());
        DELETED.rejects(new CloseSales(LATER), new DoesNotExist());
        DELETED.rejects(new CreateShow(SHOW, OWNER, DETAILS, LATER), new AlreadyExists(SHOW));
    }

    @Test
    void no_step_leads_away_from_an_end() {
        for (var ended : List.of(COMPLETED, CANCELLED, CANCELLED_DRAFT)) {
            Stage stage = existing(ended.state()).stage();
            ended.rejects(new PublishShow(LATER), no(stage, Stage.PUBLISHED));
            ended.rejects(new OpenSales(LATER), no(stage, Stage.SALES_OPEN));
            ended.rejects(new CloseSales(LATER), no(stage, Stage.SALES_CLOSED));
            ended.rejects(new CreateShow(SHOW, OWNER, DETAILS, LATER), new AlreadyExists(SHOW));
        }
    }

    @Test
    void what_has_ended_is_not_edited_whatever_it_is() {
        for (var ended : List.of(COMPLETED, CANCELLED, CANCELLED_DRAFT)) {
            Stage stage = existing(ended.state()).stage();
            ended.rejects(
                    new ReviseShow(with("New", DETAILS.description(), DETAILS.venue(), 8), LATER),
                    new NotEditable(stage, List.of(Part.TITLE)));
            ended.rejects(
                    new ReviseShow(with(DETAILS.title(), "New", DETAILS.venue(), 8), LATER),
                    new NotEditable(stage, List.of(Part.DESCRIPTION)));
            ended.rejects(
                    new ReviseShow(
                            with(
                                    DETAILS.title(),
                                    DETAILS.description(),
                                    new Venue(DETAILS.venue().name(), "New"),
                                    8),
                            LATER),
                    new NotEditable(stage, List.of(Part.VENUE_ADDRESS)));
            ended.rejects(
                    new ReviseShow(with("New", "New", new Venue("New", "New"), 3), LATER),
                    new NotEditable(
                            stage,
                            List.of(
                                    Part.TITLE,
                                    Part.DESCRIPTION,
                                    Part.VENUE_ADDRESS,
                                    Part.VENUE_NAME,
                                    Part.MAX_TICKETS_PER_RESERVATION)));
            ended.acceptsWithoutChange(new ReviseShow(DETAILS, LATER));
        }
    }

    @Test
    void members_come_and_go_also_when_it_is_over_and_leave_it_as_it_is() {
        MemberAdded added = new MemberAdded(CUSTOMER, MemberRole.SCANNER, LATER);
        for (var ended : List.of(COMPLETED, CANCELLED, CANCELLED_DRAFT)) {
            ended.accepts(new SetMember(CUSTOMER, MemberRole.SCANNER, LATER), added);
            var helped = ended.and(added);
            helped.accepts(
                    new SetMember(CUSTOMER, MemberRole.ORGANIZER, LATER),
                    new MemberRoleChanged(CUSTOMER, MemberRole.ORGANIZER, LATER));
            helped.accepts(new RemoveMember(CUSTOMER, LATER), new MemberRemoved(CUSTOMER, LATER));

            assertThat(existing(helped.state()).facts().members().roleOf(CUSTOMER))
                    .contains(MemberRole.SCANNER);
            assertThat(helped.and(new MemberRemoved(CUSTOMER, LATER)).state())
                    .isEqualTo(ended.state());
        }
    }

    @Test
    void a_deleted_draft_has_no_members() {
        DELETED.rejects(new SetMember(CUSTOMER, MemberRole.SCANNER, LATER), new DoesNotExist());
        DELETED.rejects(new RemoveMember(CUSTOMER, LATER), new DoesNotExist());
    }

    @Test
    void a_cancelled_show_stays_as_public_as_it_was() {
        Facts touched = new Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, LATER);
        ShowCancelled cancelled = new ShowCancelled(OWNER, LATER);

        assertThat(DRAFT.and(cancelled).state()).isEqualTo(new Show.Cancelled(touched, false));
        for (var seen : List.of(PUBLISHED, ON_SALE, OFF_SALE)) {
            assertThat(seen.and(cancelled).state()).isEqualTo(new Show.Cancelled(touched, true));
        }
    }

    @Test
    void everybody_sees_what_was_published_also_when_it_is_over() {
        assertThat(List.of(PUBLISHED, ON_SALE, OFF_SALE, COMPLETED, CANCELLED))
                .allMatch(show -> existing(show.state()).isPublic());
        assertThat(List.of(DRAFT, CANCELLED_DRAFT))
                .noneMatch(show -> existing(show.state()).isPublic());
    }

    @Test
    void remembers_when_it_ended() {
        Facts touched = new Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, LATER);

        assertThat(OFF_SALE.and(new ShowCompleted(LATER)).state())
                .isEqualTo(new Show.Completed(touched));
        assertThat(DRAFT.and(new DraftDeleted(LATER)).state()).isEqualTo(new Show.Deleted());
    }

    @Test
    void gives_back_as_its_policy_says_until_it_is_cancelled_and_then_everything() {
        Instant halfIsLeft = STARTS.minusSeconds(72 * 3_600);
        Instant nothingIsLeft = halfIsLeft.plusNanos(1);

        for (var policy : List.of(DRAFT, PUBLISHED, ON_SALE, OFF_SALE, COMPLETED)) {
            assertThat(existing(policy.state()).refundPercentAt(halfIsLeft)).isEqualTo(50);
            assertThat(existing(policy.state()).refundPercentAt(nothingIsLeft)).isZero();
        }
        assertThat(existing(CANCELLED.state()).refundPercentAt(nothingIsLeft)).isEqualTo(100);
        assertThat(existing(CANCELLED_DRAFT.state()).refundPercentAt(STARTS)).isEqualTo(100);
    }

    @Test
    void folding_judges_nothing_that_has_happened_to_an_ended_show() {
        ShowDetails details = with("New", "", DETAILS.venue(), 8);
        Facts facts = new Facts(SHOW, OWNER, details, Members.NONE, NOW, LATER);
        ShowRevised revised = new ShowRevised(details, LATER);

        assertThat(COMPLETED.and(revised).state()).isEqualTo(new Show.Completed(facts));
        assertThat(CANCELLED.and(revised).state()).isEqualTo(new Show.Cancelled(facts, true));
        assertThat(CANCELLED_DRAFT.and(revised).state())
                .isEqualTo(new Show.Cancelled(facts, false));
    }

    @Test
    void a_history_that_goes_on_behind_a_deletion_cannot_be_folded() {
        assertThatThrownBy(() -> DELETED.and(new ShowPublished(LATER)).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DELETED.and(new ShowRevised(DETAILS, LATER)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    private static Show.Existing existing(Show show) {
        return (Show.Existing) show;
    }

    private static InvalidTransition no(Stage from, Stage to) {
        return new InvalidTransition(from, to);
    }

    private static ShowDetails with(String title, String description, Venue venue, int max) {
        return new ShowDetails(
                title,
                description,
                DETAILS.startsAt(),
                DETAILS.endsAt(),
                DETAILS.timezone(),
                venue,
                DETAILS.currency(),
                DETAILS.sections(),
                DETAILS.tiers(),
                max,
                DETAILS.holdTime(),
                DETAILS.refundPolicy());
    }
}
