package dev.ticketing.core.invariants;

/**
 * A number for each of many keys of 128 bits: open addressing in flat arrays, at most 48 bytes a
 * key where a {@code HashMap} takes two hundred. Nothing is ever taken out. For one thread.
 */
final class LongPairs {

    private static final int FIRST_CAPACITY = 64;

    /** Zero where there is no key, so that a value is never zero. */
    private long[] values = new long[FIRST_CAPACITY];

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int size;

    /**
     * Sets the number of a key.
     *
     * @param value not zero
     * @return what it was before; zero if the key is new
     */
    long put(long keyHigh, long keyLow, long value) {
        if (value == 0) {
            throw new IllegalArgumentException("value: " + value);
        }
        int at = slot(keyHigh, keyLow);
        long before = values[at];
        high[at] = keyHigh;
        low[at] = keyLow;
        values[at] = value;
        if (before == 0) {
            size++;
            if (size > values.length / 4 * 3) {
                grow();
            }
        }
        return before;
    }

    /** The number of a key; zero if there is none. */
    long get(long keyHigh, long keyLow) {
        return values[slot(keyHigh, keyLow)];
    }

    private int slot(long keyHigh, long keyLow) {
        int mask = values.length - 1;
        int at = hash(keyHigh, keyLow) & mask;
        while (values[at] != 0 && (high[at] != keyHigh || low[at] != keyLow)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static int hash(long keyHigh, long keyLow) {
        long mixed = (keyHigh * 31 + keyLow) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        long[] oldValues = values;
        long[] oldHigh = high;
        long[] oldLow = low;
        int capacity = Math.multiplyExact(oldValues.length, 2);
        values = new long[capacity];
        high = new long[capacity];
        low = new long[capacity];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != 0) {
                int at = slot(oldHigh[i], oldLow[i]);
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
                values[at] = oldValues[i];
            }
        }
    }
}
