package dev.ticketing.core.ticket;

/**
 * Which of a ticket's codes: the first is the one that it was issued with, and every transfer makes
 * the next. Only the newest admits.
 */
public record Edition(int number) implements Comparable<Edition> {

    public static final Edition FIRST = new Edition(1);

    public Edition {
        if (number < 1) {
            throw new IllegalArgumentException("edition: " + number);
        }
    }

    /** The one that a ticket has that was handed on so many times. */
    public static Edition after(int transfers) {
        return new Edition(Math.addExact(transfers, 1));
    }

    public boolean isFirst() {
        return number == 1;
    }

    @Override
    public int compareTo(Edition other) {
        return Integer.compare(number, other.number);
    }
}
