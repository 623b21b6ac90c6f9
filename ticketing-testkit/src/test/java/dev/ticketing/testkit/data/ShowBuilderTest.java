package dev.ticketing.testkit.data;

import static dev.ticketing.testkit.data.ShowBuilder.aShow;
import static dev.ticketing.testkit.data.TestData.euros;
import static dev.ticketing.testkit.data.TestData.labels;
import static dev.ticketing.testkit.data.TestData.section;
import static dev.ticketing.testkit.data.TestData.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Tier;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ShowBuilderTest {

    @Test
    void without_a_word_it_is_a_play_in_a_hall() {
        ShowDetails details = aShow().details();

        assertThat(details.startsAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(90)));
        assertThat(details.sections())
                .containsExactly(new Section(section("hall"), "hall", new Seating.General(100)));
        assertThat(details.tiers()).extracting(Tier::price).containsExactly(euros(50));
    }

    @Test
    void sections_that_are_named_take_the_place_of_the_hall() {
        ShowDetails details =
                aShow().titled("Hamlet")
                        .withPlaces("stalls", 10, 50)
                        .withSeats("circle", 80, "A-1", "A-2")
                        .withTier(tier("late", section("stalls"), 20))
                        .details();

        assertThat(details.title()).isEqualTo("Hamlet");
        assertThat(details.sections())
                .containsExactly(
                        new Section(section("stalls"), "stalls", new Seating.General(10)),
                        new Section(
                                section("circle"),
                                "circle",
                                new Seating.Numbered(labels("A-1", "A-2"))));
        assertThat(details.tiers())
                .containsExactly(
                        tier("stalls", section("stalls"), 50),
                        tier("circle", section("circle"), 80),
                        tier("late", section("stalls"), 20));
    }

    @Test
    void a_price_for_the_hall_leaves_it_in_place() {
        ShowDetails details = aShow().withTier(tier("late", section("hall"), 20)).details();

        assertThat(details.sections()).hasSize(1);
        assertThat(details.tiers()).extracting(Tier::price).containsExactly(euros(50), euros(20));
    }

    @Test
    void what_is_said_of_the_sale_leaves_the_rest_as_it_was() {
        RefundPolicy policy = new RefundPolicy(List.of());
        ShowDetails details =
                aShow().holdingFor(Duration.ofMinutes(1))
                        .sellingAtMost(3)
                        .refunding(policy)
                        .startingAt(TestClock.START)
                        .details();

        assertThat(details.holdTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(details.maxTicketsPerReservation()).isEqualTo(3);
        assertThat(details.refundPolicy()).isEqualTo(policy);
        assertThat(details.startsAt()).isEqualTo(TestClock.START);
        assertThat(details.endsAt()).isAfter(TestClock.START);
        assertThat(details.sections()).isEqualTo(aShow().details().sections());
    }
}
