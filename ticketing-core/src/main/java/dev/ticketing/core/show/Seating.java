package dev.ticketing.core.show;

import java.util.HashSet;
import java.util.List;

/** How the places of a section are told apart. */
public sealed interface Seating {

    int MAX_PLACES = 200_000;
    int MAX_SEATS = 20_000;

    int capacity();

    /** General admission: any place is as good as another. */
    record General(int capacity) implements Seating {
        public General {
            if (capacity < 1 || capacity > MAX_PLACES) {
                throw new IllegalArgumentException("capacity: " + capacity);
            }
        }
    }

    /** Each seat has a label; neighbours in the list are neighbours in the hall. */
    record Numbered(List<SeatLabel> seats) implements Seating {
        public Numbered {
            seats = List.copyOf(seats);
            if (seats.isEmpty() || seats.size() > MAX_SEATS) {
                throw new IllegalArgumentException("seats: " + seats.size());
            }
            if (new HashSet<>(seats).size() != seats.size()) {
                throw new IllegalArgumentException("a seat label stands twice");
            }
        }

        @Override
        public int capacity() {
            return seats.size();
        }
    }
}
