package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Analytics;
import dev.ticketing.core.application.Analytics.SectionSales;
import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Reading;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.customers.CustomerFigures.TopSpender;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.sales.ReservationCounts;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

class AnalyticsTest {

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Analytics analytics = world.ticketing.analytics();

    /** Until the read models have come to the end of the log. */
    private void settle() {
        world.machine.advance(Duration.ofSeconds(1));
    }

    private static <T> T told(Reading<T> reading) {
        return switch (reading) {
            case Reading.Told<T>(T value) -> value;
            case Reading.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }

    private SalesSheet sales() {
        return told(analytics.sales(world.owner, show)).sheet();
    }

    @Test
    void figures_of_a_show_are_for_its_organizers() {
        assertThat(analytics.sales(world.admin, show)).isInstanceOf(Reading.Told.class);
        assertThat(analytics.sales(world.stranger, show))
                .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
        assertThat(analytics.popularSections(world.customer, show))
                .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
    }

    @Test
    void a_draft_is_not_there_for_others() {
        ShowId draft = world.draft(World.details());

        assertThat(analytics.sales(world.owner, draft)).isInstanceOf(Reading.Told.class);
        assertThat(analytics.sales(world.stranger, draft))
                .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
        assertThat(analytics.sales(world.admin, new ShowId(world.newId())))
                .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
    }

    @Test
    void a_show_has_figures_before_its_read_model_has_seen_it() {
        assertThat(sales().reservations()).isEqualTo(ReservationCounts.NONE);
        assertThat(sales().averageTicketPrice()).isEqualTo(World.euros(0));
    }

    @Test
    void the_average_is_what_is_left_for_each_ticket_that_is_not_void() {
        world.confirmed(show, World.places(2));
        world.confirmed(show, World.seats("A-1"));
        ReservationId given = world.confirmed(show, World.places(1));
        settle();
        assertThat(sales().net()).isEqualTo(World.euros(230));
        assertThat(sales().averageTicketPrice().amount()).isEqualTo(5_750);

        world.done(world.cancel(world.customer, given));
        settle();
        settle();

        assertThat(sales().total().revenue()).isEqualTo(World.euros(230));
        assertThat(sales().net()).isEqualTo(World.euros(180));
        assertThat(sales().averageTicketPrice()).isEqualTo(World.euros(60));
        assertThat(sales().reservations()).isEqualTo(new ReservationCounts(0, 2, 0, 1, 0));
    }

    @Test
    void sections_are_ordered_by_share_and_equal_ones_as_the_show_has_them() {
        settle();
        assertThat(popular()).extracting(SectionSales::sold).containsExactly(0, 0);
        assertThat(popular().getFirst().section().id()).isEqualTo(World.STALLS);

        world.confirmed(show, World.places(1));
        world.confirmed(show, World.seats("A-1"));
        settle();

        assertThat(popular())
                .extracting(sales -> sales.section().id())
                .containsExactly(World.CIRCLE, World.STALLS);
        assertThat(popular())
                .extracting(SectionSales::share)
                .containsExactly(new BigDecimal("0.1667"), new BigDecimal("0.1000"));
    }

    private List<SectionSales> popular() {
        return told(analytics.popularSections(world.owner, show));
    }

    @Test
    void figures_of_all_are_for_administrators() {
        world.confirmed(show, World.places(2));
        settle();
        LocalDate today = LocalDate.parse("2027-03-01");

        assertThat(told(analytics.revenue(world.admin, Optional.of(today), Optional.empty())))
                .containsExactly(new Turnover(World.euros(100), World.euros(0)));
        assertThat(told(analytics.revenue(world.admin, Optional.empty(), Optional.of(today))))
                .isEmpty();
        assertThat(told(analytics.topSpenders(world.admin, Optional.empty(), 10)))
                .containsExactly(new TopSpender(world.customer.user(), World.euros(100), 2));
        Optional<Currency> dollars = Optional.of(Currency.getInstance("USD"));
        assertThat(told(analytics.topSpenders(world.admin, dollars, 10))).isEmpty();
        for (Caller caller : List.of(world.owner, world.customer)) {
            assertThat(analytics.revenue(caller, Optional.empty(), Optional.empty()))
                    .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
            assertThat(analytics.topSpenders(caller, Optional.empty(), 10))
                    .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
        }
    }

    @Test
    void a_profile_is_its_customers_and_the_administrators() {
        world.confirmed(show, World.places(2));
        settle();

        CustomerSheet own = told(analytics.profile(world.customer, world.customer.user()));
        assertThat(own.purchases()).isEqualTo(1);
        assertThat(own.favouriteSection()).contains("Stalls");
        assertThat(told(analytics.profile(world.admin, world.customer.user()))).isEqualTo(own);
        assertThat(analytics.profile(world.owner, world.customer.user()))
                .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
        assertThat(told(analytics.profile(world.stranger, world.stranger.user())))
                .isEqualTo(CustomerSheet.BLANK);
    }
}
