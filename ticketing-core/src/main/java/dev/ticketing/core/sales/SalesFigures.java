package dev.ticketing.core.sales;

import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.show.ShowId;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What shows have brought in, as far as the projection has come. Blocks; safe for any number of
 * threads. Every method throws {@link LogUnavailable} when the store cannot be reached.
 */
public interface SalesFigures {

    Optional<SalesSheet> of(ShowId show);

    /**
     * What came and went in some days, by currency in the order of their codes; without those in
     * which nothing did.
     *
     * @param from the first day, in UTC
     * @param to the day after the last
     */
    List<Turnover> revenue(Optional<LocalDate> from, Optional<LocalDate> to);
}
