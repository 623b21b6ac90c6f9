package dev.ticketing.core.inventory;

/** The places of a section at an instant: {@code available = capacity − held − sold − blocked}. */
public record Availability(int capacity, int held, int sold, int blocked) {

    public Availability {
        if (held < 0 || sold < 0 || blocked < 0 || held + sold + blocked > capacity) {
            throw new IllegalArgumentException(
                    held + " held, " + sold + " sold, " + blocked + " blocked of " + capacity);
        }
    }

    public int available() {
        return capacity - held - sold - blocked;
    }
}
