package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.ticket.TicketRow;

import java.util.List;
import java.util.Optional;

final class PostgresTicketRegister implements TicketRegister {

    private static final String OF_RESERVATION =
            """
            SELECT t.body
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
                AND (CAST(:holder AS uuid) IS NULL OR t.holder = CAST(:holder AS uuid))
                AND (CAST(:show AS uuid) IS NULL OR t.show_id = CAST(:show AS uuid))
                AND (CAST(:before AS uuid) IS NULL OR t.ticket_id < CAST(:before AS uuid))
            ORDER BY t.ticket_id DESC
            LIMIT :limit
            """;

    private static final String OF_HOLDER =
            """
            SELECT t.body
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
            """;

    private static final String OF_SHOW =
            """
            SELECT t.body
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
            SELECT t.body
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
    public List<TicketRow> list(Filter filter, Optional<TicketId> before, int limit) {
        return database.call(
                handle ->
                        RowQuery.list(
                                RowQuery.of(handle, statement(filter))
                                        .bind("partition", partition)
                                        .bind(
                                                "reservation",
                                                filter.reservation()
                                                        .map(ReservationId::value)
                                                        .orElse(null))
                                        .bind(
                                                "holder",
                                                filter.holder().map(UserId::value).orElse(null))
                                        .bind("show", filter.show().map(ShowId::value).orElse(null))
                                        .bind("before", before.map(TicketId::value).orElse(null))
                                        .bind("limit", limit),
                                TicketTables.TICKET));
    }

    private static String statement(Filter filter) {
        if (filter.reservation().isPresent()) {
            return OF_RESERVATION;
        }
        if (filter.holder().isPresent()) {
            return OF_HOLDER;
        }
        return filter.show().isPresent() ? OF_SHOW : ALL;
    }
}
