package dev.ticketing.core.inventory;

import dev.ticketing.core.kernel.PersistentSortedMap;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who holds what in one section. Immutable. */
public sealed interface Inventory {

    /** The show has not been published: there is nothing to hold yet. */
    record Unopened() implements Inventory {}

    /** The section of a published show. */
    final class Open implements Inventory {

        /** In the order in which holds end, so that the overdue ones are a prefix. */
        private record Ending(Instant at, @Nullable ReservationId reservation)
                implements Comparable<Ending> {

            /** Sorts after every hold that ends at the instant. */
            static Ending lastAt(Instant at) {
                return new Ending(at, null);
            }

            @Override
            public int compareTo(Ending other) {
                int byTime = at.compareTo(other.at);
                if (byTime != 0 || Objects.equals(reservation, other.reservation)) {
                    return byTime;
                }
                if (reservation == null) {
                    return 1;
                }
                return other.reservation == null ? -1 : reservation.compareTo(other.reservation);
            }
        }

        private final Seating seating;
        private final @Nullable SeatMap seatMap;
        private final PersistentSortedMap<ReservationId, Hold> holds;
        private final PersistentSortedMap<Ending, ReservationId> endings;
        private final PersistentSortedMap<ReservationId, Places> sales;
        private final int blocked;

        private Open(
                Seating seating,
                @Nullable SeatMap seatMap,
                PersistentSortedMap<ReservationId, Hold> holds,
                PersistentSortedMap<Ending, ReservationId> endings,
                PersistentSortedMap<ReservationId, Places> sales,
                int blocked) {
            this.seating = seating;
            this.seatMap = seatMap;
            this.holds = holds;
            this.endings = endings;
            this.sales = sales;
            this.blocked = blocked;
        }

        static Open empty(Seating seating) {
            SeatMap seatMap =
                    switch (seating) {
                        case Seating.General general -> null;
                        case Seating.Numbered numbered -> SeatMap.allFree(numbered);
                    };
            return new Open(
                    seating,
                    seatMap,
                    PersistentSortedMap.empty(),
                    PersistentSortedMap.empty(),
                    PersistentSortedMap.empty(),
                    0);
        }

        public Seating seating() {
            return seating;
        }

        /** All holds, those whose time is over included until they are released. */
        public PersistentSortedMap<ReservationId, Hold> holds() {
            return holds;
        }

        public PersistentSortedMap<ReservationId, Places> sales() {
            return sales;
        }

        /** The places that an organizer keeps back; empty if there are none. */
        public Optional<Places> blocked() {
            if (blocked == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    seatMap == null
                            ? new Places.Count(blocked)
                            : new Places.Seats(seatMap.firstBlocked(blocked)));
        }

        /** How many places an organizer keeps back. */
        int blockedCount() {
            return blocked;
        }

        Optional<SeatMap> seatMap() {
            return Optional.ofNullable(seatMap);
        }

        /**
         * Places that nobody holds, nobody bought and nobody blocked; an overdue hold still keeps
         * its own.
         */
        int unassigned() {
            long assigned = endings.weight() + sales.weight() + blocked;
            return seating.capacity() - Math.toIntExact(assigned);
        }

        /** The counts at an instant: a hold whose time is over no longer counts. */
        public Availability availability(Instant now) {
            int held = Math.toIntExact(endings.weight() - overdue(now));
            int sold = Math.toIntExact(sales.weight());
            return new Availability(seating.capacity(), held, sold, blocked);
        }

        /** How many places are kept by holds whose time is over. */
        int overdue(Instant now) {
            return Math.toIntExact(endings.weightUpTo(Ending.lastAt(now)));
        }

        /** The reservations whose time is over, the oldest first. */
        List<ReservationId> overdueReservations(Instant now) {
            return overdueReservations(now, Integer.MAX_VALUE);
        }

        /**
         * The reservations whose time is over, the oldest first: as few as keep the given number of
         * places together, or all.
         */
        public List<ReservationId> overdueReservations(Instant now, int places) {
            List<ReservationId> overdue = new ArrayList<>();
            long kept = 0;
            for (PersistentSortedMap.Entry<Ending, ReservationId> ending : endings) {
                if (ending.key().at.isAfter(now) || kept >= places) {
                    break;
                }
                overdue.add(ending.value());
                kept += ending.weight();
            }
            return overdue;
        }

        /** When the next hold ends, or ended, that has not been released. */
        public Optional<Instant> nextEnding() {
            return endings.first().map(entry -> entry.key().at);
        }

        /** When the counts change next by time alone. */
        public Optional<Instant> nextEndingAfter(Instant now) {
            return endings.firstAfter(Ending.lastAt(now)).map(entry -> entry.key().at);
        }

