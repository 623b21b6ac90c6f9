package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;

import java.util.Optional;

/**
 * Money of a show on its way back.
 *
 * @param open refunds that were decided and not done yet
 * @param late those among them that take longer than they should
 * @param cancelled what there was when the show was cancelled; empty if it was not
 */
public record Returns(long open, long late, Optional<AtCancellation> cancelled) {

    public static final Returns NONE = new Returns(0, 0, Optional.empty());

    /**
     * What there was to be given back.
     *
     * @param reservations that were held, being paid or confirmed
     * @param refunded what had gone back before
     */
    public record AtCancellation(long reservations, Money refunded) {}

    public Returns {
        if (open < 0 || late < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
    }

    Returns begun() {
        return new Returns(open + 1, late, cancelled);
    }

    Returns delayed() {
        return new Returns(open, late + 1, cancelled);
    }

    Returns done(boolean wasLate) {
        return new Returns(open - 1, wasLate ? late - 1 : late, cancelled);
    }

    Returns since(AtCancellation start) {
        return new Returns(open, late, Optional.of(start));
    }
}
