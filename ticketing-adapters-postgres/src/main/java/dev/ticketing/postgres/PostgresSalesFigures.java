package dev.ticketing.postgres;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresSalesFigures implements SalesFigures {

    private static final String OF_SHOW =
            """
            SELECT s.body
            FROM sales_row AS s
            WHERE s.partition = :partition
                AND s.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'sales'
                        AND c.role = 'SERVING'
                )
                AND s.show_id = :show
            """;

    private static final String LATE_RETURNS =
            """
            SELECT p.payment_id
            FROM sales_payment AS p
            WHERE p.partition = :partition
                AND p.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'sales'
                        AND c.role = 'SERVING'
                )
                AND p.show_id = :show
                AND p.late > 0
                AND p.payment_id > :after
            ORDER BY p.payment_id
            LIMIT :limit
            """;

    private static final String REVENUE =
            """
            SELECT
                r.currency,
                CAST(sum(r.revenue) AS bigint) AS revenue,
                CAST(sum(r.refunded) AS bigint) AS refunded
            FROM revenue_row AS r
            WHERE r.partition = :partition
                AND r.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'sales'
                        AND c.role = 'SERVING'
                )
                AND r.day >= :from
                AND r.day < :to
            GROUP BY r.currency
            ORDER BY r.currency
            """;

    /** Before every id that there can be. */
    private static final UUID FIRST = new UUID(0, 0);

    private final int partition;
    private final Database database;

    PostgresSalesFigures(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public Optional<SalesSheet> of(ShowId show) {
        return database.call(
                handle ->
                        handle.createQuery(OF_SHOW)
                                .bind("partition", partition)
                                .bind("show", show.value())
                                .map((row, context) -> row.getString("body"))
                                .map(body -> JsonIn.read(body, SalesShapes.SHEET))
                                .findOne());
    }

    @Override
    public List<PaymentId> lateReturns(ShowId show, Optional<PaymentId> after, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(LATE_RETURNS)
                                .bind("partition", partition)
                                .bind("show", show.value())
                                .bind("after", after.map(PaymentId::value).orElse(FIRST))
                                .bind("limit", limit)
                                .map((row, context) -> row.getObject("payment_id", UUID.class))
                                .map(PaymentId::new)
                                .list());
    }

    @Override
    public List<Turnover> revenue(Optional<LocalDate> from, Optional<LocalDate> to) {
        return database.call(
                handle ->
                        handle.createQuery(REVENUE)
                                .bind("partition", partition)
                                .bind(
                                        "from",
                                        from.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE))
                                .bind("to", to.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE))
                                .map((row, context) -> turnover(row))
                                .list());
    }

    private static Turnover turnover(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Turnover(
                new Money(row.getLong("revenue"), currency),
                new Money(row.getLong("refunded"), currency));
    }
}
