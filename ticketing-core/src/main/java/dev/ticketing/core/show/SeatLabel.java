package dev.ticketing.core.show;

/** What is written on a seat, unique within its section: {@code A-1}. At most 20 characters. */
public record SeatLabel(String value) implements Comparable<SeatLabel> {

    public static final int MAX_LENGTH = 20;

    public SeatLabel {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("seat: " + value);
        }
    }

    /**
     * The row: what precedes the last run of digits, so that {@code A-1} and {@code A-2} share it.
     */
    public String row() {
        int end = value.length();
        while (end > 0 && Character.isDigit(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    @Override
    public int compareTo(SeatLabel other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
