package dev.ticketing.testkit.memory;

import dev.ticketing.core.customers.CurrencyUse;
import dev.ticketing.core.customers.CustomerFigures;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.CustomersProjection;
import dev.ticketing.core.customers.Spender;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.identity.UserId;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What customers have bought and spent, in the rows of a store in memory. */
public final class InMemoryCustomerFigures implements CustomerFigures {

    private static final Comparator<TopSpender> BY_SPENT =
            Comparator.comparingLong((TopSpender spender) -> spender.spent().amount())
                    .reversed()
                    .thenComparing(spender -> spender.customer().value().toString());

    private final InMemoryConsumerStore store;

    public InMemoryCustomerFigures(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public Optional<CustomerSheet> of(UserId customer) {
        return store.read(
                CustomersProjection.NAME,
                CustomersProjection.CUSTOMERS,
                rows -> Optional.ofNullable(rows.get(customer)));
    }

    @Override
    public List<TopSpender> topSpenders(Optional<Currency> currency, int limit) {
        return currency.or(this::commonest).map(one -> topSpenders(one, limit)).orElse(List.of());
    }

    private Optional<Currency> commonest() {
        return store.read(
                CustomersProjection.NAME,
                CustomersProjection.CURRENCIES,
                InMemoryCustomerFigures::commonest);
    }

    private static Optional<Currency> commonest(Map<Currency, CurrencyUse> rows) {
        return rows.entrySet().stream()
                .min(
                        Map.Entry.<Currency, CurrencyUse>comparingByValue(
                                        Comparator.comparingLong(CurrencyUse::purchases).reversed())
                                .thenComparing(use -> use.getKey().getCurrencyCode()))
                .map(Map.Entry::getKey);
    }

    private List<TopSpender> topSpenders(Currency currency, int limit) {
        return store.read(
                CustomersProjection.NAME,
                CustomersProjection.SPENDING,
                rows -> topSpenders(rows, currency, limit));
    }

    private static List<TopSpender> topSpenders(
            Map<Spender, Spending> rows, Currency currency, int limit) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().currency().equals(currency))
                .filter(row -> !row.getValue().spent().isZero())
                .map(row -> spender(row.getKey(), row.getValue()))
                .sorted(BY_SPENT)
                .limit(limit)
                .toList();
    }

    private static TopSpender spender(Spender who, Spending what) {
        return new TopSpender(who.customer(), what.spent(), what.tickets());
    }
}
