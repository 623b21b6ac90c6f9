package dev.ticketing.core.sales;

/**
 * Money of a show on its way back.
 *
 * @param open refunds that were decided and not done yet
 * @param late those among them that take longer than they should
 */
public record Returns(long open, long late) {

    public static final Returns NONE = new Returns(0, 0);

    public Returns {
        if (open < 0 || late < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
    }

    Returns begun() {
        return new Returns(open + 1, late);
    }

    Returns delayed() {
        return new Returns(open, late + 1);
    }

    Returns done(boolean wasLate) {
        return new Returns(open - 1, wasLate ? late - 1 : late);
    }
}
