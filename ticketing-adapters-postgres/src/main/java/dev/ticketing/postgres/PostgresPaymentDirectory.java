package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.ShowId;

import org.jdbi.v3.core.statement.Query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class PostgresPaymentDirectory implements PaymentDirectory {

    private static final String OF_RESERVATION =
            """
            SELECT p.body
            FROM payment_row AS p
            WHERE p.partition = :partition
                AND p.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'payments'
                        AND c.role = 'SERVING'
                )
                AND p.reservation_id = :reservation
                AND (CAST(:customer AS uuid) IS NULL OR p.customer = CAST(:customer AS uuid))
                AND (CAST(:show AS uuid) IS NULL OR p.show_id = CAST(:show AS uuid))
                AND (CAST(:status AS text) IS NULL OR p.status = CAST(:status AS text))
                AND (CAST(:before AS uuid) IS NULL OR p.payment_id < CAST(:before AS uuid))
            ORDER BY p.payment_id DESC
            LIMIT :limit
            """;

    private static final String OF_CUSTOMER =
            """
            SELECT p.body
            FROM payment_row AS p
            WHERE p.partition = :partition
                AND p.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'payments'
                        AND c.role = 'SERVING'
                )
                AND p.customer = :customer
                AND (CAST(:show AS uuid) IS NULL OR p.show_id = CAST(:show AS uuid))
                AND (CAST(:status AS text) IS NULL OR p.status = CAST(:status AS text))
                AND (CAST(:before AS uuid) IS NULL OR p.payment_id < CAST(:before AS uuid))
            ORDER BY p.payment_id DESC
            LIMIT :limit
            """;

    /** Each status by itself: the few that are wanted may lie among very many others. */
    private static final String OF_SHOW =
            """
            SELECT f.body
            FROM unnest(:statuses) AS w (status)
            CROSS JOIN LATERAL (
                SELECT p.payment_id, p.body
                FROM payment_row AS p
                WHERE p.partition = :partition
                    AND p.copy = (
                        SELECT c.copy
                        FROM consumer AS c
                        WHERE c.partition = :partition
                            AND c.name = 'payments'
                            AND c.role = 'SERVING'
                    )
                    AND p.show_id = :show
                    AND p.status = w.status
                    AND (CAST(:before AS uuid) IS NULL OR p.payment_id < CAST(:before AS uuid))
                ORDER BY p.payment_id DESC
                LIMIT :limit
            ) AS f
            ORDER BY f.payment_id DESC
            LIMIT :limit
            """;

    private static final String ALL =
            """
            SELECT p.body
            FROM payment_row AS p
            WHERE p.partition = :partition
                AND p.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'payments'
                        AND c.role = 'SERVING'
                )
                AND (CAST(:status AS text) IS NULL OR p.status = CAST(:status AS text))
                AND (CAST(:before AS uuid) IS NULL OR p.payment_id < CAST(:before AS uuid))
            ORDER BY p.payment_id DESC
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;

    PostgresPaymentDirectory(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public List<PaymentRow> list(Filter filter, Optional<PaymentId> before, int limit) {
        return database.call(
                handle ->
                        RowQuery.list(
                                bound(RowQuery.of(handle, statement(filter)), filter)
                                        .bind("before", before.map(PaymentId::value).orElse(null))
                                        .bind("limit", limit),
                                PaymentTables.PAYMENT));
    }

    private static String statement(Filter filter) {
        if (filter.reservation().isPresent()) {
            return OF_RESERVATION;
        }
        if (filter.customer().isPresent()) {
            return OF_CUSTOMER;
        }
        return filter.show().isPresent() ? OF_SHOW : ALL;
    }

    private Query bound(Query query, Filter filter) {
        Stream<Payment.Status> statuses =
                filter.status().map(Stream::of).orElseGet(() -> Stream.of(Payment.Status.values()));
        return query.bind("partition", partition)
                .bind("reservation", filter.reservation().map(ReservationId::value).orElse(null))
                .bind("customer", filter.customer().map(UserId::value).orElse(null))
                .bind("show", filter.show().map(ShowId::value).orElse(null))
                .bind("status", filter.status().map(PaymentTables.STATUSES::of).orElse(null))
                .bind(
                        "statuses",
                        SqlArrays.texts(
                                statuses.map(PaymentTables.STATUSES::of).toArray(String[]::new)));
    }
}
