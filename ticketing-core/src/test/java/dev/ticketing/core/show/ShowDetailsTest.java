package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.EUR;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SECTION;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.USD;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.show.ShowFixture.assertRefused;
import static dev.ticketing.core.show.ShowFixture.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Money;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The details of a show as a whole: what they hold, how much of it, and what fits together. */
class ShowDetailsTest {

    @Test
    void a_title_has_one_to_200_characters() {
        assertThat(titled("t").title()).hasSize(1);
        assertThat(titled("t".repeat(200)).title()).hasSize(200);
        assertRefused(() -> titled("t".repeat(201)));
        assertRefused(() -> titled(""));
        assertRefused(() -> titled("  "));
    }

    @Test
    void a_description_has_5000_characters_at_most_and_may_be_empty() {
        assertThat(described("").description()).isEmpty();
        assertThat(described("d".repeat(5_000)).description()).hasSize(5_000);
        assertRefused(() -> described("d".repeat(5_001)));
    }

    @Test
    void a_show_ends_after_it_starts() {
        assertThat(ending(STARTS.plusNanos(1)).endsAt()).isAfter(STARTS);
        assertRefused(() -> ending(STARTS));
        assertRefused(() -> ending(STARTS.minusNanos(1)));
    }

    @Test
    void a_show_is_told_briefly_with_the_defaults_for_the_rest() {
        ShowDetails brief =
                ShowDetails.of(
                        "t",
                        STARTS,
                        STARTS.plusNanos(1),
                        ZoneOffset.UTC,
                        DETAILS.venue(),
                        DETAILS.sections(),
                        DETAILS.tiers());

        assertThat(brief.description()).isEmpty();
        assertThat(brief.currency()).isEqualTo(EUR);
        assertThat(brief.maxTicketsPerReservation()).isEqualTo(8);
        assertThat(brief.holdTime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(brief.refundPolicy()).isEqualTo(RefundPolicy.DEFAULT);
    }

    @Test
    void a_show_that_is_told_briefly_has_a_price_too() {
        assertRefused(
                () ->
                        ShowDetails.of(
                                "t",
                                STARTS,
                                STARTS.plusNanos(1),
                                ZoneOffset.UTC,
                                DETAILS.venue(),
                                DETAILS.sections(),
                                List.of()));
    }

    @Test
    void a_show_has_one_to_200_sections() {
        assertThat(withSections(sections(200)).sections()).hasSize(200);
        assertRefused(() -> withSections(sections(201)));
        assertRefused(() -> withSections(List.of()));
    }

    @Test
    void a_show_has_one_to_500_tiers() {
        assertThat(withTiers(tiers(500)).tiers()).hasSize(500);
        assertRefused(() -> withTiers(tiers(501)));
        assertRefused(() -> withTiers(List.of()));
    }

    @Test
    void a_reservation_takes_one_to_100_tickets() {
        assertThat(limited(1, Duration.ofMinutes(5)).maxTicketsPerReservation()).isEqualTo(1);
        assertThat(limited(100, Duration.ofMinutes(5)).maxTicketsPerReservation()).isEqualTo(100);
        assertRefused(() -> limited(0, Duration.ofMinutes(5)));
        assertRefused(() -> limited(101, Duration.ofMinutes(5)));
    }

    @Test
    void seats_are_held_for_half_a_minute_to_an_hour() {
        assertThat(limited(8, Duration.ofSeconds(30)).holdTime()).hasSeconds(30);
        assertThat(limited(8, Duration.ofHours(1)).holdTime()).hasHours(1);
        assertRefused(() -> limited(8, Duration.ofSeconds(30).minusNanos(1)));
        assertRefused(() -> limited(8, Duration.ofHours(1).plusNanos(1)));
    }

    @Test
    void sections_and_tiers_have_ids_of_their_own() {
        assertRefused(() -> withSections(List.of(SECTION, SECTION)));
        assertRefused(() -> withTiers(List.of(TIER, TIER)));
    }

    @Test
    void a_tier_belongs_to_a_section_and_has_the_currency_of_the_show() {
        assertRefused(() -> withTiers(List.of(tier("x", "nowhere", euros(1), null, null))));
        assertRefused(() -> withTiers(List.of(tier("x", "stalls", new Money(1, USD), null, null))));
    }

    @Test
    void sections_and_tiers_are_found_by_id() {
        assertThat(DETAILS.section(STALLS)).contains(SECTION);
        assertThat(DETAILS.section(new SectionId("none"))).isEmpty();
        assertThat(DETAILS.tier(TIER.id())).contains(TIER);
        assertThat(DETAILS.tier(new TierId("none"))).isEmpty();
    }

    @Test
    void the_cheapest_open_tier_of_a_section_is_found() {
        Tier early = tier("early", "stalls", euros(30), null, NOW);
        Tier normal = tier("normal", "stalls", euros(50), null, null);
        Tier same = tier("same", "stalls", euros(50), null, null);
        Tier elsewhere = tier("other", "balcony", euros(10), null, null);
        ShowDetails details =
                details(
                        List.of(
                                SECTION,
                                new Section(
                                        new SectionId("balcony"),
                                        "Balcony",
                                        new Seating.General(1)),
                                new Section(new SectionId("box"), "Box", new Seating.General(1))),
                        List.of(early, normal, same, elsewhere));

        assertThat(details.cheapestOpenTier(STALLS, NOW.minusNanos(1))).contains(early);
        assertThat(details.cheapestOpenTier(STALLS, NOW)).contains(normal);
        assertThat(details.cheapestOpenTier(new SectionId("box"), NOW)).isEmpty();
    }

    private static List<Section> sections(int count) {
        Section[] sections = new Section[count];
        Arrays.setAll(
                sections,
                i -> new Section(new SectionId("s" + i), "Section", new Seating.General(1)));
        sections[0] = SECTION;
        return List.of(sections);
    }

    private static List<Tier> tiers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tier("t" + i, "stalls", euros(1), null, null))
                .toList();
    }

    private static ShowDetails withSections(List<Section> sections) {
        return details(sections, List.of(TIER));
    }

    private static ShowDetails withTiers(List<Tier> tiers) {
        return details(List.of(SECTION), tiers);
    }

    private static ShowDetails details(List<Section> sections, List<Tier> tiers) {
        return details(
                "Title",
                "",
                STARTS.plusSeconds(1),
                sections,
                tiers,
                8,
                ShowDetails.DEFAULT_HOLD_TIME);
    }

    private static ShowDetails titled(String title) {
        return details(
                title,
                "",
                STARTS.plusSeconds(1),
                List.of(SECTION),
                List.of(TIER),
                8,
                ShowDetails.DEFAULT_HOLD_TIME);
    }

    private static ShowDetails described(String description) {
        return details(
                "Title",
                description,
                STARTS.plusSeconds(1),
                List.of(SECTION),
                List.of(TIER),
                8,
                ShowDetails.DEFAULT_HOLD_TIME);
    }

    private static ShowDetails ending(Instant endsAt) {
        return details(
                "Title",
                "",
                endsAt,
                List.of(SECTION),
                List.of(TIER),
                8,
                ShowDetails.DEFAULT_HOLD_TIME);
    }

    private static ShowDetails limited(int maxTickets, Duration holdTime) {
        return details(
                "Title",
                "",
                STARTS.plusSeconds(1),
                List.of(SECTION),
                List.of(TIER),
                maxTickets,
                holdTime);
    }

    private static ShowDetails details(
            String title,
            String description,
            Instant endsAt,
            List<Section> sections,
            List<Tier> tiers,
            int maxTickets,
            Duration holdTime) {
        return new ShowDetails(
                title,
                description,
                STARTS,
                endsAt,
                ZoneOffset.UTC,
                new Venue("Globe", ""),
                EUR,
                sections,
                tiers,
                maxTickets,
                holdTime,
                RefundPolicy.DEFAULT);
    }
}
