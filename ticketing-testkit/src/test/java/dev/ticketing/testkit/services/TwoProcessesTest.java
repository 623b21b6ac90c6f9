package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several processes over one log, each remembering what the others have long outdated. */
class TwoProcessesTest {

    private final World world = new World();
    private final Ticketing here = world.ticketing;
    private final Ticketing there = world.newProcess();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    private ReservationId heldIn(Ticketing process, int quantity) {
        return world.done(world.hold(process, world.customer, show, World.places(quantity)))
                .terms()
                .id();
    }

    @Test
    void two_processes_never_sell_more_than_there_is() {
        List<CompletableFuture<Outcome<Reservation.Started>>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(world.hold(here, world.customer, show, World.places(1)));
            asked.add(world.hold(there, world.stranger, show, World.places(1)));
        }

        world.machine.run();

        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(asked).filteredOn(answer -> answer.join() instanceof Outcome.Done).hasSize(10);
        assertThat(world.recorded(SeatsHeld.class)).hasSize(10);
    }

    @Test
    void a_batch_that_meets_a_conflict_in_its_first_command_sells_nothing_twice() {
        heldIn(here, 1);
        heldIn(there, 7);

        var conflicting = world.hold(here, world.customer, show, World.places(1));
        var behind = world.hold(here, world.customer, show, World.places(8));

        assertThat(world.await(conflicting)).isInstanceOf(Outcome.Done.class);
        assertThat(world.await(behind)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void two_processes_sell_all_of_it() {
        ShowId large = world.onSale(World.details(400, RefundPolicy.DEFAULT));
        for (int i = 0; i < 60; i++) {
            Ticketing process = i % 2 == 0 ? here : there;
            var unused = world.hold(process, world.customer, large, World.places(8));
            if (i % 7 == 0) {
                world.machine.step();
            }
        }

        world.machine.run();

        assertThat(world.availability(large, World.STALLS).available()).isZero();
        assertThat(world.recorded(SeatsHeld.class)).hasSize(50);
    }

    @Test
    void sales_closed_by_one_process_are_closed_in_the_other() {
        heldIn(there, 1);
        world.done(here.shows().closeSales(world.by(world.owner), show));

        assertThat(world.refused(world.hold(there, world.customer, show, World.places(1))))
                .isEqualTo(new Refusal.SalesNotOpen(Stage.SALES_CLOSED));
    }

    @Test
    void sales_closed_while_a_hold_is_on_its_way_turn_it_down() {
        heldIn(there, 1);
        world.log.meanwhile(() -> world.done(here.shows().closeSales(world.by(world.owner), show)));

        assertThat(world.refused(world.hold(there, world.customer, show, World.places(1))))
                .isEqualTo(new Refusal.SalesNotOpen(Stage.SALES_CLOSED));
    }

    @Test
    void sales_opened_by_one_process_are_open_in_the_other() {
        world.done(here.shows().closeSales(world.by(world.owner), show));
        world.refused(world.hold(there, world.customer, show, World.places(1)));

        world.done(here.shows().openSales(world.by(world.owner), show));

        assertThat(heldIn(there, 1)).isNotNull();
    }

    @Test
    void places_given_back_in_one_process_can_be_had_in_the_other() {
        ReservationId id = heldIn(here, 8);
        heldIn(there, 2);
        world.done(here.reservations().cancel(world.by(world.customer), id));

        assertThat(heldIn(there, 8)).isNotNull();
    }

    @Test
    void a_hold_of_one_process_can_be_cancelled_in_the_other() {
        heldIn(there, 1);
        ReservationId id = heldIn(here, 2);

        var cancelled = there.reservations().cancel(world.by(world.customer), id);

        assertThat(world.done(cancelled)).isInstanceOf(Reservation.Cancelled.class);
    }

    @Test
    void a_hold_of_one_process_can_be_paid_in_the_other() {
        heldIn(there, 1);
        ReservationId id = heldIn(here, 2);

        var paid = there.payments().pay(world.by(world.customer), id, World.CARD);

        assertThat(world.done(paid)).isInstanceOf(Payment.Captured.class);
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(RefundRequested.class)).isEmpty();
    }

    @Test
    void overdue_holds_that_one_process_has_released_are_in_nobodys_way_in_the_other() {
        heldIn(there, 8);
        heldIn(here, 1);
        world.jump(World.HOLD_TIME);
        ReservationId released = heldIn(here, 5);
        world.done(here.reservations().cancel(world.by(world.customer), released));

        assertThat(heldIn(there, 6)).isNotNull();
    }

    @Test
    void both_sweep_and_every_hold_ends_once() {
        for (int i = 0; i < 5; i++) {
            heldIn(i % 2 == 0 ? here : there, 1);
            world.machine.advance(Duration.ofMillis(70));
        }

        world.machine.advance(World.HOLD_TIME.plusSeconds(1));

        assertThat(world.recorded(HoldsLapsed.class).stream().flatMap(all -> all.holds().stream()))
                .hasSize(5);
    }

    @Test
    void what_is_being_paid_for_when_it_is_swept_up_does_not_lapse() {
        ReservationId id = heldIn(here, 1);
        world.machine.advance(World.HOLD_TIME.minusMillis(1));
        world.log.meanwhile(() -> payALittleEarlier(id));

        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(HoldsLapsed.class)).isEmpty();
    }

    /** By a clock that is behind. */
    private void payALittleEarlier(ReservationId id) {
        Instant now = world.clock.instant();
        world.clock.set(now.minusSeconds(1));
        world.done(there.payments().pay(world.by(world.customer), id, World.CARD));
        world.clock.set(now);
    }
}
