package dev.ticketing.testkit;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who has which places of which section. */
final class PlacesAccount {

    private final Map<StreamId, Section> sections = new HashMap<>();
    private final Map<ReservationId, Assigned> assigned = new HashMap<>();

    /** What a reservation has. */
    record Assigned(StreamId section, Places places, boolean sold) {}

    private static final class Section {
        private final int capacity;
        private final Map<SeatLabel, ReservationId> holders = new HashMap<>();
        private int taken;

        Section(int capacity) {
            this.capacity = capacity;
        }
    }

    Optional<Assigned> of(ReservationId reservation) {
        return Optional.ofNullable(assigned.get(reservation));
    }

    void accept(StreamId stream, InventoryEvent event, Consumer<String> report) {
        if (event instanceof SectionOpened opened) {
            if (sections.put(stream, new Section(opened.seating().capacity())) != null) {
                report.accept(stream + " is opened twice.");
            }
            return;
        }
        Section section = sections.get(stream);
        if (section == null) {
            report.accept(stream + " changes before it is opened.");
            return;
        }
        switch (event) {
            case SectionOpened opened -> {
                // Done above.
            }
            case SeatsHeld held -> hold(stream, section, held, report);
            case SeatsSold sold -> sell(stream, sold, report);
            case SeatsReleased released -> release(stream, section, released, report);
        }
    }

    private void hold(StreamId stream, Section section, SeatsHeld held, Consumer<String> report) {
        Assigned now = new Assigned(stream, held.places(), false);
        if (assigned.putIfAbsent(held.reservation(), now) != null) {
            report.accept("Reservation " + held.reservation() + " is given places twice.");
            return;
        }
        section.taken += held.places().quantity();
        if (section.taken > section.capacity) {
            report.accept(
                    section.taken + " places of " + stream + " are taken of " + section.capacity);
        }
        for (SeatLabel seat : held.places().seats()) {
            ReservationId holder = section.holders.putIfAbsent(seat, held.reservation());
            if (holder != null) {
                report.accept("Seat " + seat + " has two holders: also " + holder + ".");
            }
        }
    }

    private void sell(StreamId stream, SeatsSold sold, Consumer<String> report) {
        Assigned before = assigned.get(sold.reservation());
        if (!new Assigned(stream, sold.places(), false).equals(before)) {
            report.accept("Reservation " + sold.reservation() + " buys what it does not hold.");
            return;
        }
        assigned.put(sold.reservation(), new Assigned(stream, sold.places(), true));
    }

    private void release(
            StreamId stream, Section section, SeatsReleased released, Consumer<String> report) {
        ReservationId reservation = released.reservation();
        Assigned before = assigned.get(reservation);
        if (before == null
                || !before.section.equals(stream)
                || !before.places.equals(released.places())) {
            report.accept("Reservation " + reservation + " gives back what it does not have.");
            return;
        }
        assigned.remove(reservation);
        section.taken -= released.places().quantity();
        for (SeatLabel seat : released.places().seats()) {
            section.holders.remove(seat, reservation);
        }
    }
}
