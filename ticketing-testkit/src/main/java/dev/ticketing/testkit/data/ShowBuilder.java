package dev.ticketing.testkit.data;

import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.Venue;
import dev.ticketing.testkit.TestClock;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an organizer says about a show: a play of three hours, ninety days after {@link
 * TestClock#START}, which is over one day for whoever goes by another clock: say when it starts
 * then. Without sections it has a hall of a hundred places for 50 euros. Immutable.
 */
public final class ShowBuilder {

    private static final SectionId HALL = new SectionId("hall");
    private static final Duration LENGTH = Duration.ofHours(3);

    private final ShowDetails details;
    private final boolean isDefaultHall;

    private ShowBuilder(ShowDetails details, boolean isDefaultHall) {
        this.details = details;
        this.isDefaultHall = isDefaultHall;
    }

    public static ShowBuilder aShow() {
        Instant starts = TestClock.START.plus(Duration.ofDays(90));
        ShowDetails details =
                new ShowDetails(
                        "The Tempest",
                        "A storm, and what came of it.",
                        starts,
                        starts.plus(LENGTH),
                        ZoneId.of("Europe/Berlin"),
                        new Venue("Globe", "Bankside 21"),
                        TestData.EUR,
                        List.of(new Section(HALL, "hall", new Seating.General(100))),
                        List.of(TestData.tier("hall", HALL, 50)),
                        ShowDetails.DEFAULT_TICKETS_PER_RESERVATION,
                        ShowDetails.DEFAULT_HOLD_TIME,
                        RefundPolicy.DEFAULT);
        return new ShowBuilder(details, true);
    }

    public ShowBuilder titled(String title) {
        return with(details.startsAt(), title, details.sections(), details.tiers());
    }

    public ShowBuilder startingAt(Instant starts) {
        return with(starts, details.title(), details.sections(), details.tiers());
    }

    /** With a section of general admission, and one price of the same name. */
    public ShowBuilder withPlaces(String section, int places, long euros) {
        return withSection(section, new Seating.General(places), euros);
    }

    /** With a section of numbered seats, and one price of the same name. */
    public ShowBuilder withSeats(String section, long euros, String... labels) {
        return withSection(section, new Seating.Numbered(TestData.labels(labels)), euros);
    }

    private ShowBuilder withSection(String name, Seating seating, long euros) {
        SectionId id = new SectionId(name);
        return with(
                details.startsAt(),
                details.title(),
                plus(details.sections(), new Section(id, name, seating)),
                plus(details.tiers(), TestData.tier(name, id, euros)));
    }

    /** In place of all sections and prices. */
    public ShowBuilder selling(List<Section> sections, List<Tier> tiers) {
        return with(details.startsAt(), details.title(), sections, tiers);
    }

    /** With one more price, for a section that is there. */
    public ShowBuilder withTier(Tier tier) {
        return with(
                details.startsAt(),
                details.title(),
                details.sections(),
                Stream.concat(details.tiers().stream(), Stream.of(tier)).toList());
    }

    /** The first section that is named takes the place of the one that was there. */
    private <T> List<T> plus(List<T> before, T more) {
        return Stream.concat(isDefaultHall ? Stream.of() : before.stream(), Stream.of(more))
                .toList();
    }

    private ShowBuilder with(
            Instant starts, String title, List<Section> sections, List<Tier> tiers) {
        ShowDetails changed =
                new ShowDetails(
                        title,
                        details.description(),
                        starts,
                        starts.plus(LENGTH),
                        details.timezone(),
                        details.venue(),
                        details.currency(),
                        sections,
                        tiers,
                        details.maxTicketsPerReservation(),
                        details.holdTime(),
                        details.refundPolicy());
        return new ShowBuilder(changed, isDefaultHall && sections.equals(details.sections()));
    }

    public ShowBuilder holdingFor(Duration holdTime) {
        return with(details.maxTicketsPerReservation(), holdTime, details.refundPolicy());
    }

    public ShowBuilder sellingAtMost(int ticketsPerReservation) {
        return with(ticketsPerReservation, details.holdTime(), details.refundPolicy());
    }

    public ShowBuilder refunding(RefundPolicy policy) {
        return with(details.maxTicketsPerReservation(), details.holdTime(), policy);
    }

    private ShowBuilder with(int maxTickets, Duration holdTime, RefundPolicy policy) {
        ShowDetails changed =
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
        return new ShowBuilder(changed, isDefaultHall);
    }

    public ShowDetails details() {
        return details;
    }
}
