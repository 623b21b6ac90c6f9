package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SECTION;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.USD;
import static dev.ticketing.core.show.ShowFixture.DRAFT;
import static dev.ticketing.core.show.ShowFixture.LATER;
import static dev.ticketing.core.show.ShowFixture.OFF_SALE;
import static dev.ticketing.core.show.ShowFixture.ON_SALE;
import static dev.ticketing.core.show.ShowFixture.PUBLISHED;
import static dev.ticketing.core.show.ShowFixture.existing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.Given;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.Show.Facts;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowCommand.ReviseShow;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
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

/** What may still be changed of a show at which stage. */
class ShowRevisionsTest {

    @Test
    void equal_details_change_nothing_at_any_stage() {
        existing().forEach(show -> show.acceptsWithoutChange(new ReviseShow(DETAILS, LATER)));
    }

    @ParameterizedTest
    @MethodSource("dev.ticketing.core.show.ShowFixture#existing")
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
    void a_new_currency_is_a_new_price_too() {
        Tier inDollars =
                new Tier(TIER.id(), "Normal", TIER.section(), new Money(5_000, USD), null, null);
        ShowDetails revised = new Change().currency(List.of(inDollars)).details();

        DRAFT.accepts(new ReviseShow(revised, LATER), new ShowRevised(revised, LATER));
        PUBLISHED.rejects(
                new ReviseShow(revised, LATER),
                new NotEditable(Stage.PUBLISHED, List.of(Part.CURRENCY, Part.TIERS)));
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
