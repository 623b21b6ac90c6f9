package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.show.ShowId;

import org.jdbi.v3.core.statement.Query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

final class PostgresReservationDirectory implements ReservationDirectory {

    private static final String OF_CUSTOMER =
            """
            SELECT r.body
            FROM reservation_row AS r
            WHERE r.partition = :partition
                AND r.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'reservations'
                        AND c.role = 'SERVING'
                )
                AND r.customer = :customer
                AND (CAST(:show AS uuid) IS NULL OR r.show_id = CAST(:show AS uuid))
                AND (
                    CAST(:status AS text) IS NULL
                    OR CAST(:status AS text) = CASE
                        WHEN r.status IN ('HELD', 'PAYMENT_PENDING') AND r.expires_at <= :now
                            THEN 'EXPIRED'
                        ELSE r.status
                    END
                )
                AND (
                    CAST(:before AS uuid) IS NULL OR r.reservation_id < CAST(:before AS uuid)
                )
            ORDER BY r.reservation_id DESC
            LIMIT :limit
            """;

    /** Each recorded status by itself: the few that are wanted may lie among very many others. */
    private static final String OF_SHOW =
            """
            SELECT f.body
            FROM unnest(:recorded) AS w (status)
            CROSS JOIN LATERAL (
                SELECT r.reservation_id, r.body
                FROM reservation_row AS r
                WHERE r.partition = :partition
                    AND r.copy = (
                        SELECT c.copy
                        FROM consumer AS c
                        WHERE c.partition = :partition
                            AND c.name = 'reservations'
                            AND c.role = 'SERVING'
                    )
                    AND r.show_id = :show
                    AND r.status = w.status
                    AND (
                        CAST(:status AS text) IS NULL
                        OR CAST(:status AS text) = CASE
                            WHEN r.status IN ('HELD', 'PAYMENT_PENDING') AND r.expires_at <= :now
                                THEN 'EXPIRED'
                            ELSE r.status
                        END
                    )
                    AND (
                        CAST(:before AS uuid) IS NULL OR r.reservation_id < CAST(:before AS uuid)
                    )
                ORDER BY r.reservation_id DESC
                LIMIT :limit
            ) AS f
            ORDER BY f.reservation_id DESC
            LIMIT :limit
            """;

    /**
     * Those that may still be paid for, found by when they end and sorted then: they are never more
     * than the show has places, and may lie among very many that have lapsed, of which the rows do
     * not say it.
     */
    private static final String OPEN_OF_SHOW =
            """
            SELECT o.body
            FROM (
                SELECT r.reservation_id, r.body
                FROM reservation_row AS r
                WHERE r.partition = :partition
                    AND r.copy = (
                        SELECT c.copy
                        FROM consumer AS c
                        WHERE c.partition = :partition
                            AND c.name = 'reservations'
                            AND c.role = 'SERVING'
                    )
                    AND r.show_id = :show
                    AND r.status IN ('HELD', 'PAYMENT_PENDING')
                    AND r.status = :status
                    AND r.expires_at > :now
                OFFSET 0
            ) AS o
            WHERE CAST(:before AS uuid) IS NULL OR o.reservation_id < CAST(:before AS uuid)
            ORDER BY o.reservation_id DESC
            LIMIT :limit
            """;

    private static final String ALL =
            """
            SELECT r.body
            FROM reservation_row AS r
            WHERE r.partition = :partition
                AND r.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'reservations'
                        AND c.role = 'SERVING'
                )
                AND (
                    CAST(:status AS text) IS NULL
                    OR CAST(:status AS text) = CASE
                        WHEN r.status IN ('HELD', 'PAYMENT_PENDING') AND r.expires_at <= :now
                            THEN 'EXPIRED'
                        ELSE r.status
                    END
                )
                AND (
                    CAST(:before AS uuid) IS NULL OR r.reservation_id < CAST(:before AS uuid)
                )
            ORDER BY r.reservation_id DESC
            LIMIT :limit
            """;

    private static final Set<Reservation.Status> OPEN =
            Set.of(Reservation.Status.HELD, Reservation.Status.PAYMENT_PENDING);

    private final int partition;
    private final Database database;

    PostgresReservationDirectory(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public List<ReservationRow> list(
            Filter filter, Instant now, Optional<ReservationId> before, int limit) {
        return database.call(
                handle ->
                        RowQuery.list(
                                bound(RowQuery.of(handle, statement(filter)), filter)
                                        .bind("now", Instants.bound(now))
                                        .bind(
                                                "before",
                                                before.map(ReservationId::value).orElse(null))
                                        .bind("limit", limit),
                                ReservationTables.RESERVATION));
    }

    private static String statement(Filter filter) {
        if (filter.customer().isPresent()) {
            return OF_CUSTOMER;
        }
        if (filter.show().isEmpty()) {
            return ALL;
        }
        return filter.status().filter(OPEN::contains).isPresent() ? OPEN_OF_SHOW : OF_SHOW;
    }

    private Query bound(Query query, Filter filter) {
        String[] recorded =
                recordedAs(filter.status())
                        .map(ReservationTables.STATUSES::of)
                        .toArray(String[]::new);
        return query.bind("partition", partition)
                .bind("customer", filter.customer().map(UserId::value).orElse(null))
                .bind("show", filter.show().map(ShowId::value).orElse(null))
                .bind("status", filter.status().map(ReservationTables.STATUSES::of).orElse(null))
                .bind("recorded", SqlArrays.texts(recorded));
    }

    /** That a hold's time is over need not have been recorded. */
    private static Stream<Reservation.Status> recordedAs(Optional<Reservation.Status> wanted) {
        if (wanted.isEmpty()) {
            return Stream.of(Reservation.Status.values());
        }
        return wanted.get() == Reservation.Status.EXPIRED
                ? Stream.of(
                        Reservation.Status.EXPIRED,
                        Reservation.Status.HELD,
                        Reservation.Status.PAYMENT_PENDING)
                : wanted.stream();
    }
}
