package dev.ticketing.postgres;

import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One partition of the log, in the order of positions, row by row as it is stored. */
final class PostgresStoredFeed implements StoredFeed {

    /**
     * One look at the log: where it ends, whether it has a hole, and the first events, as many as
     * are not too large together. Head and events are of one instant, since an append moves them
     * together.
     */
    private static final String PAGE =
            """
            WITH page AS MATERIALIZED (
                SELECT greatest(:after, least(p.head, :after + :limit)) AS up_to
                FROM log_partition AS p
                WHERE p.partition = :partition
            )
            SELECT
                c.up_to, c.present, e.position, e.stream_id, e.version, e.type, e.schema_version,
                e.recorded_at, e.command_id, e.correlation_id, e.causation_id, e.actor, e.payload,
                e.metadata
            FROM (
                SELECT (SELECT up_to FROM page) AS up_to, count(*) AS present
                FROM event
                WHERE partition = :partition
                    AND position > :after
                    AND position <= (SELECT up_to FROM page)
            ) AS c
            LEFT JOIN (
                SELECT
                    position, stream_id, version, type, schema_version, recorded_at, command_id,
                    correlation_id, causation_id, actor, payload, metadata,
                    sum(length(CAST(payload AS text))) OVER (ORDER BY position) AS characters
                FROM event
                WHERE partition = :partition
                    AND position > :after
                    AND position <= (SELECT up_to FROM page)
            ) AS e ON e.characters <= :characters OR e.position = :after + 1
            ORDER BY e.position
            """;

    private static final String AT =
            """
            SELECT
                position, stream_id, version, type, schema_version, recorded_at, command_id,
                correlation_id, causation_id, actor, payload, metadata
            FROM event
            WHERE partition = :partition AND position = ANY (:positions)
            ORDER BY position
            """;

    private static final String TYPES =
            """
            SELECT position, type
            FROM event
            WHERE partition = :partition AND position = ANY (:positions)
            """;

    private final int partition;
    private final Database database;

    PostgresStoredFeed(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public List<StoredEvent> read(Position after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit);
        }
        return database.call(handle -> page(handle, after, limit));
    }

    private List<StoredEvent> page(Handle handle, Position after, int limit) {
        return handle.createQuery(PAGE)
                .bind("partition", partition)
                .bind("after", after.value())
                .bind("limit", (long) limit)
                .bind("characters", MAX_CHARACTERS)
                .scanResultSet((rows, context) -> page(rows.get(), after));
    }

    private static List<StoredEvent> page(ResultSet row, Position after) throws SQLException {
        row.next();
        long upTo = row.getLong("up_to");
        long missing = upTo - after.value() - row.getLong("present");
        if (missing != 0) {
            throw new CorruptLog(
                    missing + " missing after position " + after.value() + " up to " + upTo);
        }
        List<StoredEvent> events = new ArrayList<>();
        do {
            // The one row of a page without events has no event beside it.
            if (row.getString("stream_id") != null) {
                events.add(event(row));
            }
        } while (row.next());
        return events;
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        try {
            return new StoredEvent(
                    new Position(position),
                    StreamId.parse(row.getString("stream_id")),
                    new Version(row.getLong("version")),
                    row.getString("type"),
                    row.getInt("schema_version"),
                    Instants.read(row, "recorded_at"),
                    new CommandId(row.getObject("command_id", UUID.class)),
                    EventRow.metadata(row),
                    row.getString("payload"));
        } catch (RuntimeException e) {
            throw new CorruptLog("position " + position + " cannot be read", e);
        }
    }

    @Override
    public List<StoredEvent> at(Collection<Position> positions) {
        Long[] wanted = positions.stream().map(Position::value).toArray(Long[]::new);
        return database.call(
                handle ->
                        handle.createQuery(AT)
                                .bind("partition", partition)
                                .bind("positions", SqlArrays.numbers(wanted))
                                .map((row, context) -> event(row))
                                .list());
    }

    @Override
    public Map<Position, String> types(Collection<Position> positions) {
        Long[] wanted = positions.stream().map(Position::value).toArray(Long[]::new);
        return database.call(
                handle ->
                        handle.createQuery(TYPES)
                                .bind("partition", partition)
                                .bind("positions", SqlArrays.numbers(wanted))
                                .reduceRows(
                                        new HashMap<Position, String>(),
                                        (types, row) -> {
                                            types.put(
                                                    new Position(
                                                            row.getColumn("position", Long.class)),
                                                    row.getColumn("type", String.class));
                                            return types;
                                        }));
    }
}
