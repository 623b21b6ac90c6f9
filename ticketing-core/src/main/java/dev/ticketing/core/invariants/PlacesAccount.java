package dev.ticketing.core.invariants;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who has which places of which section, and which of them are blocked. Keeps every section, and
 * every reservation that has places: they can be given back as long as they are not.
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
        private final Set<SeatLabel> blockedSeats = new HashSet<>();
        private int taken;
        private int blocked;

        Section(StreamId stream, int capacity) {
            this.stream = stream;
            this.capacity = capacity;
        }

        void checkCapacity(Consumer<String> report) {
            if (taken + blocked > capacity) {
                report.accept(
                        taken
                                + " places of "
                                + stream
                                + " are taken"
                                + (blocked == 0 ? "" : " and " + blocked + " blocked")
                                + " of "
                                + capacity);
            }
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
            case SeatsReleased released ->
                    release(section, released.reservation(), released.places(), report);
            case HoldsLapsed lapsed -> lapsed.holds().forEach(hold -> lapse(section, hold, report));
            case SeatsBlocked(Places places) -> block(section, places, report);
            case SeatsUnblocked(Places places) -> unblock(section, places, report);
        }
    }

    private void hold(Section section, SeatsHeld held, Consumer<String> report) {
        Assigned now = new Assigned(section.stream, held.places(), false);
        if (assigned.putIfAbsent(held.reservation(), now) != null) {
            report.accept("Reservation " + held.reservation() + " is given places twice.");
            return;
        }
        section.taken += held.places().quantity();
        section.checkCapacity(report);
        for (SeatLabel seat : held.places().seats()) {
            ReservationId holder = section.holders.putIfAbsent(seat, held.reservation());
            if (holder != null) {
                report.accept("Seat " + seat + " has two holders: also " + holder + ".");
            }
            if (section.blockedSeats.contains(seat)) {
                report.accept("Seat " + seat + " is given away though it is blocked.");
            }
        }
    }

    private static void block(Section section, Places places, Consumer<String> report) {
        section.blocked += places.quantity();
        section.checkCapacity(report);
        for (SeatLabel seat : places.seats()) {
            if (!section.blockedSeats.add(seat)) {
                report.accept("Seat " + seat + " is blocked twice.");
            }
            if (section.holders.containsKey(seat)) {
                report.accept("Seat " + seat + " is blocked though somebody has it.");
            }
        }
    }

    private static void unblock(Section section, Places places, Consumer<String> report) {
        section.blocked -= places.quantity();
        if (section.blocked < 0) {
            report.accept("More places of " + section.stream + " are unblocked than were blocked.");
        }
        for (SeatLabel seat : places.seats()) {
            if (!section.blockedSeats.remove(seat)) {
                report.accept("Seat " + seat + " is unblocked though it was not blocked.");
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

    private void lapse(Section section, HoldsLapsed.Lapsed hold, Consumer<String> report) {
        if (of(hold.reservation()).filter(Assigned::sold).isPresent()) {
            report.accept("Reservation " + hold.reservation() + " lapses though it has bought.");
        }
        release(section, hold.reservation(), hold.places(), report);
    }

    private void release(
            Section section, ReservationId reservation, Places places, Consumer<String> report) {
        Assigned before = assigned.get(reservation);
        if (before == null
                || !before.section.equals(section.stream)
                || !before.places.equals(places)) {
            report.accept("Reservation " + reservation + " gives back what it does not have.");
            return;
        }
        assigned.remove(reservation);
        givenBack.put(reservation, before);
        section.taken -= places.quantity();
        for (SeatLabel seat : places.seats()) {
            section.holders.remove(seat, reservation);
        }
    }
}
