package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;

import java.util.Currency;

/**
 * What a part of a show has brought in.
 *
 * @param revenue captured, before refunds
 * @param ticketsSold tickets that are not void
 */
public record Takings(Money revenue, Money refunded, int ticketsSold) {

    public Takings {
        if (ticketsSold < 0) {
            throw new IllegalArgumentException("ticketsSold: " + ticketsSold);
        }
    }

    public static Takings none(Currency currency) {
        return new Takings(Money.zero(currency), Money.zero(currency), 0);
    }

    Takings plus(Takings other) {
        return new Takings(
                revenue.plus(other.revenue),
                refunded.plus(other.refunded),
                Math.addExact(ticketsSold, other.ticketsSold));
    }

    Takings plusRevenue(Money captured) {
        return new Takings(revenue.plus(captured), refunded, ticketsSold);
    }

    Takings plusRefunded(Money gone) {
        return new Takings(revenue, refunded.plus(gone), ticketsSold);
    }

    Takings plusTickets(int sold) {
        return new Takings(revenue, refunded, Math.addExact(ticketsSold, sold));
    }

    Takings lessOneTicket() {
        return new Takings(revenue, refunded, ticketsSold - 1);
    }
}
