package dev.ticketing.postgres;

import dev.ticketing.core.customers.CustomerFigures;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.identity.UserId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresCustomerFigures implements CustomerFigures {

    private static final String OF_CUSTOMER =
            """
            SELECT s.body
            FROM customer_row AS s
            WHERE s.partition = :partition
                AND s.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'customers'
                        AND c.role = 'SERVING'
                )
                AND s.customer = :customer
            """;

    private static final String TOP_OF_CURRENCY =
            """
            SELECT s.customer, s.body
            FROM spending_row AS s
            WHERE s.partition = :partition
                AND s.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'customers'
                        AND c.role = 'SERVING'
                )
                AND s.currency = :currency
                AND s.spent > 0
            ORDER BY s.spent DESC, s.customer
            LIMIT :limit
            """;

    private static final String TOP_OF_COMMONEST_CURRENCY =
            """
            SELECT s.customer, s.body
            FROM spending_row AS s
            WHERE s.partition = :partition
                AND s.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'customers'
                        AND c.role = 'SERVING'
                )
                AND s.currency = (
                    SELECT u.currency
                    FROM customer_currency AS u
                    WHERE u.partition = :partition
                        AND u.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'customers'
                                AND c.role = 'SERVING'
                        )
                    ORDER BY u.purchases DESC, u.currency
                    LIMIT 1
                )
                AND s.spent > 0
            ORDER BY s.spent DESC, s.customer
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;

    PostgresCustomerFigures(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public Optional<CustomerSheet> of(UserId customer) {
        return database.call(
                handle ->
                        handle.createQuery(OF_CUSTOMER)
                                .bind("partition", partition)
                                .bind("customer", customer.value())
                                .map((row, context) -> row.getString("body"))
                                .map(body -> JsonIn.read(body, CustomerShapes.SHEET))
                                .findOne());
    }

    @Override
    public List<TopSpender> topSpenders(Optional<Currency> currency, int limit) {
        return database.call(
                handle ->
                        RowQuery.of(
                                        handle,
                                        currency.isPresent()
                                                ? TOP_OF_CURRENCY
                                                : TOP_OF_COMMONEST_CURRENCY)
                                .bind("partition", partition)
                                .bind(
                                        "currency",
                                        currency.map(Currency::getCurrencyCode).orElse(null))
                                .bind("limit", limit)
                                .map((row, context) -> spender(row))
                                .list());
    }

    private static TopSpender spender(ResultSet row) throws SQLException {
        Spending spending = JsonIn.read(row.getString("body"), CustomerShapes.SPENDING);
        return new TopSpender(
                new UserId(row.getObject("customer", UUID.class)),
                spending.spent(),
                spending.tickets());
    }
}
