package dev.ticketing.http;

import dev.ticketing.core.kernel.Money;

/** Minor units of a currency. */
record MoneyJson(long amount, String currency) {

    static MoneyJson of(Money money) {
        return new MoneyJson(money.amount(), money.currency().getCurrencyCode());
    }
}
