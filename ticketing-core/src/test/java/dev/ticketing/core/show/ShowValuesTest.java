package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.EUR;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SECTION;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.cents;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.show.ShowFixture.assertRefused;
import static dev.ticketing.core.show.ShowFixture.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Money;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The values that a show is made of: tiers, sections, seats, venues, and their ids. */
class ShowValuesTest {

    @Test
    void a_price_without_bounds_is_always_open() {
        Tier always = Tier.always(TIER.id(), "Full price", STALLS, euros(1));

        assertThat(always.from()).isEmpty();
        assertThat(always.until()).isEmpty();
        assertThat(always.isOpenAt(Instant.MIN)).isTrue();
        assertThat(always.isOpenAt(Instant.MAX)).isTrue();
    }

    @Test
    void a_tier_is_open_from_an_instant_until_before_another() {
        Tier tier = tier("t", "stalls", euros(1), NOW, NOW.plusSeconds(1));

        assertThat(tier.isOpenAt(NOW.minusNanos(1))).isFalse();
        assertThat(tier.isOpenAt(NOW)).isTrue();
        assertThat(tier.isOpenAt(NOW.plusSeconds(1).minusNanos(1))).isTrue();
        assertThat(tier.isOpenAt(NOW.plusSeconds(1))).isFalse();
        assertThat(tier.from()).contains(NOW);
        assertThat(tier.until()).contains(NOW.plusSeconds(1));
    }

    @Test
    void a_tier_without_instants_is_always_open() {
        assertThat(TIER.isOpenAt(Instant.MIN)).isTrue();
        assertThat(TIER.isOpenAt(Instant.MAX)).isTrue();
        assertThat(TIER.from()).isEmpty();
        assertThat(TIER.until()).isEmpty();
    }

    @Test
    void a_tier_closes_after_it_opens() {
        assertThat(tier("t", "stalls", euros(1), NOW, NOW.plusNanos(1)).until()).isPresent();
        assertRefused(() -> tier("t", "stalls", euros(1), NOW, NOW));
        assertRefused(() -> tier("t", "stalls", euros(1), NOW, NOW.minusNanos(1)));
    }

    @Test
    void a_tier_costs_a_million_at_most_and_may_be_free() {
        assertThat(tier("t", "stalls", Money.zero(EUR), null, null).price().isZero()).isTrue();
        assertThat(tier("t", "stalls", cents(100_000_000), null, null).price())
                .isEqualTo(euros(1_000_000));
        assertRefused(() -> tier("t", "stalls", cents(100_000_001), null, null));
    }

    @Test
    void names_have_one_to_100_characters() {
        String longest = "n".repeat(100);
        assertThat(new Venue(longest, "").name()).isEqualTo(longest);
        assertThat(new Section(STALLS, longest, SECTION.seating()).name()).isEqualTo(longest);
        assertThat(new Tier(TIER.id(), longest, STALLS, euros(1), null, null).name())
                .isEqualTo(longest);
        for (String wrong : List.of("", " ", longest + "n")) {
            assertRefused(() -> new Venue(wrong, ""));
            assertRefused(() -> new Section(STALLS, wrong, SECTION.seating()));
            assertRefused(() -> new Tier(TIER.id(), wrong, STALLS, euros(1), null, null));
        }
    }

    @Test
    void an_address_has_500_characters_at_most() {
        assertThat(new Venue("v", "a".repeat(500)).address()).hasSize(500);
        assertRefused(() -> new Venue("v", "a".repeat(501)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "ga",
                "Block-7",
                "1.Rang_links",
                "0123456789012345678901234567890123456789"
            })
    void an_id_may_be_chosen(String slug) {
        assertThat(new SectionId(slug)).hasToString(slug);
        assertThat(new TierId(slug)).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                ".a",
                "_a",
                "a b",
                "a/b",
                "ä",
                "a\n",
                "01234567890123456789012345678901234567890"
            })
    void an_id_is_letters_digits_and_a_few_marks(String slug) {
        assertThat(SectionId.isValid(slug)).isFalse();
        assertThat(TierId.isValid(slug)).isFalse();
        assertRefused(() -> new SectionId(slug));
        assertRefused(() -> new TierId(slug));
    }

    @Test
    void ids_are_ordered() {
        assertThat(new SectionId("a")).isLessThan(new SectionId("b"));
        assertThat(new TierId("a")).isLessThan(new TierId("b"));
        assertThat(new SeatLabel("A-1")).isLessThan(new SeatLabel("A-2"));
    }

    @Test
    void general_admission_has_one_to_200000_places() {
        assertThat(new Seating.General(1).capacity()).isEqualTo(1);
        assertThat(new Seating.General(200_000).capacity()).isEqualTo(200_000);
        assertRefused(() -> new Seating.General(0));
        assertRefused(() -> new Seating.General(200_001));
    }

    @Test
    void a_numbered_section_has_one_to_20000_seats() {
        assertThat(new Seating.Numbered(numbered(1)).capacity()).isEqualTo(1);
        assertThat(new Seating.Numbered(numbered(20_000)).capacity()).isEqualTo(20_000);
        assertRefused(() -> new Seating.Numbered(List.of()));
        assertRefused(() -> new Seating.Numbered(numbered(20_001)));
    }

    @Test
    void a_seat_stands_once_in_its_section() {
        assertRefused(() -> new Seating.Numbered(labels("A-1", "A-2", "A-1")));
    }

    @Test
    void a_seat_label_has_one_to_20_characters() {
        assertThat(new SeatLabel("s".repeat(20))).hasToString("s".repeat(20));
        assertRefused(() -> new SeatLabel("s".repeat(21)));
        assertRefused(() -> new SeatLabel(""));
        assertRefused(() -> new SeatLabel(" "));
    }

    @Test
    void a_row_is_what_precedes_the_last_digits() {
        assertThat(new SeatLabel("A-1").row()).isEqualTo("A-");
        assertThat(new SeatLabel("A-12").row()).isEqualTo("A-");
        assertThat(new SeatLabel("2B7").row()).isEqualTo("2B");
        assertThat(new SeatLabel("17").row()).isEmpty();
        assertThat(new SeatLabel("Box").row()).isEqualTo("Box");
        assertThat(new SeatLabel("A-1b").row()).isEqualTo("A-1b");
    }

    private static List<SeatLabel> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> new SeatLabel("A-" + i)).toList();
    }
}
