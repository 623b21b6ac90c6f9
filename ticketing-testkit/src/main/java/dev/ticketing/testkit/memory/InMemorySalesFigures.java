package dev.ticketing.testkit.memory;

import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.sales.RevenueDay;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowId;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What shows have brought in, in the rows of a store in memory. */
public final class InMemorySalesFigures implements SalesFigures {

    private final InMemoryConsumerStore store;

    public InMemorySalesFigures(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public Optional<SalesSheet> of(ShowId show) {
        return store.read(
                SalesProjection.NAME,
                SalesProjection.SALES,
                rows -> Optional.ofNullable(rows.get(show)));
    }

    @Override
    public List<PaymentId> lateReturns(ShowId show, Optional<PaymentId> after, int limit) {
        return store.read(
                SalesProjection.NAME,
                SalesProjection.PAYMENTS,
                rows ->
                        rows.entrySet().stream()
                                .filter(row -> row.getValue().show().equals(show))
                                .filter(row -> !row.getValue().late().isEmpty())
                                .map(Map.Entry::getKey)
                                .filter(id -> after.filter(one -> !isAfter(id, one)).isEmpty())
                                .sorted((one, other) -> isAfter(one, other) ? 1 : -1)
                                .limit(limit)
                                .toList());
    }

    /** As the database compares ids: by their bytes, without sign. */
    private static boolean isAfter(PaymentId one, PaymentId other) {
        return one.toString().compareTo(other.toString()) > 0;
    }

    @Override
    public List<Turnover> revenue(Optional<LocalDate> from, Optional<LocalDate> to) {
        return store.read(
                SalesProjection.NAME, SalesProjection.REVENUE, rows -> sum(rows, from, to));
    }

    private static List<Turnover> sum(
            Map<RevenueDay, Turnover> rows, Optional<LocalDate> from, Optional<LocalDate> to) {
        SortedMap<String, Turnover> sums = new TreeMap<>();
        rows.forEach(
                (key, turnover) -> {
                    Currency currency = key.currency();
                    if (from.filter(key.day()::isBefore).isEmpty()
                            && to.filter(day -> !key.day().isBefore(day)).isEmpty()) {
                        sums.merge(currency.getCurrencyCode(), turnover, Turnover::plus);
                    }
                });
        return List.copyOf(sums.values());
    }
}
