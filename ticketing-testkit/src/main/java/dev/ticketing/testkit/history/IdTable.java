package dev.ticketing.testkit.history;

import java.util.UUID;

/**
 * A number for each of millions of ids: open addressing in flat arrays, at most 40 bytes an id
 * where a {@code HashMap} takes a hundred. Nothing is ever taken out. For one thread.
 */
final class IdTable {

    private static final int FIRST_CAPACITY = 64;

    /** What {@link #get} says of an id that was never put. */
    static final int NONE = -1;

    /** One more than the number, so that zero is where there is no id. */
    private int[] numbers = new int[FIRST_CAPACITY];

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int size;

    /**
     * Sets the number of an id, unless it has one.
     *
     * @param number not negative
     * @return whether it had none
     */
    boolean putIfAbsent(long idHigh, long idLow, int number) {
        int at = slot(idHigh, idLow);
        if (numbers[at] != 0) {
            return false;
        }
        high[at] = idHigh;
        low[at] = idLow;
        numbers[at] = number + 1;
        size++;
        if (size > numbers.length / 4 * 3) {
            grow();
        }
        return true;
    }

    boolean putIfAbsent(UUID id, int number) {
        return putIfAbsent(id.getMostSignificantBits(), id.getLeastSignificantBits(), number);
    }

    int get(UUID id) {
        return numbers[slot(id.getMostSignificantBits(), id.getLeastSignificantBits())] - 1;
    }

    boolean contains(UUID id) {
        return get(id) != NONE;
    }

    private int slot(long idHigh, long idLow) {
        int mask = numbers.length - 1;
        int at = (int) (((idHigh * 31 + idLow) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (numbers[at] != 0 && (high[at] != idHigh || low[at] != idLow)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldNumbers = numbers;
        long[] oldHigh = high;
        long[] oldLow = low;
        int capacity = Math.multiplyExact(oldNumbers.length, 2);
        numbers = new int[capacity];
        high = new long[capacity];
        low = new long[capacity];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int at = slot(oldHigh[i], oldLow[i]);
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }
}
