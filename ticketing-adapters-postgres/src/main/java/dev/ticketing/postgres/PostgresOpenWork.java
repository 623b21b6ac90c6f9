package dev.ticketing.postgres;

import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PostgresOpenWork implements OpenWork {

    private static final String DUE_SECTIONS =
            """
            SELECT d.show_id, d.section_id, d.body
            FROM section_due AS d
            WHERE d.partition = :partition
                AND d.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'open-work'
                        AND c.role = 'SERVING'
                )
                AND d.due_at <= :now
            ORDER BY d.due_at, d.show_id, d.section_id
            LIMIT :limit
            """;

    /** Of all copies: what one has learned, the others need not find out. */
    private static final String POSTPONE =
            """
            UPDATE section_due
            SET due_at = :next, body = :body
            WHERE partition = :partition
                AND show_id = :show
                AND section_id = :section
                AND due_at = :was
                AND held = :held
            """;

    private static final String SETTLE =
            """
            DELETE FROM section_due
            WHERE partition = :partition
                AND show_id = :show
                AND section_id = :section
                AND due_at = :was
                AND held = :held
            """;

    private final int partition;
    private final Database database;

    PostgresOpenWork(int partition, Database database) {
        this.partition = partition;
        this.database = database;
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
        database.call(
                handle ->
                        next.map(at -> postpone(handle, was, at))
                                .orElseGet(() -> ofSection(handle.createUpdate(SETTLE), was))
                                .execute());
    }

    private Update postpone(Handle handle, DueSection was, Instant next) {
        Due due = new Due(next, was.due().held());
        return ofSection(handle.createUpdate(POSTPONE), was)
                .bind("next", Instants.column(next))
                .bind("body", JsonOut.write(due, OpenWorkTables.DUE));
    }

    private Update ofSection(Update update, DueSection was) {
        return update.bind("partition", partition)
                .bind("show", was.where().show().value())
                .bind("section", was.where().section().value())
                .bind("was", Instants.column(was.due().at()))
                .bind("held", was.due().held().value());
    }

    private static DueSection dueSection(ResultSet row) throws SQLException {
        return new DueSection(
                new SectionOfShow(
                        new ShowId(row.getObject("show_id", UUID.class)),
                        new SectionId(row.getString("section_id"))),
                JsonIn.read(row.getString("body"), OpenWorkTables.DUE));
    }
}
