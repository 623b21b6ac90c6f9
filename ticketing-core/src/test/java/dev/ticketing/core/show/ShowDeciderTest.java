package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SECTION;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.USD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.kernel.Money;
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
import dev.ticketing.core.show.ShowRejection.NotEditable;
import dev.ticketing.core.show.ShowRejection.Part;
import dev.ticketing.core.show.ShowRejection.StartsInThePast;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

class ShowDeciderTest {

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
    void equal_details_change_nothing_at_any_stage() {
        existing().forEach(show -> show.acceptsWithoutChange(new ReviseShow(DETAILS, LATER)));
    }

    @ParameterizedTest
    @MethodSource("existing")
    void title_description_and_address_may_change_at_any_stage(
            Given<Show, ShowCommand, ShowEvent, ShowRejection> show) {
        ShowDetails revised =
                new Change().title("New").description("New").venue("Globe", "New").details();

        show.accepts(new ReviseShow(revised, LATER), new ShowRevised(revised, LATER));
    }

    @Test
    void everything_may_change_in_a_draft() {
        for (PartChange change : partChanges()) {
            DRAFT.accepts(
                    new ReviseShow(change.details, LATER), new ShowRevised(change.details, LATER));
        }
    }

    @Test
    void after_publication_what_buyers_rely_on_is_fixed() {
        for (PartChange change : partChanges()) {
            ReviseShow revise = new ReviseShow(change.details, LATER);
            if (change.freeUntilSalesOpen) {
                PUBLISHED.accepts(revise, new ShowRevised(change.details, LATER));
            } else {
                PUBLISHED.rejects(revise, new NotEditable(Stage.PUBLISHED, List.of(change.part)));
            }
        }
    }

    @Test
    void once_sales_have_opened_every_part_is_fixed() {
        for (PartChange change : partChanges()) {
            ReviseShow revise = new ReviseShow(change.details, LATER);
            ON_SALE.rejects(revise, new NotEditable(Stage.SALES_OPEN, List.of(change.part)));
            OFF_SALE.rejects(revise, new NotEditable(Stage.SALES_CLOSED, List.of(change.part)));
        }
    }

    @Test
    void names_all_parts_that_cannot_be_changed() {
        ShowDetails revised =
                new Change().venue("Rose", "").timezone("UTC").maxTickets(3).details();

        PUBLISHED.rejects(
                new ReviseShow(revised, LATER),
                new NotEditable(Stage.PUBLISHED, List.of(Part.TIMEZONE, Part.VENUE_NAME)));
        ON_SALE.rejects(
                new ReviseShow(revised, LATER),
                new NotEditable(
                        Stage.SALES_OPEN,
                        List.of(Part.TIMEZONE, Part.VENUE_NAME, Part.MAX_TICKETS_PER_RESERVATION)));
    }

    @Test
    void moves_the_start_to_a_nanosecond_from_now_and_no_earlier() {
        ShowDetails soon = new Change().startsAt(LATER.plusNanos(1)).details();
        ShowDetails now = new Change().startsAt(LATER).details();

        DRAFT.accepts(new ReviseShow(soon, LATER), new ShowRevised(soon, LATER));
        DRAFT.rejects(new ReviseShow(now, LATER), new StartsInThePast(LATER, LATER));
    }

