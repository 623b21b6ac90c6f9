package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.reservation.ReservationRejection.HoldOver;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class ExpiryTest {

    private static final Duration SWEEP = Duration.ofMillis(250);

    private final World world = new World();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    @Test
    void a_hold_counts_until_a_nanosecond_before_its_end() {
        ReservationId id = world.held(show, World.places(8));

        world.jump(World.HOLD_TIME.minusNanos(1));

        assertThat(world.statusOf(id)).isEqualTo(Status.HELD);
        assertThat(world.availability(show, World.STALLS).held()).isEqualTo(8);
        assertThat(world.refused(world.hold(show, World.places(3))))
                .isEqualTo(new Refusal.ByInventory(new NotEnoughSeats(3, 2)));
    }

    @Test
    void a_hold_does_not_count_from_its_end_on_though_nothing_has_swept_up() {
        ReservationId id = world.held(show, World.places(8));

        world.jump(World.HOLD_TIME);

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(lapsed()).isZero();
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 0, 0));
    }

    @Test
    void a_hold_that_needs_the_places_of_overdue_ones_releases_them_in_its_own_unit() {
        world.held(show, World.places(3));
        world.held(show, World.places(4));
        Position before = world.memory.head();
        world.jump(World.HOLD_TIME);

        var done = world.doneAs(world.hold(show, World.places(5)));

        var unit = world.memory.read(before, 3);
        assertThat(unit.stream().map(RecordedEvent::command).distinct()).hasSize(1);
        assertThat(unit.stream().<Object>map(one -> one.event().getClass()))
                .containsExactly(HoldsLapsed.class, SeatsHeld.class, ReservationStarted.class);
        assertThat(done.position()).contains(unit.getLast().position());
    }

    @Test
    void as_many_overdue_holds_are_released_as_are_needed() {
        world.held(show, World.places(3));
        world.held(show, World.places(4));
        Position before = world.memory.head();
        world.jump(World.HOLD_TIME);

        world.done(world.hold(show, World.places(7)));

        assertThat(world.memory.read(before, 3)).hasSize(3);
        assertThat(lapsed()).isEqualTo(2);
    }

    @Test
    void seats_of_overdue_holds_can_be_had_by_their_labels() {
        ReservationId overdue = world.held(show, World.seats("A-1", "A-2"));
        world.jump(World.HOLD_TIME);

        assertThat(world.held(show, World.seats("A-2", "A-3"))).isNotNull();

        assertThat(world.statusOf(overdue)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void more_than_overdue_holds_can_give_is_refused_with_what_there_is() {
        world.confirmed(show, World.places(5));
        world.held(show, World.places(3));
        world.jump(World.HOLD_TIME);

        assertThat(world.refused(world.hold(show, World.places(6))))
                .isEqualTo(new Refusal.ByInventory(new NotEnoughSeats(6, 5)));
    }

    @Test
    void the_sweep_ends_holds_at_their_time_and_not_before() {
        ReservationId id = world.held(show, World.places(3));

        world.machine.advance(World.HOLD_TIME.minusNanos(1));
        assertThat(lapsed()).isZero();

        world.machine.advance(SWEEP);
        assertThat(lapsed()).isEqualTo(1);
        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void the_sweep_comes_back_for_the_next_hold_of_the_section() {
        world.held(show, World.places(1));
        world.machine.advance(Duration.ofMinutes(1));
        world.held(show, World.places(2));
        world.machine.advance(Duration.ofMinutes(1));
        world.held(show, World.seats("A-1"));

        world.machine.advance(Duration.ofMinutes(3).plus(SWEEP));
        assertThat(lapsed()).isEqualTo(1);
        world.machine.advance(Duration.ofMinutes(1));
        assertThat(lapsed()).isEqualTo(2);
        world.machine.advance(Duration.ofMinutes(1));
        assertThat(lapsed()).isEqualTo(3);
        assertThat(world.openWork.dueSections(World.STARTS, 10)).isEmpty();
    }

    @Test
    void the_sweep_leaves_alone_what_was_bought_or_cancelled() {
        world.confirmed(show, World.places(1));
        world.done(world.cancel(world.customer, world.held(show, World.places(2))));

        world.machine.advance(World.HOLD_TIME.plus(SWEEP));

        assertThat(lapsed()).isZero();
        assertThat(world.openWork.dueSections(World.STARTS, 10)).isEmpty();
    }

    @Test
    void the_sweep_of_a_large_section_goes_piece_by_piece() {
        ShowId large = world.onSale(World.details(2_000, RefundPolicy.DEFAULT));
        for (int i = 0; i < 201; i++) {
            var unused = world.hold(large, World.places(8));
        }
        world.machine.run();
        world.machine.advance(World.HOLD_TIME.minusMillis(1));
        int before = world.log.appends().size();

        world.machine.advance(SWEEP);

        assertThat(lapsed()).isEqualTo(201);
        assertThat(world.log.appends()).as("500 places at once").hasSize(before + 4);
    }

    @Test
    void the_sweep_goes_on_after_the_log_was_away() {
        world.held(show, World.places(3));
        world.log.isUnavailable();

        world.machine.advance(World.HOLD_TIME.plus(SWEEP));
        assertThat(world.failures).hasSize(1).first().asString().startsWith("expiry in ");
        world.failures.clear();

        world.machine.advance(SWEEP);
        assertThat(lapsed()).isEqualTo(1);
    }

    @Test
    void a_process_that_was_stopped_sweeps_no_more_and_another_takes_over() {
        world.held(show, World.places(3));
        assertThat(world.await(world.ticketing.stop())).isNull();
        world.machine.advance(World.HOLD_TIME.plus(SWEEP));
        assertThat(lapsed()).isZero();

        world.newProcess();
        world.machine.advance(SWEEP);

        assertThat(lapsed()).isEqualTo(1);
    }

    @Test
    void what_somebody_has_tried_to_pay_for_ends_in_its_own_stream_too() {
        world.held(show, World.places(1));
        ReservationId tried = world.held(show, World.places(2));
        world.done(
                world.ticketing
                        .payments()
                        .pay(world.by(world.customer), tried, World.card("tok_declined")));
        Position before = world.memory.head();

        world.machine.advance(World.HOLD_TIME.plus(SWEEP));

        var unit = world.memory.read(before, 10);
        assertThat(unit.stream().map(RecordedEvent::command).distinct()).hasSize(1);
        assertThat(unit.stream().<Object>map(one -> one.event().getClass()))
                .containsExactlyInAnyOrder(
                        SeatsReleased.class, HoldsLapsed.class, ReservationExpired.class);
        assertThat(unit)
                .filteredOn(one -> one.event() instanceof ReservationExpired)
                .extracting(RecordedEvent::stream)
                .containsExactly(Reservation.at(tried).stream());
    }

    @Test
    void nobody_pays_for_a_hold_whose_section_has_ended_it() {
        ReservationId id = world.held(show, World.places(3));
        world.machine.advance(World.HOLD_TIME.plus(SWEEP));

        world.clock.set(world.clock.instant().minus(Duration.ofMinutes(1)));

        assertThat(world.statusOf(id)).as("by a clock that is behind").isEqualTo(Status.HELD);
        assertThat(world.refused(world.pay(id)))
                .isEqualTo(new Refusal.ByReservation(new HoldOver(id)));
        assertThat(world.refused(world.cancel(world.customer, id)))
                .isEqualTo(new Refusal.ByReservation(new Ended(Status.EXPIRED)));
    }

    private int lapsed() {
        return world.recorded(HoldsLapsed.class).stream()
                .mapToInt(event -> event.holds().size())
                .sum();
    }
}
