package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;

import java.util.Currency;

/**
 * Money of one currency that came and went in some time; more may have gone than come.
 *
 * @param revenue captured
 */
public record Turnover(Money revenue, Money refunded) {

    public static Turnover none(Currency currency) {
        return new Turnover(Money.zero(currency), Money.zero(currency));
    }

    public Turnover plus(Turnover other) {
        return new Turnover(revenue.plus(other.revenue), refunded.plus(other.refunded));
    }

    Turnover plusRevenue(Money captured) {
        return new Turnover(revenue.plus(captured), refunded);
    }

    Turnover plusRefunded(Money gone) {
        return new Turnover(revenue, refunded.plus(gone));
    }
}
