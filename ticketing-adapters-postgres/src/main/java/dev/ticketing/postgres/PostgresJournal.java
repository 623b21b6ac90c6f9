package dev.ticketing.postgres;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.journal.JournalEntry.Kind;

import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

final class PostgresJournal implements Journal {

    private static final Words<Kind> KINDS =
            new Words<>(
                    Map.of(
                            Kind.PROVIDER_CALL, "PROVIDER_CALL",
                            Kind.WEBHOOK, "WEBHOOK",
                            Kind.MAIL, "MAIL"));

    private static final String WRITE =
            """
            INSERT INTO journal (
                partition, reservation_id, id, at, kind, actor, correlation_id, summary, facts
            )
            VALUES (
                :partition, :reservation, :id, :at, :kind, :actor, :correlation, :summary,
                CAST(:facts AS jsonb)
            )
            ON CONFLICT (partition, reservation_id, id) DO NOTHING
            """;

    private static final String OF =
            """
            SELECT reservation_id, id, at, kind, actor, correlation_id, summary, facts
            FROM journal
            WHERE partition = :partition AND reservation_id = :reservation
            ORDER BY at, id
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;

    PostgresJournal(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public void write(JournalEntry entry) {
        writeAll(List.of(entry));
    }

    /** In one round trip, and one commit. */
    @Override
    public void writeAll(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.transact(
                handle -> {
                    PreparedBatch batch = handle.prepareBatch(WRITE);
                    entries.forEach(entry -> add(entry, batch));
                    return batch.execute();
                });
    }

    private void add(JournalEntry entry, PreparedBatch batch) {
        batch.bind("partition", partition)
                .bind("reservation", entry.reservation().value())
                .bind("id", entry.id())
                .bind("at", Instants.column(entry.at()))
                .bind("kind", KINDS.of(entry.kind()))
                .bind("actor", entry.actor())
                .bind("correlation", entry.correlation())
                .bind("summary", StorableText.of(entry.summary()))
                .bind("facts", JsonOut.write(entry.facts(), TextsShape.TEXTS))
                .add();
    }

    @Override
    public List<JournalEntry> of(ReservationId reservation) {
        return database.call(
                handle ->
                        handle.createQuery(OF)
                                .bind("partition", partition)
                                .bind("reservation", reservation.value())
                                .bind("limit", LONGEST)
                                .map((row, context) -> entry(row))
                                .list());
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getObject("id", UUID.class),
                new ReservationId(row.getObject("reservation_id", UUID.class)),
                Instants.read(row, "at"),
                KINDS.parse(row.getString("kind")),
                row.getString("actor"),
                row.getObject("correlation_id", UUID.class),
                row.getString("summary"),
                JsonIn.read(row.getString("facts"), TextsShape.TEXTS));
    }
}