        /** Some of the reservations that have places, held or bought; none if there are none. */
        public List<ReservationId> someReservations(int limit) {
            List<ReservationId> some = new ArrayList<>();
            for (PersistentSortedMap.Entry<ReservationId, Hold> hold : holds) {
                if (some.size() == limit) {
                    return some;
                }
                some.add(hold.key());
            }
            for (PersistentSortedMap.Entry<ReservationId, Places> sale : sales) {
                if (some.size() == limit) {
                    return some;
                }
                some.add(sale.key());
            }
            return some;
        }

        /** What is held for the reservation, whether or not its time is over. */
        public Optional<Hold> holdOf(ReservationId reservation) {
            return holds.get(reservation);
        }

        /** What the reservation has, held or bought. */
        Optional<Places> placesOf(ReservationId reservation) {
            return sales.get(reservation).or(() -> holds.get(reservation).map(Hold::places));
        }

        /** Each seat in the organizer's order; empty in general admission. */
        public List<SeatStatus> seats(Instant now) {
            if (seatMap == null) {
                return List.of();
            }
            Map<SeatLabel, SeatStatus.Status> taken = new HashMap<>();
            for (PersistentSortedMap.Entry<ReservationId, Hold> hold : holds) {
                if (!hold.value().isOverAt(now)) {
                    mark(hold.value().places(), SeatStatus.Status.HELD, taken);
                }
            }
            for (PersistentSortedMap.Entry<ReservationId, Places> sale : sales) {
                mark(sale.value(), SeatStatus.Status.SOLD, taken);
            }
            blocked().ifPresent(places -> mark(places, SeatStatus.Status.BLOCKED, taken));
            List<SeatStatus> seats = new ArrayList<>();
            for (SeatLabel label : seatMap.labels()) {
                seats.add(
                        new SeatStatus(
                                label, taken.getOrDefault(label, SeatStatus.Status.AVAILABLE)));
            }
            return seats;
        }

        private static void mark(
                Places places, SeatStatus.Status status, Map<SeatLabel, SeatStatus.Status> taken) {
            for (SeatLabel seat : places.seats()) {
                taken.put(seat, status);
            }
        }

        /** This inventory with a hold; for the decider, and for restoring a snapshot. */
        public Open withHold(ReservationId reservation, Hold hold) {
            return new Open(
                    seating,
                    seatMap == null ? null : seatMap.taken(hold.places().seats()),
                    holds.with(reservation, hold, hold.places().quantity()),
                    endings.with(
                            new Ending(hold.expiresAt(), reservation),
                            reservation,
                            hold.places().quantity()),
                    sales,
                    blocked);
        }

        /** This inventory with a sale; for the decider, and for restoring a snapshot. */
        public Open withSale(ReservationId reservation, Places places) {
            return new Open(
                    seating,
                    seatMap == null ? null : seatMap.taken(places.seats()),
                    holds,
                    endings,
                    sales.with(reservation, places, places.quantity()),
                    blocked);
        }

        /** This inventory without what the reservation had. */
        Open without(ReservationId reservation) {
            Optional<Places> places = placesOf(reservation);
            if (places.isEmpty()) {
                return this;
            }
            PersistentSortedMap<Ending, ReservationId> left =
                    holds.get(reservation)
                            .map(hold -> endings.without(new Ending(hold.expiresAt(), reservation)))
                            .orElse(endings);
            return new Open(
                    seating,
                    seatMap == null ? null : seatMap.freed(places.get().seats()),
                    holds.without(reservation),
                    left,
                    sales.without(reservation),
                    blocked);
        }

        /**
         * This inventory with more places blocked; for the decider, and for restoring a snapshot.
         */
        public Open withBlocked(Places places) {
            return withBlocked(
                    seatMap == null ? null : seatMap.blocked(places.seats()),
                    blocked + places.quantity());
        }

        /** This inventory without these of its blocked places. */
        Open withoutBlocked(Places places) {
            if (seatMap == null) {
                return withBlocked(null, blocked - Math.min(blocked, places.quantity()));
            }
            List<SeatLabel> freed = places.seats().stream().filter(seatMap::isBlocked).toList();
            return withBlocked(seatMap.unblocked(freed), blocked - freed.size());
        }

        private Open withBlocked(@Nullable SeatMap seats, int count) {
            return new Open(seating, seats, holds, endings, sales, count);
        }
    }

    /** The section as it was opened, all places free; for restoring a snapshot. */
    static Open opened(Seating seating) {
        return Open.empty(seating);
    }

    static AggregateRef<Inventory, InventoryEvent> at(ShowId show, SectionId section) {
        return new AggregateRef<>(
                new StreamId("inventory", show + "/" + section),
                InventoryEvent.class,
                InventoryDecider.INSTANCE);
    }
}
