package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.Stories.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Who is told the story of a reservation, and what of it is kept from them. */
class HistoryReadersTest {

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Stories stories = new Stories(world, show);

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    @Test
    void nobody_is_told_whom_a_ticket_was_handed_on_to() {
        ReservationId id = world.confirmed(show, World.places(1));
        Caller friend = world.newUser();
        world.done(
                world.ticketing
                        .tickets()
                        .transfer(
                                world.by(world.customer),
                                world.reservation(id).tickets().getFirst(),
                                friend::user));

        assertThat(stories.types(id)).contains("ticket-transferred");
        assertThat(stories.history(world.customer, id))
                .noneMatch(entry -> data(entry).contains(friend.user().toString()));
        assertThat(stories.history(world.owner, id))
                .anyMatch(entry -> data(entry).contains(friend.user().toString()));
    }

    @Test
    void who_took_the_places_of_a_hold_that_was_over_is_told_to_organizers_alone() {
        ReservationId id = world.held(show, World.places(8));
        world.jump(World.HOLD_TIME);
        world.done(world.hold(world.ticketing, world.stranger, show, World.places(8)));
        String stranger = world.stranger.user().toString();

        List<HistoryEntry> told = stories.history(world.customer, id);

        assertThat(told)
                .extracting(HistoryEntry::type)
                .containsExactly("seats-held", "reservation-started", "holds-lapsed");
        assertThat(told.get(2).actor()).isEqualTo("user");
        assertThat(told).noneMatch(entry -> entry.toString().contains(stranger));
        for (Caller organizer : List.of(world.owner, world.admin)) {
            assertThat(stories.history(organizer, id).get(2).actor()).isEqualTo("user:" + stranger);
        }
    }

    @Test
    void who_gets_a_ticket_and_hands_it_on_is_told_to_organizers_alone() {
        ReservationId id = world.confirmed(show, World.places(1));
        TicketId ticket = world.reservation(id).tickets().getFirst();
        handOn(ticket, world.customer, world.stranger);
        handOn(ticket, world.stranger, world.owner);
        handOn(ticket, world.owner, world.stranger);
        handOn(ticket, world.stranger, world.customer);
        String customer = world.customer.user().toString();
        String owner = world.owner.user().toString();
        String stranger = world.stranger.user().toString();

        List<HistoryEntry> told = lastFour(stories.history(world.customer, id));

        assertThat(told).extracting(HistoryEntry::type).containsOnly("ticket-transferred");
        assertThat(told)
                .extracting(HistoryEntry::actor)
                .containsExactly("user:" + customer, "user", "user", "user");
        assertThat(told)
                .noneMatch(
                        entry ->
                                entry.toString().contains(stranger)
                                        || entry.toString().contains(owner));
        assertThat(data(told.getFirst())).contains("\"from\":\"" + customer + "\"", "\"to\":null");
        assertThat(data(told.getLast())).contains("\"from\":null", "\"to\":\"" + customer + "\"");
        assertThat(lastFour(stories.history(world.admin, id)))
                .allMatch(entry -> data(entry).contains(stranger));
        assertThat(world.ticketing.histories().of(world.stranger, id))
                .as("who held a ticket does not learn of who bought it")
                .isEmpty();
    }

    private void handOn(TicketId ticket, Caller from, Caller to) {
        world.done(world.ticketing.tickets().transfer(world.by(from), ticket, to::user));
    }

    private static List<HistoryEntry> lastFour(List<HistoryEntry> story) {
        return story.subList(story.size() - 4, story.size());
    }

    @Test
    void who_let_a_customer_in_is_told_to_them_if_it_was_the_owner() {
        ReservationId first = world.confirmed(show, World.places(1));
        ReservationId second = world.confirmed(show, World.places(1));
        stories.checkIn(first);
        world.done(
                world.ticketing
                        .tickets()
                        .checkIn(
                                world.by(world.admin),
                                show,
                                stories.code(second),
                                Optional.empty()));
        String admin = world.admin.user().toString();

        HistoryEntry byOwner = stories.history(world.customer, first).getLast();
        HistoryEntry byAdmin = stories.history(world.customer, second).getLast();

        assertThat(byOwner.actor()).isEqualTo("user:" + world.owner.user());
        assertThat(data(byOwner)).contains("\"" + world.owner.user() + "\"");
        assertThat(byAdmin.actor()).isEqualTo("user");
        assertThat(data(byAdmin)).contains("\"by\":null").doesNotContain(admin);
        assertThat(data(stories.history(world.owner, second).getLast())).contains(admin);
    }

    @Test
    void is_told_to_its_customer_to_organizers_and_to_administrators_alone() {
        ReservationId id = world.held(show, World.places(1));

        for (Caller caller : List.of(world.customer, world.owner, world.admin)) {
            assertThat(stories.history(caller, id)).hasSize(2);
        }
        assertThat(world.ticketing.histories().of(world.stranger, id)).isEmpty();
        assertThat(world.ticketing.histories().of(world.admin, new ReservationId(world.newId())))
                .isEmpty();
    }
}
