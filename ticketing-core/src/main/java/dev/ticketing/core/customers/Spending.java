package dev.ticketing.core.customers;

import dev.ticketing.core.kernel.Money;

import java.util.Currency;

/**
 * What a customer has bought in one currency.
 *
 * @param spent what was captured and has not gone back
 * @param tickets those that are not void
 */
public record Spending(Money spent, int tickets) {

    public Spending {
        if (tickets < 0) {
            throw new IllegalArgumentException("tickets: " + tickets);
        }
    }

    static Spending none(Currency currency) {
        return new Spending(Money.zero(currency), 0);
    }

    Spending plus(Money captured) {
        return new Spending(spent.plus(captured), tickets);
    }

    Spending minus(Money gone) {
        return new Spending(spent.minus(gone), tickets);
    }

    Spending plusTickets(int more) {
        return new Spending(spent, tickets + more);
    }
}
