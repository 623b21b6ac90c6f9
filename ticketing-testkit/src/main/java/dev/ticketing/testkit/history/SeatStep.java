package dev.ticketing.testkit.history;

import java.util.UUID;

/**
 * Something that was done to a seat, or seen of it, at one instant that is not known but for its
 * bounds.
 *
 * @param holder who takes, frees or has it; of no meaning if it is {@link Kind#SEEN_TAKEN}
 * @param from the earliest instant
 * @param to the latest instant; {@link #EVER} if it may have been at any time since, or never
 */
record SeatStep(Kind kind, UUID holder, long from, long to) {

    static final long EVER = Long.MAX_VALUE;

    /** Before everything. */
    static final long ALWAYS = Long.MIN_VALUE;

    private static final UUID SOMEBODY = new UUID(0, 0);

    /** What can be done to a seat. */
    enum Kind {
        /** Nobody had it; from then on the holder does. */
        TAKE,
        /** The holder had it; from then on nobody does. */
        FREE,
        /** Somebody had it. */
        SEEN_TAKEN,
        /** The holder had it. */
        SEEN_OWN
    }

    static SeatStep seenTaken(long from, long to) {
        return new SeatStep(Kind.SEEN_TAKEN, SOMEBODY, from, to);
    }

    boolean isSight() {
        return kind == Kind.SEEN_TAKEN || kind == Kind.SEEN_OWN;
    }

    boolean hasEnd() {
        return to != EVER;
    }
}
