package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.InventoryRejection.UnknownSeats;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.mailbox.Completion.Reason;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class HoldsTest {

    private final World world = new World();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
    }

    @Test
    void a_hold_keeps_places_for_its_customer_at_todays_price_until_an_instant() {
        ShowId show = world.onSale();

        var done = world.doneAs(world.hold(show, World.places(3)));

        var terms = done.value().terms();
        assertThat(terms.customer()).isEqualTo(world.customer.user());
        assertThat(terms.lines())
                .containsExactly(new PriceLine(new TierId("normal"), 3, World.euros(50)));
        assertThat(terms.total()).isEqualTo(World.euros(150));
        assertThat(terms.expiresAt()).isEqualTo(TestClock.START.plus(World.HOLD_TIME));
        assertThat(done.position()).contains(world.memory.head());
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 3, 0, 0));
    }

    @Test
    void the_last_place_can_be_had_and_the_one_past_it_cannot() {
        ShowId show = world.onSale();
        world.held(show, World.places(8));

        world.held(show, World.places(2));

        assertThat(world.await(world.hold(show, World.places(1))))
                .isRefusedBecauseOf(new NotEnoughSeats(1, 0));
    }

    @Test
    void a_wish_for_more_than_is_left_takes_nothing() {
        ShowId show = world.onSale();
        world.held(show, World.places(8));

        assertThat(world.await(world.hold(show, World.places(3))))
                .isRefusedBecauseOf(new NotEnoughSeats(3, 2));
        assertThat(world.availability(show, World.STALLS)).hasFree(2);
    }

    @Test
    void a_reservation_may_be_as_large_as_the_show_allows_and_not_larger() {
        ShowId show = world.onSale();

        assertThat(world.await(world.hold(show, World.places(9))))
                .isRefusedBecauseOf(new Refusal.TooManyTickets(9, 8));
        assertThat(world.held(show, World.places(8))).isNotNull();
    }

    @Test
    void a_show_that_is_not_there_is_not_found() {
        assertThat(world.await(world.hold(new ShowId(world.newId()), World.places(1))))
                .isRefusedBecauseOf(new Refusal.NotFound());
    }

    @Test
    void a_draft_is_not_found_but_by_its_organizer_who_learns_that_sales_are_not_open() {
        ShowId draft = world.draft(World.details());

        assertThat(world.await(world.hold(draft, World.places(1))))
                .isRefusedBecauseOf(new Refusal.NotFound());
        assertThat(world.await(world.hold(world.ticketing, world.owner, draft, World.places(1))))
                .isRefusedBecauseOf(new Refusal.SalesNotOpen(Stage.DRAFT));
    }

    @Test
    void nothing_is_held_before_sales_open_or_after_they_close() {
        ShowId show = world.draft(World.details());
        world.done(world.ticketing.shows().publish(world.by(world.owner), show));
        assertThat(world.await(world.hold(show, World.places(1))))
                .isRefusedBecauseOf(new Refusal.SalesNotOpen(Stage.PUBLISHED));

        world.done(world.ticketing.shows().openSales(world.by(world.owner), show));
        world.held(show, World.places(1));
        world.done(world.ticketing.shows().closeSales(world.by(world.owner), show));

        assertThat(world.await(world.hold(show, World.places(1))))
                .isRefusedBecauseOf(new Refusal.SalesNotOpen(Stage.SALES_CLOSED));
    }

    @Test
    void an_unknown_section_is_refused() {
        ShowId show = world.onSale();
        SectionId nowhere = new SectionId("nowhere");

        assertThat(world.await(wish(show, nowhere, World.places(1), Optional.empty())))
                .isRefusedBecauseOf(new Refusal.UnknownSection(nowhere));
    }

    @Test
    void a_tier_has_to_exist_and_to_belong_to_the_section() {
        ShowId show = world.onSale();
        TierId unknown = new TierId("unknown");
        TierId circles = new TierId("best");

        assertThat(world.await(inStalls(show, unknown)))
                .isRefusedBecauseOf(new Refusal.UnknownTier(unknown));
        assertThat(world.await(inStalls(show, circles)))
                .isRefusedBecauseOf(new Refusal.UnknownTier(circles));
        assertThat(world.done(inStalls(show, new TierId("normal"))).terms().total())
                .isEqualTo(World.euros(50));
    }

    @Test
    void without_a_tier_the_cheapest_open_one_is_taken_at_both_edges_of_its_window() {
        Instant from = TestClock.START.plus(Duration.ofHours(1));
        Instant until = TestClock.START.plus(Duration.ofHours(2));
        ShowId show = onSaleWith(World.tier("normal", World.STALLS, 50), early(from, until));

        world.machine.jumpTo(from.minusNanos(1));
        assertThat(price(show)).isEqualTo(World.euros(50));
        world.machine.jumpTo(from);
        assertThat(price(show)).isEqualTo(World.euros(30));
        world.machine.jumpTo(until.minusNanos(1));
        assertThat(price(show)).isEqualTo(World.euros(30));
        world.machine.jumpTo(until);
        assertThat(price(show)).isEqualTo(World.euros(50));
    }

    @Test
    void a_tier_that_is_asked_for_outside_its_window_has_no_price() {
        Instant from = TestClock.START.plus(Duration.ofHours(1));
        Instant until = TestClock.START.plus(Duration.ofHours(2));
        ShowId show = onSaleWith(World.tier("normal", World.STALLS, 50), early(from, until));

        assertThat(world.await(inStalls(show, new TierId("early"))))
                .isRefusedBecauseOf(new Refusal.NoPriceNow(World.STALLS));
        world.machine.jumpTo(from);
        assertThat(world.done(inStalls(show, new TierId("early"))).terms().total())
                .isEqualTo(World.euros(30));
    }

    @Test
    void nothing_is_held_when_no_price_is_open() {
        Instant from = TestClock.START.plus(Duration.ofHours(1));
        ShowId show = onSaleWith(early(from, from.plusSeconds(1)));

        assertThat(world.await(world.hold(show, World.places(1))))
                .isRefusedBecauseOf(new Refusal.NoPriceNow(World.STALLS));
    }

    private static Tier early(Instant from, Instant until) {
        return new Tier(new TierId("early"), "Early", World.STALLS, World.euros(30), from, until);
    }

    private ShowId onSaleWith(Tier... tiers) {
        Section stalls = new Section(World.STALLS, "Stalls", new Seating.General(10));
        return world.onSale(World.details(List.of(stalls), List.of(tiers), RefundPolicy.DEFAULT));
    }

    private Money price(ShowId show) {
        return world.done(world.hold(show, World.places(1))).terms().total();
    }

    private CompletableFuture<Outcome<Reservation.Started>> inStalls(ShowId show, TierId tier) {
        return wish(show, World.STALLS, World.places(1), Optional.of(tier));
    }

    private CompletableFuture<Outcome<Reservation.Started>> wish(
            ShowId show, SectionId section, Places places, Optional<TierId> tier) {
        return world.ticketing
                .reservations()
                .hold(world.by(world.customer), new Wish(show, section, places, tier));
    }

    @Test
    void seats_are_held_by_their_labels() {
        ShowId show = world.onSale();

        assertThat(world.done(world.hold(show, World.seats("B-2", "A-1"))).terms().places())
                .isEqualTo(World.seats("B-2", "A-1"));
    }

    @Test
    void a_seat_that_somebody_has_is_refused_with_its_label() {
        ShowId show = world.onSale();
        world.held(show, World.seats("A-1", "A-2"));

        assertThat(world.await(world.hold(show, World.seats("A-2", "A-3"))))
                .isRefusedBecauseOf(new SeatsTaken(World.labels("A-2")));
        assertThat(world.held(show, World.seats("A-3"))).isNotNull();
    }

    @Test
    void a_seat_that_does_not_exist_is_refused_with_its_label() {
        ShowId show = world.onSale();

        assertThat(world.await(world.hold(show, World.seats("A-1", "Z-9"))))
                .isRefusedBecauseOf(new UnknownSeats(World.labels("Z-9")));
    }

    @Test
    void general_admission_knows_no_labels() {
        ShowId show = world.onSale();

        assertThat(world.await(wish(show, World.STALLS, World.seats("A-1"), Optional.empty())))
                .isRefusedBecauseOf(new UnknownSeats(World.labels("A-1")));
    }

    @Test
    void a_party_gets_the_best_seats_side_by_side() {
        ShowId show = world.onSale();
        world.held(show, World.seats("A-2"));

        assertThat(inCircle(show, 3)).isEqualTo(World.seats("B-1", "B-2", "B-3"));
        assertThat(inCircle(show, 2))
                .as("nothing side by side is left")
                .isEqualTo(World.seats("A-1", "A-3"));
        assertThat(world.await(wish(show, World.CIRCLE, World.places(1), Optional.empty())))
                .isRefusedBecauseOf(new NotEnoughSeats(1, 0));
    }

    private Places inCircle(ShowId show, int quantity) {
        return world.done(wish(show, World.CIRCLE, World.places(quantity), Optional.empty()))
                .terms()
                .places();
    }

    @Test
    void a_repeated_hold_gives_the_first_answer_even_after_it_was_cancelled() {
        ShowId show = world.onSale();
        Request request = world.by(world.customer);
        Wish wish = new Wish(show, World.STALLS, World.places(8), Optional.empty());
        var first = world.doneAs(world.ticketing.reservations().hold(request, wish));
        world.done(world.cancel(world.customer, first.value().terms().id()));
        world.held(show, World.places(8));

        var again = world.doneAs(world.ticketing.reservations().hold(request, wish));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(again.replayed()).isTrue();
    }

    @Test
    void a_command_id_that_was_used_for_something_else_is_refused() {
        ShowId show = world.onSale();
        Request request = world.by(world.customer);
        Wish wish = new Wish(show, World.STALLS, World.places(1), Optional.empty());
        world.done(world.ticketing.reservations().hold(request, wish));
        Request other =
                new Request(
                        world.customer,
                        new CommandKey(request.command().id(), 1),
                        request.metadata());

        assertThat(world.await(world.ticketing.reservations().hold(other, wish)))
                .isRefusedBecauseOf(new Refusal.NotTaken(Reason.COMMAND_REUSED));
    }

    @Test
    void a_reservation_is_seen_by_its_customer_the_organizer_and_administrators_alone() {
        ReservationId id = world.held(world.onSale(), World.places(1));
        var reservations = world.ticketing.reservations();

        assertThat(reservations.find(world.customer, id)).isPresent();
        assertThat(reservations.find(world.owner, id)).isPresent();
        assertThat(reservations.find(world.admin, id)).isPresent();
        assertThat(reservations.find(world.stranger, id)).isEmpty();
        assertThat(reservations.find(world.admin, new ReservationId(world.newId()))).isEmpty();
    }
}
