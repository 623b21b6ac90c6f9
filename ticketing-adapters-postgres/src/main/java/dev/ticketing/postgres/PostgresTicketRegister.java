package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.ticket.TicketView;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class PostgresTicketRegister implements TicketRegister {

    private static final String OF_RESERVATION =
            """
            SELECT t.body, false AS passed_on
            FROM ticket_row AS t
            WHERE t.partition = :partition
                AND t.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'tickets'
                        AND c.role = 'SERVING'
                )
                AND t.reservation_id = :reservation
                AND (CAST(:show AS uuid) IS NULL OR t.show_id = CAST(:show AS uuid))
                AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
            ORDER BY t.ticket_id DESC
            LIMIT :limit
            """;

    /** What somebody holds and what they have handed on: no ticket is both. */
    private static final String OF_HOLDER =
            """
            SELECT f.body, f.passed_on
            FROM (
                (
                    SELECT t.ticket_id, t.body, false AS passed_on
                    FROM ticket_row AS t
                    WHERE t.partition = :partition
                        AND t.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'tickets'
                                AND c.role = 'SERVING'
                        )
                        AND t.holder = :holder
                        AND (CAST(:show AS uuid) IS NULL OR t.show_id = CAST(:show AS uuid))
                        AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
                    ORDER BY t.ticket_id DESC
                    LIMIT :limit
                )
                UNION ALL
                (
                    SELECT p.ticket_id, p.body, true AS passed_on
                    FROM ticket_passed_on AS p
                    WHERE p.partition = :partition
                        AND p.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'tickets'
                                AND c.role = 'SERVING'
                        )
                        AND p.holder = :holder
                        AND (CAST(:show AS uuid) IS NULL OR p.show_id = CAST(:show AS uuid))
                        AND (CAST(:before AS uuid) IS NULL OR p.ticket_id < CAST(:before AS uuid))
                    ORDER BY p.ticket_id DESC
                    LIMIT :limit
                )
            ) AS f
            ORDER BY f.ticket_id DESC
            LIMIT :limit
            """;

    private static final String OF_HOLDER_AND_RESERVATION =
            """
            SELECT f.body, f.passed_on
            FROM (
                (
                    SELECT t.ticket_id, t.body, false AS passed_on
                    FROM ticket_row AS t
                    WHERE t.partition = :partition
                        AND t.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'tickets'
                                AND c.role = 'SERVING'
                        )
                        AND t.reservation_id = :reservation
                        AND t.holder = :holder
                        AND (CAST(:show AS uuid) IS NULL OR t.show_id = CAST(:show AS uuid))
                        AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
                    ORDER BY t.ticket_id DESC
                    LIMIT :limit
                )
                UNION ALL
                (
                    SELECT p.ticket_id, p.body, true AS passed_on
                    FROM ticket_passed_on AS p
                    WHERE p.partition = :partition
                        AND p.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'tickets'
                                AND c.role = 'SERVING'
                        )
                        AND p.reservation_id = :reservation
                        AND p.holder = :holder
                        AND (CAST(:show AS uuid) IS NULL OR p.show_id = CAST(:show AS uuid))
                        AND (CAST(:before AS uuid) IS NULL OR p.ticket_id < CAST(:before AS uuid))
                    ORDER BY p.ticket_id DESC
                    LIMIT :limit
                )
            ) AS f
            ORDER BY f.ticket_id DESC
            LIMIT :limit
            """;

    private static final String OF_SHOW =
            """
            SELECT t.body, false AS passed_on
            FROM ticket_row AS t
            WHERE t.partition = :partition
                AND t.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'tickets'
                        AND c.role = 'SERVING'
                )
                AND t.show_id = :show
                AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
            ORDER BY t.ticket_id DESC
            LIMIT :limit
            """;

    private static final String ALL =
            """
            SELECT t.body, false AS passed_on
            FROM ticket_row AS t
            WHERE t.partition = :partition
                AND t.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'tickets'
                        AND c.role = 'SERVING'
                )
                AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
            ORDER BY t.ticket_id DESC
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;

    PostgresTicketRegister(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public List<TicketView> list(Filter filter, Optional<TicketId> before, int limit) {
        return database.call(
                handle ->
                        RowQuery.of(handle, statement(filter))
                                .bind("partition", partition)
                                .bind(
                                        "reservation",
                                        filter.reservation().map(ReservationId::value).orElse(null))
                                .bind("holder", filter.holder().map(UserId::value).orElse(null))
                                .bind("show", filter.show().map(ShowId::value).orElse(null))
                                .bind("before", before.map(TicketId::value).orElse(null))
                                .bind("limit", limit)
                                .map((row, context) -> view(row))
                                .list());
    }

    private static TicketView view(ResultSet row) throws SQLException {
        return row.getBoolean("passed_on")
                ? JsonIn.read(row.getString("body"), TicketTables.PASSED_ON)
                : JsonIn.read(row.getString("body"), TicketTables.TICKET);
    }

    private static String statement(Filter filter) {
        if (filter.holder().isPresent()) {
            return filter.reservation().isPresent() ? OF_HOLDER_AND_RESERVATION : OF_HOLDER;
        }
        if (filter.reservation().isPresent()) {
            return OF_RESERVATION;
        }
        return filter.show().isPresent() ? OF_SHOW : ALL;
    }
}
