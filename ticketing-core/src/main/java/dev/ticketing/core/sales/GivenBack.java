package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;

import java.util.Currency;

/**
 * What was given back because a show was cancelled. Nothing of it depends on what is seen first,
 * the cancellation or what followed from it.
 *
 * @param isCancelled whether the cancellation itself has been seen
 * @param reservations that were cancelled with the show
 * @param refunded what went back for it
 */
public record GivenBack(boolean isCancelled, long reservations, Money refunded) {

    public GivenBack {
        if (reservations < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
    }

    static GivenBack none(Currency currency) {
        return new GivenBack(false, 0, Money.zero(currency));
    }

    GivenBack cancelled() {
        return new GivenBack(true, reservations, refunded);
    }

    GivenBack plusReservation() {
        return new GivenBack(isCancelled, reservations + 1, refunded);
    }

    GivenBack plusRefunded(Money amount) {
        return new GivenBack(isCancelled, reservations, refunded.plus(amount));
    }
}
