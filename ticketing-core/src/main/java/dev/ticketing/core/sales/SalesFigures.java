package dev.ticketing.core.sales;

import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.reservation.PaymentId;
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
     * The payments of a show that have money which takes longer to go back than it should, by their
     * ids.
     *
     * @param after only those with a greater id; empty for the first
     */
    List<PaymentId> lateReturns(ShowId show, Optional<PaymentId> after, int limit);

    /**
     * What came and went in some days, by currency in the order of their codes; without those in
     * which nothing did.
     *
     * @param from the first day, in UTC
     * @param to the day after the last
     */
    List<Turnover> revenue(Optional<LocalDate> from, Optional<LocalDate> to);
}
