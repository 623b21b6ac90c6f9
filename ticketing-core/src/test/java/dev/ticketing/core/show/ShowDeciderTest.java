package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.show.ShowFixture.DRAFT;
import static dev.ticketing.core.show.ShowFixture.LATER;
import static dev.ticketing.core.show.ShowFixture.NOTHING;
import static dev.ticketing.core.show.ShowFixture.OFF_SALE;
import static dev.ticketing.core.show.ShowFixture.ON_SALE;
import static dev.ticketing.core.show.ShowFixture.PUBLISHED;
import static dev.ticketing.core.show.ShowFixture.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.Show.Facts;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowCommand.CloseSales;
import dev.ticketing.core.show.ShowCommand.CreateShow;
import dev.ticketing.core.show.ShowCommand.OpenSales;
import dev.ticketing.core.show.ShowCommand.PublishShow;
import dev.ticketing.core.show.ShowCommand.ReviseShow;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowRejection.AlreadyExists;
import dev.ticketing.core.show.ShowRejection.DoesNotExist;
import dev.ticketing.core.show.ShowRejection.InvalidTransition;
import dev.ticketing.core.show.ShowRejection.StartsInThePast;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** How a show is made, and how it goes from one stage to the next. */
class ShowDeciderTest {

    @Test
    void creates_a_show_that_starts_a_nanosecond_from_now() {
        Instant justBefore = STARTS.minusNanos(1);

        NOTHING.accepts(
                new CreateShow(SHOW, OWNER, DETAILS, justBefore),
                new ShowCreated(SHOW, OWNER, DETAILS, justBefore));
    }

    @Test
    void rejects_a_show_that_starts_now_or_has_started() {
        NOTHING.rejects(
                new CreateShow(SHOW, OWNER, DETAILS, STARTS), new StartsInThePast(STARTS, STARTS));
        Instant justAfter = STARTS.plusNanos(1);
        NOTHING.rejects(
                new CreateShow(SHOW, OWNER, DETAILS, justAfter),
                new StartsInThePast(STARTS, justAfter));
    }

    @Test
    void rejects_a_show_that_exists() {
        for (Given<Show, ShowCommand, ShowEvent, ShowRejection> show : existing().toList()) {
            show.rejects(new CreateShow(SHOW, CUSTOMER, DETAILS, NOW), new AlreadyExists(SHOW));
        }
    }

    @Test
    void rejects_everything_else_for_a_show_that_does_not_exist() {
        NOTHING.rejects(new ReviseShow(DETAILS, NOW), new DoesNotExist());
        NOTHING.rejects(new PublishShow(NOW), new DoesNotExist());
        NOTHING.rejects(new OpenSales(NOW), new DoesNotExist());
        NOTHING.rejects(new CloseSales(NOW), new DoesNotExist());
    }

    @Test
    void publishes_a_draft_alone() {
        DRAFT.accepts(new PublishShow(LATER), new ShowPublished(LATER));
        PUBLISHED.rejects(new PublishShow(LATER), no(Stage.PUBLISHED, Stage.PUBLISHED));
        ON_SALE.rejects(new PublishShow(LATER), no(Stage.SALES_OPEN, Stage.PUBLISHED));
        OFF_SALE.rejects(new PublishShow(LATER), no(Stage.SALES_CLOSED, Stage.PUBLISHED));
    }

    @Test
    void opens_sales_after_publication_and_again_after_closing_them() {
        DRAFT.rejects(new OpenSales(LATER), no(Stage.DRAFT, Stage.SALES_OPEN));
        PUBLISHED.accepts(new OpenSales(LATER), new SalesOpened(LATER));
        ON_SALE.rejects(new OpenSales(LATER), no(Stage.SALES_OPEN, Stage.SALES_OPEN));
        OFF_SALE.accepts(new OpenSales(LATER), new SalesOpened(LATER));
    }

    @Test
    void closes_sales_that_are_open() {
        DRAFT.rejects(new CloseSales(LATER), no(Stage.DRAFT, Stage.SALES_CLOSED));
        PUBLISHED.rejects(new CloseSales(LATER), no(Stage.PUBLISHED, Stage.SALES_CLOSED));
        ON_SALE.accepts(new CloseSales(LATER), new SalesClosed(LATER));
        OFF_SALE.rejects(new CloseSales(LATER), no(Stage.SALES_CLOSED, Stage.SALES_CLOSED));
    }

    @Test
    void remembers_who_created_it_and_when_it_last_changed() {
        Facts created = new Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, NOW);
        Facts touched = new Facts(SHOW, OWNER, DETAILS, Members.NONE, NOW, LATER);

        assertThat(DRAFT.state()).isEqualTo(new Show.Draft(created));
        assertThat(DRAFT.and(new ShowPublished(LATER)).state())
                .isEqualTo(new Show.Published(touched));
        assertThat(PUBLISHED.and(new SalesOpened(LATER)).state())
                .isEqualTo(new Show.OnSale(touched));
        assertThat(ON_SALE.and(new SalesClosed(LATER)).state())
                .isEqualTo(new Show.OffSale(touched));
    }

    @Test
    void a_history_that_does_not_begin_with_the_creation_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(new ShowPublished(NOW)).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> NOTHING.and(new ShowRevised(DETAILS, NOW)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void has_a_stream_of_its_own() {
        StreamId stream = Show.at(SHOW).stream();

        assertThat(stream).isEqualTo(new StreamId("show", SHOW.toString()));
        assertThat(Show.idOf(stream)).isEqualTo(SHOW);
    }

    private static InvalidTransition no(Stage from, Stage to) {
        return new InvalidTransition(from, to);
    }
}
