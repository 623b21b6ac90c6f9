package dev.ticketing.postgres;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresOpenWork implements OpenWork {

    private static final String NAME = "open-work";

    private static final String DUE_SECTIONS =
            """
            SELECT show_id, section_id, due_at
            FROM section_due
            WHERE partition = :partition AND due_at <= :now
            ORDER BY due_at, show_id, section_id
            LIMIT :limit
            """;

    private static final String POSTPONE =
            """
            UPDATE section_due
            SET due_at = :next
            WHERE partition = :partition
                AND show_id = :show
                AND section_id = :section
                AND due_at = :was
            """;

    private static final String SETTLE =
            """
            DELETE FROM section_due
            WHERE partition = :partition
                AND show_id = :show
                AND section_id = :section
                AND due_at = :was
            """;

    private static final String TRANSFERS =
            """
            SELECT transfer_id, payment, since
            FROM open_transfer
            WHERE partition = :partition AND since < :before
            ORDER BY since, transfer_id
            LIMIT :limit
            """;

    private final int partition;
    private final Database database;
    private final Checkpoint checkpoint;

    PostgresOpenWork(int partition, Database database) {
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
    public boolean apply(Position from, Position to, List<Change> changes) {
        OpenWorkChanges columns = new OpenWorkChanges(changes);
        return checkpoint.move(from, to, handle -> columns.store(handle, partition));
    }

    @Override
    public List<DueSection> dueSections(Instant now, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(DUE_SECTIONS)
                                .bind("partition", partition)
                                .bind("now", Instants.column(now))
                                .bind("limit", limit)
                                .map((row, context) -> dueSection(row))
                                .list());
    }

    @Override
    public void reschedule(DueSection was, Optional<Instant> next) {
        next.ifPresentOrElse(at -> postpone(was, at), () -> settle(was));
    }

    private void postpone(DueSection was, Instant next) {
        database.call(
                handle ->
                        handle.createUpdate(POSTPONE)
                                .bind("partition", partition)
                                .bind("show", was.show().value())
                                .bind("section", was.section().value())
                                .bind("was", Instants.column(was.at()))
                                .bind("next", Instants.column(next))
                                .execute());
    }

    private void settle(DueSection was) {
        database.call(
                handle ->
                        handle.createUpdate(SETTLE)
                                .bind("partition", partition)
                                .bind("show", was.show().value())
                                .bind("section", was.section().value())
                                .bind("was", Instants.column(was.at()))
                                .execute());
    }

    @Override
    public List<OpenTransfer> transfersBegunBefore(Instant before, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(TRANSFERS)
                                .bind("partition", partition)
                                .bind("before", Instants.column(before))
                                .bind("limit", limit)
                                .map((row, context) -> transfer(row))
                                .list());
    }

    private static DueSection dueSection(ResultSet row) throws SQLException {
        return new DueSection(
                new ShowId(row.getObject("show_id", UUID.class)),
                new SectionId(row.getString("section_id")),
                Instants.read(row, "due_at"));
    }

    private static OpenTransfer transfer(ResultSet row) throws SQLException {
        return new OpenTransfer(
                row.getObject("transfer_id", UUID.class),
                new PaymentId(row.getObject("payment", UUID.class)),
                Instants.read(row, "since"));
    }
}
