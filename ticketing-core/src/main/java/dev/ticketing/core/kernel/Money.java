package dev.ticketing.core.kernel;

import java.util.Currency;

/**
 * An amount in minor units of a currency (cents of a euro). Never negative: what is owed back is a
 * refund, not a negative price.
 */
public record Money(long amount, Currency currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount);
        }
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * The sum of both.
     *
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException past {@link Long#MAX_VALUE}
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * What is left when the other is taken away.
     *
     * @throws IllegalArgumentException if the currencies differ or {@code other} is larger
     */
    public Money minus(Money other) {
        return new Money(amount - sameCurrency(other).amount, currency);
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }

    /** A share of this amount; halves of a minor unit round to even. */
    public Money percent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent: " + percent);
        }
        return times(percent).dividedBy(100);
    }

    /** One of so many equal parts; halves of a minor unit round to even. */
    public Money dividedBy(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts: " + parts);
        }
        long whole = amount / parts;
        long rest = amount % parts;
        long missing = parts - rest;
        boolean up = rest > missing || (rest == missing && whole % 2 == 1);
        return new Money(up ? whole + 1 : whole, currency);
    }

    public boolean isZero() {
        return amount == 0;
    }

    public boolean isMoreThan(Money other) {
        return amount > sameCurrency(other).amount;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency: " + other.currency + " in " + currency);
        }
        return other;
    }
}
