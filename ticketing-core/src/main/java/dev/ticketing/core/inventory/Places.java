package dev.ticketing.core.inventory;

import dev.ticketing.core.show.SeatLabel;

import java.util.HashSet;
import java.util.List;

/** Places in a section: so many of them, or these very seats. */
public sealed interface Places {

    int quantity();

    /** So many places, whichever. */
    record Count(int quantity) implements Places {
        public Count {
            if (quantity <= 0) {
                throw new IllegalArgumentException("quantity: " + quantity);
            }
        }
    }

    /** These seats, each once. */
    record Seats(List<SeatLabel> labels) implements Places {
        public Seats {
            labels = List.copyOf(labels);
            if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
                throw new IllegalArgumentException("seats: " + labels);
            }
        }

        @Override
        public int quantity() {
            return labels.size();
        }
    }

    /** The labels; none for places that have none. */
    default List<SeatLabel> seats() {
        return switch (this) {
            case Count count -> List.of();
            case Seats seats -> seats.labels();
        };
    }
}