    @Test
    void a_show_that_has_started_may_be_revised_where_its_start_stays() {
        Instant during = STARTS.plusSeconds(1);
        ShowDetails revised = new Change().title("New").details();
        ShowDetails longer = new Change().endsAt(STARTS.plus(Duration.ofHours(9))).details();

        DRAFT.accepts(new ReviseShow(revised, during), new ShowRevised(revised, during));
        DRAFT.accepts(new ReviseShow(longer, during), new ShowRevised(longer, during));
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
    void a_revision_changes_the_details_and_not_the_stage() {
        ShowDetails revised = new Change().title("New").details();
        ShowRevised event = new ShowRevised(revised, LATER);
        Facts facts = new Facts(SHOW, OWNER, revised, Members.NONE, NOW, LATER);

        assertThat(DRAFT.and(event).state()).isEqualTo(new Show.Draft(facts));
        assertThat(PUBLISHED.and(event).state()).isEqualTo(new Show.Published(facts));
        assertThat(ON_SALE.and(event).state()).isEqualTo(new Show.OnSale(facts));
        assertThat(OFF_SALE.and(event).state()).isEqualTo(new Show.OffSale(facts));
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

    private static Stream<Given<Show, ShowCommand, ShowEvent, ShowRejection>> existing() {
        return Stream.of(DRAFT, PUBLISHED, ON_SALE, OFF_SALE);
    }

    private static InvalidTransition no(Stage from, Stage to) {
        return new InvalidTransition(from, to);
    }

    private record PartChange(Part part, boolean freeUntilSalesOpen, ShowDetails details) {}

    private static List<PartChange> partChanges() {
        Tier dearer =
                new Tier(TIER.id(), "Normal", TIER.section(), TIER.price().times(2), null, null);
        Section larger = new Section(SECTION.id(), "Stalls", new Seating.General(11));
        return List.of(
                change(Part.TIMES, true, new Change().startsAt(STARTS.plusSeconds(1))),
                change(Part.TIMES, true, new Change().endsAt(STARTS.plusSeconds(1))),
                change(Part.TIMEZONE, false, new Change().timezone("UTC")),
                change(Part.VENUE_NAME, false, new Change().venue("Rose", "Bankside 21")),
                change(Part.SECTIONS, false, new Change().sections(List.of(larger))),
                change(Part.TIERS, false, new Change().tiers(List.of(dearer))),
                change(Part.MAX_TICKETS_PER_RESERVATION, true, new Change().maxTickets(3)),
                change(Part.HOLD_SECONDS, true, new Change().holdTime(Duration.ofSeconds(31))),
                change(
                        Part.REFUND_POLICY,
                        true,
                        new Change().refundPolicy(new RefundPolicy(List.of()))));
    }

    @Test
    void a_new_currency_is_a_new_price_too() {
        Tier inDollars =
                new Tier(TIER.id(), "Normal", TIER.section(), new Money(5_000, USD), null, null);
        ShowDetails revised = new Change().currency(List.of(inDollars)).details();

        DRAFT.accepts(new ReviseShow(revised, LATER), new ShowRevised(revised, LATER));
        PUBLISHED.rejects(
                new ReviseShow(revised, LATER),
                new NotEditable(Stage.PUBLISHED, List.of(Part.CURRENCY, Part.TIERS)));
    }

    private static PartChange change(Part part, boolean free, Change change) {
        return new PartChange(part, free, change.details());
    }

    /** The sample details with some parts exchanged. */
    private static final class Change {
        private ShowDetails details = DETAILS;

        ShowDetails details() {
            return details;
        }

        Change title(String title) {
            return with(title, details.description(), details.venue());
        }

        Change description(String description) {
            return with(details.title(), description, details.venue());
        }

        Change venue(String name, String address) {
            return with(details.title(), details.description(), new Venue(name, address));
        }

        Change startsAt(Instant startsAt) {
            return with(startsAt, details.endsAt(), details.timezone());
        }

        Change endsAt(Instant endsAt) {
            return with(details.startsAt(), endsAt, details.timezone());
        }

        Change timezone(String zone) {
            return with(details.startsAt(), details.endsAt(), ZoneId.of(zone));
        }

        Change sections(List<Section> sections) {
            return with(sections, details.tiers(), details.currency());
        }

        Change tiers(List<Tier> tiers) {
            return with(details.sections(), tiers, details.currency());
        }

        Change currency(List<Tier> tiersInDollars) {
            return with(details.sections(), tiersInDollars, USD);
        }

        Change maxTickets(int max) {
            return with(max, details.holdTime(), details.refundPolicy());
        }

        Change holdTime(Duration holdTime) {
            return with(details.maxTicketsPerReservation(), holdTime, details.refundPolicy());
        }

        Change refundPolicy(RefundPolicy policy) {
            return with(details.maxTicketsPerReservation(), details.holdTime(), policy);
        }

        private Change with(String title, String description, Venue venue) {
            details =
                    new ShowDetails(
                            title,
                            description,
                            details.startsAt(),
                            details.endsAt(),
                            details.timezone(),
                            venue,
                            details.currency(),
                            details.sections(),
                            details.tiers(),
                            details.maxTicketsPerReservation(),
                            details.holdTime(),
                            details.refundPolicy());
            return this;
        }

        private Change with(Instant startsAt, Instant endsAt, ZoneId timezone) {
            details =
                    new ShowDetails(
                            details.title(),
                            details.description(),
                            startsAt,
                            endsAt,
                            timezone,
                            details.venue(),
                            details.currency(),
                            details.sections(),
                            details.tiers(),
                            details.maxTicketsPerReservation(),
                            details.holdTime(),
                            details.refundPolicy());
            return this;
        }

        private Change with(List<Section> sections, List<Tier> tiers, Currency currency) {
            details =
                    new ShowDetails(
                            details.title(),
                            details.description(),
                            details.startsAt(),
                            details.endsAt(),
                            details.timezone(),
                            details.venue(),
                            currency,
                            sections,
                            tiers,
                            details.maxTicketsPerReservation(),
                            details.holdTime(),
                            details.refundPolicy());
            return this;
        }

        private Change with(int maxTickets, Duration holdTime, RefundPolicy policy) {
            details =
                    new ShowDetails(
                            details.title(),
                            details.description(),
                            details.startsAt(),
                            details.endsAt(),
                            details.timezone(),
                            details.venue(),
                            details.currency(),
                            details.sections(),
                            details.tiers(),
                            maxTickets,
                            holdTime,
                            policy);
            return this;
        }
    }
}
