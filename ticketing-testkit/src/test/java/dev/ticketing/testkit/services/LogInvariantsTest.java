package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.SoundLog.assertFinds;
import static dev.ticketing.testkit.services.SoundLog.at;
import static dev.ticketing.testkit.services.SoundLog.renumbered;
import static dev.ticketing.testkit.services.SoundLog.withEvent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A sound log, and what is found when one thing in its order or of its places is made wrong. */
class LogInvariantsTest {

    private final SoundLog sound = new SoundLog();
    private final World world = sound.world;

    @Test
    void finds_nothing_in_a_sound_log_or_in_none() {
        assertThat(LogInvariants.violationsIn(sound.events)).isEmpty();
        assertThat(LogInvariants.violationsIn(List.of())).isEmpty();
        assertThat(new LogInvariants().finish()).isEmpty();
    }

    @Test
    void says_where_it_is() {
        List<RecordedEvent> log =
                sound.with(
                        SeatsSold.class,
                        sold -> new SeatsSold(sold.reservation(), World.places(3)));
        Position at =
                log.stream()
                        .filter(one -> one.event() instanceof SeatsSold)
                        .findFirst()
                        .orElseThrow()
                        .position();

        assertThat(LogInvariants.violationsIn(log))
                .first()
                .extracting(Violation::position)
                .isEqualTo(at);
    }

    @Test
    void finds_a_missing_position() {
        List<RecordedEvent> log = new ArrayList<>(sound.events);
        log.removeFirst();

        assertFinds("Position 0 is followed by another than the next.", log);
    }

    @Test
    void finds_a_version_that_is_missing_or_stands_twice() {
        RecordedEvent first = sound.events.getFirst();

        assertFinds("Version 0 of show/.* is followed by 2.", List.of(at(first, 1, 2)));
        assertFinds("Version 1 of show/.* is followed by 1.", List.of(first, at(first, 2, 1)));
    }

    @Test
    void finds_a_command_whose_events_are_torn_apart() {
        List<RecordedEvent> log = new ArrayList<>(sound.events);
        CommandId first = log.getFirst().command();
        RecordedEvent last = log.removeLast();
        log.add(
                new RecordedEvent(
                        last.position(),
                        last.stream(),
                        last.version(),
                        last.eventId(),
                        last.recordedAt(),
                        first,
                        last.metadata(),
                        last.event()));

        assertFinds("Command .* goes on after a break.", log);
    }

    @Test
    void finds_more_places_than_there_are() {
        assertFinds(
                "11 places of inventory/.*/stalls are taken of 10",
                sound.with(SeatsHeld.class, held -> withQuantity(held, 8, 11)));
        assertThat(
                        LogInvariants.violationsIn(
                                sound.with(SeatsHeld.class, held -> withQuantity(held, 8, 10))))
                .extracting(Violation::sentence)
                .as("all of them is not too many")
                .noneMatch(found -> found.contains("are taken of"));
    }

    private static SeatsHeld withQuantity(SeatsHeld held, int from, int to) {
        Places places = held.places().equals(World.places(from)) ? World.places(to) : held.places();
        return new SeatsHeld(held.reservation(), places, held.expiresAt());
    }

    @Test
    void finds_a_seat_with_two_holders() {
        SeatsHeld seats =
                world.recorded(SeatsHeld.class).stream()
                        .filter(held -> !held.places().seats().isEmpty())
                        .findFirst()
                        .orElseThrow();
        List<RecordedEvent> log = new ArrayList<>(sound.events);
        RecordedEvent original =
                log.stream().filter(one -> one.event().equals(seats)).findFirst().orElseThrow();
        log.add(
                withEvent(
                        original,
                        new SeatsHeld(
                                new ReservationId(world.newId()),
                                World.seats("A-2", "A-3"),
                                seats.expiresAt())));

        assertFinds("Seat A-2 has two holders: also .*", renumbered(log));
    }

    @Test
    void finds_a_reservation_that_is_given_places_twice() {
        assertFinds("Reservation .* is given places twice.", sound.twice(SeatsHeld.class));
    }

    @Test
    void finds_places_that_are_given_back_twice_or_never_were_given() {
        assertFinds(
                "Reservation .* gives back what it does not have.",
                sound.twice(SeatsReleased.class));
        assertFinds(
                "Reservation .* gives back what it does not have.",
                sound.with(
                        SeatsReleased.class,
                        released ->
                                new SeatsReleased(
                                        released.reservation(),
                                        World.places(1),
                                        ReleaseReason.EXPIRED)));
    }

    @Test
    void finds_places_that_are_sold_without_having_been_held() {
        assertFinds("Reservation .* buys what it does not hold.", sound.twice(SeatsSold.class));
    }

    @Test
    void finds_an_inventory_that_was_not_opened_or_twice() {
        assertFinds(
                "inventory/.* changes before it is opened.", sound.without(SectionOpened.class));
        assertFinds("inventory/.* is opened twice.", sound.twice(SectionOpened.class));
    }

    @Test
    void finds_an_ended_reservation_that_keeps_its_places() {
        assertFinds(
                "Reservation .* has ended and keeps its places.",
                sound.without(SeatsReleased.class));
    }

    @Test
    void finds_a_reservation_without_its_places() {
        assertFinds("Reservation .* has not held its places.", sound.without(SeatsHeld.class));
        assertFinds("Reservation .* has not bought its places.", sound.without(SeatsSold.class));
    }
}
