package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedPayments;
import dev.ticketing.core.application.Listings.WantedReservations;
import dev.ticketing.core.application.Listings.WantedShows;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRow;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ListingsTest {

    private static final WantedShows ANY_SHOW =
            new WantedShows(
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Listings listings = world.ticketing.listings();

    /** Until the read models have come to the end of the log. */
    private void settle() {
        world.machine.advance(Duration.ofSeconds(1));
    }

    private List<ShowId> shows(Optional<Caller> caller, WantedShows wanted) {
        return listings.shows(caller, wanted, Optional.empty(), 10).stream()
                .map(row -> row.show().facts().id())
                .toList();
    }

    private List<ReservationId> reservations(Caller caller, WantedReservations wanted) {
        return listings
                .reservations(caller, wanted, world.clock.instant(), Optional.empty(), 10)
                .stream()
                .map(row -> row.reservation().terms().id())
                .toList();
    }

    private static WantedReservations of(ShowId show) {
        return new WantedReservations(Optional.of(show), Optional.empty());
    }

    @Test
    void a_draft_is_listed_for_its_owner_and_administrators() {
        ShowId draft = world.draft(World.details());
        settle();

        assertThat(shows(Optional.empty(), ANY_SHOW)).containsExactly(show);
        assertThat(shows(Optional.of(world.stranger), ANY_SHOW)).containsExactly(show);
        assertThat(shows(Optional.of(world.owner), ANY_SHOW)).containsExactly(show, draft);
        assertThat(shows(Optional.of(world.admin), ANY_SHOW)).containsExactly(show, draft);
    }

    @Test
    void shows_are_found_by_stage_words_times_and_owner() {
        settle();

        assertThat(shows(Optional.empty(), stage(Show.Stage.SALES_OPEN))).containsExactly(show);
        assertThat(shows(Optional.empty(), stage(Show.Stage.SALES_CLOSED))).isEmpty();
        assertThat(shows(Optional.empty(), words("tempest globe"))).containsExactly(show);
        assertThat(shows(Optional.empty(), words("hamlet"))).isEmpty();
        assertThat(shows(Optional.empty(), owner(world.owner))).containsExactly(show);
        assertThat(shows(Optional.empty(), owner(world.stranger))).isEmpty();
    }

    private static WantedShows stage(Show.Stage stage) {
        return new WantedShows(
                Set.of(stage),
                Optional.of(World.STARTS),
                Optional.of(World.STARTS.plusNanos(1_000)),
                Optional.empty(),
                Optional.empty());
    }

    private static WantedShows words(String text) {
        return new WantedShows(
                Set.of(), Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty());
    }

    private static WantedShows owner(Caller caller) {
        return new WantedShows(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(caller.user()));
    }

    @Test
    void a_page_begins_where_the_last_one_ended() {
        ShowId second = world.onSale();
        settle();

        List<ShowRow> first = listings.shows(Optional.empty(), ANY_SHOW, Optional.empty(), 1);
        List<ShowRow> rest =
                listings.shows(
                        Optional.empty(),
                        ANY_SHOW,
                        first.stream().map(ShowDirectory.Cursor::of).findFirst(),
                        10);

        assertThat(first).extracting(row -> row.show().facts().id()).containsExactly(show);
        assertThat(rest).extracting(row -> row.show().facts().id()).containsExactly(second);
    }

    @Test
    void reservations_of_a_show_are_listed_for_its_organizers_and_own_ones_for_everybody() {
        ReservationId bought = world.confirmed(show, World.places(1));
        ReservationId other =
                world.done(world.hold(world.ticketing, world.stranger, show, World.places(1)))
                        .terms()
                        .id();
        settle();

        assertThat(reservations(world.owner, of(show))).containsExactly(other, bought);
        assertThat(reservations(world.admin, of(show))).containsExactly(other, bought);
        assertThat(reservations(world.customer, of(show))).containsExactly(bought);
        assertThat(reservations(world.stranger, of(show))).containsExactly(other);
        assertThat(reservations(world.owner, of(new ShowId(world.newId())))).isEmpty();
        assertThat(
                        reservations(
                                world.owner,
                                new WantedReservations(Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_hold_is_listed_as_expired_from_the_instant_on_at_which_it_ends() {
        ReservationId held = world.held(show, World.places(1));
        settle();
        world.jump(World.HOLD_TIME.minus(Duration.ofSeconds(1)).minusNanos(1));

        assertThat(reservations(world.customer, in(Reservation.Status.HELD))).containsExactly(held);
        world.jump(Duration.ofNanos(1));
        assertThat(reservations(world.customer, in(Reservation.Status.HELD))).isEmpty();
        assertThat(reservations(world.customer, in(Reservation.Status.EXPIRED)))
                .containsExactly(held);
    }

    private static WantedReservations in(Reservation.Status status) {
        return new WantedReservations(Optional.empty(), Optional.of(status));
    }

    @Test
    void payments_and_tickets_of_a_reservation_are_for_who_may_see_it() {
        ReservationId bought = world.confirmed(show, World.places(2));
        settle();

        for (Caller caller : List.of(world.customer, world.owner, world.admin)) {
            assertThat(payments(caller, bought)).hasSize(1);
            assertThat(tickets(caller, bought)).isEqualTo(2);
        }
        assertThat(payments(world.stranger, bought)).isEmpty();
        assertThat(tickets(world.stranger, bought)).isZero();
        assertThat(payments(world.admin, new ReservationId(world.newId()))).isEmpty();
    }

    private List<Payment.Status> payments(Caller caller, ReservationId reservation) {
        WantedPayments wanted =
                new WantedPayments(
                        Optional.empty(),
                        Optional.of(reservation),
                        Optional.of(Payment.Status.CAPTURED));
        return listings.payments(caller, wanted, Optional.empty(), 10).stream()
                .map(row -> Payment.statusOf(row.payment()))
                .toList();
    }

    private int tickets(Caller caller, ReservationId reservation) {
        WantedTickets wanted = new WantedTickets(Optional.empty(), Optional.of(reservation));
        return listings.tickets(caller, wanted, Optional.empty(), 10).size();
    }
}
