package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.core.ticket.TicketHeld;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresTicketDirectory implements TicketDirectory {

    private static final String NAME = "tickets";

    private static final String ADD =
            """
            INSERT INTO ticket_held (partition, holder, ticket)
            SELECT :partition, t.holder, t.ticket
            FROM unnest(:holders, :tickets) AS t (holder, ticket)
            ON CONFLICT (partition, holder, ticket) DO NOTHING
            """;

    private static final String HELD_BY =
            """
            SELECT ticket
            FROM ticket_held
            WHERE partition = :partition
                AND holder = :holder
                AND (CAST(:before AS uuid) IS NULL OR ticket < CAST(:before AS uuid))
            ORDER BY ticket DESC
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;
    private final Checkpoint checkpoint;

    PostgresTicketDirectory(int partition, Database database) {
        this.partition = partition;
        this.database = database;
        this.checkpoint = new Checkpoint(partition, NAME, database);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Position checkpoint() {
        return checkpoint.position();
    }

    @Override
    public boolean apply(Position from, Position to, List<TicketHeld> changes) {
        return checkpoint.move(from, to, handle -> add(handle, changes));
    }

    private void add(Handle handle, List<TicketHeld> changes) {
        if (changes.isEmpty()) {
            return;
        }
        UUID[] holders = changes.stream().map(c -> c.holder().value()).toArray(UUID[]::new);
        UUID[] tickets = changes.stream().map(c -> c.ticket().value()).toArray(UUID[]::new);
        handle.createUpdate(ADD)
                .bind("partition", partition)
                .bind("holders", SqlArrays.ids(holders))
                .bind("tickets", SqlArrays.ids(tickets))
                .execute();
    }

    @Override
    public List<TicketId> heldBy(UserId holder, Optional<TicketId> before, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(HELD_BY)
                                .bind("partition", partition)
                                .bind("holder", holder.value())
                                .bindByType(
                                        "before",
                                        before.map(TicketId::value).orElse(null),
                                        UUID.class)
                                .bind("limit", limit)
                                .map((row, context) -> row.getObject("ticket", UUID.class))
                                .map(TicketId::new)
                                .list());
    }
}
