package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryRejection.FewerBlocked;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.SeatsNotBlocked;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class BlockingTest {

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().violations()).isEmpty();
        assertThat(world.failures).isEmpty();
    }

    private CompletableFuture<Outcome<SectionAvailability>> block(Caller caller, Places places) {
        return world.ticketing.sections().block(world.by(caller), show, sectionOf(places), places);
    }

    private CompletableFuture<Outcome<SectionAvailability>> unblock(Places places) {
        return world.ticketing
                .sections()
                .unblock(world.by(world.owner), show, sectionOf(places), places);
    }

    private static SectionId sectionOf(Places places) {
        return places instanceof Places.Seats ? World.CIRCLE : World.STALLS;
    }

    @Test
    void blocked_places_are_not_to_be_had_until_they_are_unblocked() {
        var blocked = world.doneAs(block(world.owner, World.places(8)));

        assertThat(blocked.value())
                .isEqualTo(new SectionAvailability(World.STALLS, new Availability(10, 0, 0, 8)));
        assertThat(blocked.position()).contains(world.memory.head());
        assertThat(world.availability(show, World.STALLS)).isEqualTo(blocked.value().places());
        assertThat(world.await(world.hold(show, World.places(3))))
                .isRefusedBecauseOf(new NotEnoughSeats(3, 2));
        world.held(show, World.places(2));
        assertThat(world.await(block(world.owner, World.places(1))))
                .isRefusedBecauseOf(new NotEnoughSeats(1, 0));

        assertThat(world.done(unblock(World.places(3))).places())
                .isEqualTo(new Availability(10, 2, 0, 5));
        world.held(show, World.places(3));
        assertThat(world.await(unblock(World.places(6))))
                .isRefusedBecauseOf(new FewerBlocked(6, 5));
    }

    @Test
    void seats_are_blocked_by_their_labels() {
        world.held(show, World.seats("A-1"));
        world.done(block(world.owner, World.seats("A-2", "B-1")));

        assertThat(world.await(block(world.owner, World.seats("A-1", "A-2", "A-3"))))
                .isRefusedBecauseOf(new SeatsTaken(World.labels("A-1", "A-2")));
        assertThat(world.await(world.hold(show, World.seats("B-1"))))
                .isRefusedBecauseOf(new SeatsTaken(World.labels("B-1")));
        assertThat(world.await(unblock(World.seats("A-1", "A-2"))))
                .isRefusedBecauseOf(new SeatsNotBlocked(World.labels("A-1")));
        world.done(unblock(World.seats("B-1")));
        world.held(show, World.seats("B-1"));
    }

    @Test
    void overdue_holds_give_way_in_the_same_unit() {
        ReservationId overdue = world.held(show, World.places(8));
        Position before = world.memory.head();
        world.jump(World.HOLD_TIME);

        world.done(block(world.owner, World.places(10)));

        List<RecordedEvent> unit = world.memory.read(before, 2);
        assertThat(unit.stream().map(RecordedEvent::command).distinct()).hasSize(1);
        assertThat(unit.stream().<Object>map(one -> one.event().getClass()))
                .containsExactly(HoldsLapsed.class, SeatsBlocked.class);
        assertThat(world.statusOf(overdue)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void more_overdue_holds_than_a_unit_takes_are_released_beforehand() {
        ShowId large = world.onSale(World.details(1_001, RefundPolicy.DEFAULT));
        IntStream.range(0, 1_001)
                .forEach(
                        i -> {
                            var unused = world.hold(large, World.places(1));
                        });
        world.machine.run();
        world.jump(World.HOLD_TIME);

        var blocked =
                world.ticketing
                        .sections()
                        .block(world.by(world.owner), large, World.STALLS, World.places(1_001));

        assertThat(world.done(blocked).places()).isEqualTo(new Availability(1_001, 0, 0, 1_001));
        assertThat(world.recorded(HoldsLapsed.class).stream().flatMap(all -> all.holds().stream()))
                .hasSize(1_001);
    }

    @Test
    void only_who_organizes_the_show_blocks() {
        assertThat(world.await(block(world.customer, World.places(1))))
                .isRefusedBecauseOf(new Refusal.Forbidden());
        world.done(block(world.admin, World.places(1)));
    }

    @Test
    void a_draft_has_nothing_to_block_and_is_not_seen_by_others() {
        ShowId draft = world.draft(World.details());

        assertThat(world.await(blockOne(draft, World.STALLS, world.owner)))
                .isRefusedBecauseOf(new Refusal.WrongStage(Show.Stage.DRAFT));
        assertThat(world.await(blockOne(draft, World.STALLS, world.stranger)))
                .isRefusedBecauseOf(new Refusal.NotFound());
        assertThat(world.await(blockOne(show, new SectionId("roof"), world.owner)))
                .isRefusedBecauseOf(new Refusal.NotFound());
        assertThat(world.await(blockOne(new ShowId(world.newId()), World.STALLS, world.owner)))
                .isRefusedBecauseOf(new Refusal.NotFound());
    }

    private CompletableFuture<Outcome<SectionAvailability>> blockOne(
            ShowId of, SectionId section, Caller caller) {
        return world.ticketing.sections().block(world.by(caller), of, section, World.places(1));
    }

    @Test
    void places_are_blocked_before_sales_open_and_after_they_close() {
        ShowId early = world.draft(World.details());
        world.done(world.ticketing.shows().publish(world.by(world.owner), early));
        world.done(blockOne(early, World.STALLS, world.owner));
        world.done(world.ticketing.shows().openSales(world.by(world.owner), early));
        world.done(world.ticketing.shows().closeSales(world.by(world.owner), early));

        assertThat(world.done(blockOne(early, World.STALLS, world.owner)).places())
                .isEqualTo(new Availability(10, 0, 0, 2));
    }

    @Test
    void when_a_show_is_over_its_places_stay_as_they_are() {
        world.done(block(world.owner, World.places(1)));
        world.done(world.ticketing.shows().closeSales(world.by(world.owner), show));
        world.done(world.ticketing.shows().complete(world.by(world.owner), show));

        assertThat(world.await(block(world.owner, World.places(1))))
                .isRefusedBecauseOf(new Refusal.WrongStage(Show.Stage.COMPLETED));
        assertThat(world.await(unblock(World.places(1))))
                .isRefusedBecauseOf(new Refusal.WrongStage(Show.Stage.COMPLETED));
    }

    @Test
    void the_same_request_twice_blocks_once() {
        Request request = world.by(world.owner);
        var sections = world.ticketing.sections();
        var first = world.doneAs(sections.block(request, show, World.STALLS, World.places(4)));
        world.held(show, World.places(2));

        var again = world.doneAs(sections.block(request, show, World.STALLS, World.places(4)));

        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(world.recorded(SeatsBlocked.class)).hasSize(1);
    }

    @Test
    void two_processes_do_not_block_what_the_other_has_given_away() {
        Ticketing other = world.newProcess();
        world.held(show, World.places(5));
        assertThat(
                        world.done(
                                        other.sections()
                                                .block(
                                                        world.by(world.owner),
                                                        show,
                                                        World.STALLS,
                                                        World.places(4)))
                                .places())
                .isEqualTo(new Availability(10, 5, 0, 4));

        assertThat(world.await(world.hold(show, World.places(2))))
                .isRefusedBecauseOf(new NotEnoughSeats(2, 1));
        world.done(unblock(World.places(1)));
        assertThat(
                        world.done(world.hold(other, world.customer, show, World.places(2)))
                                .terms()
                                .places())
                .isEqualTo(World.places(2));
    }

    @Test
    void the_read_model_counts_what_is_blocked() {
        world.done(block(world.owner, World.places(4)));
        world.done(unblock(World.places(1)));
        world.done(block(world.owner, World.seats("A-1")));
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.directories.availability().sections(show))
                .containsEntry(World.STALLS, new SectionRow(10, 0, 0, 3))
                .containsEntry(World.CIRCLE, new SectionRow(6, 0, 0, 1));
        assertThat(world.recorded(SeatsUnblocked.class)).hasSize(1);
    }
}
