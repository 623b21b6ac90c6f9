package dev.ticketing.app.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What the database could do at best: the events that a sale has recorded, inserted once more into
 * a table of the same shape and indexes, in batches under one counter row, with one commit a batch,
 * and nothing of the application in between. Over one connection, which it leaves open.
 */
public final class Ceiling {

    /** The batch that the figure is quoted for. */
    public static final int BATCH = 200;

    private static final String CREATE =
            """
            CREATE TABLE ceiling_event (LIKE event INCLUDING DEFAULTS INCLUDING INDEXES);
            CREATE TABLE ceiling_source AS
                SELECT e.*, row_number() OVER (ORDER BY e.position) - 1 AS ordinal
                FROM event AS e
                WHERE e.partition = 0;
            CREATE UNIQUE INDEX ON ceiling_source (ordinal);
            CREATE TABLE ceiling_head (partition integer PRIMARY KEY, head bigint NOT NULL);
            INSERT INTO ceiling_head VALUES (0, 0);
            ANALYZE ceiling_source;
            """;

    private static final String DROP =
            """
            DROP TABLE IF EXISTS ceiling_event;
            DROP TABLE IF EXISTS ceiling_source;
            DROP TABLE IF EXISTS ceiling_head;
            """;

    private static final String COUNT = "SELECT count(*) FROM ceiling_source";

    private static final String INSERT =
            """
            WITH moved AS (
                UPDATE ceiling_head
                SET head = head + ?
                WHERE partition = 0
                RETURNING head
            )
            INSERT INTO ceiling_event (
                partition, position, stream_id, version, event_id, type, schema_version,
                recorded_at, command_id, correlation_id, causation_id, actor, payload, metadata
            )
            SELECT
                0,
                m.head + s.ordinal - ?,
                s.stream_id,
                s.version,
                s.event_id,
                s.type,
                s.schema_version,
                s.recorded_at,
                s.command_id,
                s.correlation_id,
                s.causation_id,
                s.actor,
                s.payload,
                s.metadata
            FROM moved AS m
            CROSS JOIN ceiling_source AS s
            WHERE s.ordinal >= ? AND s.ordinal < ?
            """;

    private final Connection connection;

    public Ceiling(Connection connection) {
        this.connection = connection;
    }

    /** Events a second, for as long as there are events, and no longer than the limit. */
    public double eventsPerSecond(Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP);
            statement.execute(CREATE);
            long events = count(statement);
            return measure(events, limit);
        } finally {
            try (Statement statement = connection.createStatement()) {
                statement.execute(DROP);
            }
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private double measure(long events, Duration limit) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long start = System.nanoTime();
            long inserted = 0;
            while (inserted + BATCH <= events && System.nanoTime() - start < limit.toNanos()) {
                insert.setLong(1, BATCH);
                insert.setLong(2, inserted + BATCH);
                insert.setLong(3, inserted);
                insert.setLong(4, inserted + BATCH);
                insert.executeUpdate();
                inserted += BATCH;
            }
            return inserted / ((System.nanoTime() - start) / 1e9);
        }
    }
}
