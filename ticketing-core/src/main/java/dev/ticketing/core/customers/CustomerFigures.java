package dev.ticketing.core.customers;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.LogUnavailable;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What customers have bought and spent, as far as the projection has come. Blocks; safe for any
 * number of threads. Every method throws {@link LogUnavailable} when the store cannot be reached.
 */
public interface CustomerFigures {

    /** Empty if the customer has never paid. */
    Optional<CustomerSheet> of(UserId customer);

    /**
     * Those who have spent most in a currency, that first; the smaller id first among equals.
     * Nobody who has spent nothing.
     *
     * @param currency without it the one with most purchases, the first code among equals
     */
    List<TopSpender> topSpenders(Optional<Currency> currency, int limit);

    /**
     * A customer by what they have spent in one currency.
     *
     * @param spent what was captured and has not gone back
     * @param tickets those that are not void
     */
    record TopSpender(UserId customer, Money spent, int tickets) {}
}
