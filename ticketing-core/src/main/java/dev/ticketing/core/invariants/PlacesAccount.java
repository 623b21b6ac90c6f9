package dev.ticketing.core.invariants;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who has which places of which section. Keeps every section, and every reservation that has
 * places: they can be given back as long as they are not.
 */
final class PlacesAccount {

    private final Map<StreamId, Section> sections = new HashMap<>();
    private final Map<ReservationId, Assigned> assigned = new HashMap<>();

    /** What the present command has given back. */
    private final Map<ReservationId, Assigned> givenBack = new LinkedHashMap<>();

    /** What a reservation has. */
    record Assigned(StreamId section, Places places, boolean sold) {}

    private static final class Section {
        private final StreamId stream;
        private final int capacity;
        private final Map<SeatLabel, ReservationId> holders = new HashMap<>();
        private int taken;

        Section(StreamId stream, int capacity) {
            this.stream = stream;
            this.capacity = capacity;
        }
    }

    Optional<Assigned> of(ReservationId reservation) {
        return Optional.ofNullable(assigned.get(reservation));
    }

    /** What the present command has given back, by who had it. */
    Map<ReservationId, Assigned> givenBack() {
        return Collections.unmodifiableMap(givenBack);
    }

    void endUnit() {
        givenBack.clear();
    }

    /** How many reservations have places. */
    int open() {
        return assigned.size();
    }

    void accept(StreamId stream, InventoryEvent event, Consumer<String> report) {
        if (event instanceof SectionOpened opened) {
            Section section = new Section(stream, opened.seating().capacity());
            if (sections.put(stream, section) != null) {
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
            case SeatsHeld held -> hold(section, held, report);
            case SeatsSold sold -> sell(section, sold, report);
            case SeatsReleased released -> release(section, released, report);
        }
    }

    private void hold(Section section, SeatsHeld held, Consumer<String> report) {
        Assigned now = new Assigned(section.stream, held.places(), false);
        if (assigned.putIfAbsent(held.reservation(), now) != null) {
            report.accept("Reservation " + held.reservation() + " is given places twice.");
            return;
        }
        section.taken += held.places().quantity();
        if (section.taken > section.capacity) {
            report.accept(
                    section.taken
                            + " places of "
                            + section.stream
                            + " are taken of "
                            + section.capacity);
        }
        for (SeatLabel seat : held.places().seats()) {
            ReservationId holder = section.holders.putIfAbsent(seat, held.reservation());
            if (holder != null) {
                report.accept("Seat " + seat + " has two holders: also " + holder + ".");
            }
        }
    }

    private void sell(Section section, SeatsSold sold, Consumer<String> report) {
        Assigned before = assigned.get(sold.reservation());
        if (before == null || !before.equals(new Assigned(section.stream, sold.places(), false))) {
            report.accept("Reservation " + sold.reservation() + " buys what it does not hold.");
            return;
        }
        assigned.put(sold.reservation(), new Assigned(section.stream, before.places, true));
    }

    private void release(Section section, SeatsReleased released, Consumer<String> report) {
        ReservationId reservation = released.reservation();
        Assigned before = assigned.get(reservation);
        if (before == null
                || !before.section.equals(section.stream)
                || !before.places.equals(released.places())) {
            report.accept("Reservation " + reservation + " gives back what it does not have.");
            return;
        }
        assigned.remove(reservation);
        givenBack.put(reservation, before);
        section.taken -= released.places().quantity();
        for (SeatLabel seat : released.places().seats()) {
            section.holders.remove(seat, reservation);
        }
    }
}
