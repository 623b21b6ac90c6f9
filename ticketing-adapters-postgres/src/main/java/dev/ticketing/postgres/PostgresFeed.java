package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One partition of the log, in the order of positions. */
final class PostgresFeed implements Feed {

    private static final String HEAD =
            """
            SELECT head
            FROM log_partition
            WHERE partition = :partition
            """;

    /**
     * One look at the log: where it ends, whether it has a hole, and the wanted events. Head and
     * events are of one instant, since an append moves them together. Named is what is not wanted:
     * a type that nobody here knows might be.
     */
    private static final String PAGE =
            """
            WITH page AS MATERIALIZED (
                SELECT greatest(:after, least(p.head, :after + :limit)) AS up_to
                FROM log_partition AS p
                WHERE p.partition = :partition
            )
            SELECT
                c.up_to, c.present, e.position, e.stream_id, e.version, e.event_id, e.type,
                e.schema_version, e.recorded_at, e.command_id, e.correlation_id, e.causation_id,
                e.actor, e.payload, e.metadata
            FROM (
                SELECT (SELECT up_to FROM page) AS up_to, count(*) AS present
                FROM event
                WHERE partition = :partition
                    AND position > :after
                    AND position <= (SELECT up_to FROM page)
            ) AS c
            LEFT JOIN event AS e
                ON e.partition = :partition
                AND e.position > :after
                AND e.position <= (SELECT up_to FROM page)
                AND e.type <> ALL (:unwanted)
            ORDER BY e.position
            """;

    private static final String[] NONE = {};

    private final int partition;
    private final Database database;
    private final EventCodec codec;

    PostgresFeed(int partition, Database database, EventCodec codec) {
        this.partition = partition;
        this.database = database;
        this.codec = codec;
    }

    @Override
    public Position head() {
        return database.call(
                handle ->
                        handle.createQuery(HEAD)
                                .bind("partition", partition)
                                .mapTo(Long.class)
                                .findOne()
                                .map(Position::new)
                                .orElseThrow(this::noPartition));
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        return database.call(handle -> page(handle, after, limit, NONE)).events();
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        String[] unwanted = codec.namesBut(types);
        return database.call(handle -> page(handle, after, limit, unwanted));
    }

    private Page page(Handle handle, Position after, int limit, String[] unwanted) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit);
        }
        return handle.createQuery(PAGE)
                .bind("partition", partition)
                .bind("after", after.value())
                .bind("limit", (long) limit)
                .bind("unwanted", SqlArrays.texts(unwanted))
                .scanResultSet((rows, context) -> page(rows.get(), after));
    }

    private Page page(ResultSet row, Position after) throws SQLException {
        row.next();
        Position upTo = new Position(row.getLong("up_to"));
        long missing = upTo.value() - after.value() - row.getLong("present");
        if (missing != 0) {
            throw new CorruptLog(
                    missing
                            + " missing after position "
                            + after.value()
                            + " up to "
                            + upTo.value());
        }
        List<RecordedEvent> events = new ArrayList<>();
        do {
            // The one row of a page without events has no event beside it.
            if (row.getString("stream_id") != null) {
                events.add(EventRow.read(row, codec::decodeOrExplain));
            }
        } while (row.next());
        return new Page(events, upTo);
    }

    private CorruptLog noPartition() {
        return new CorruptLog("no partition " + partition);
    }
}
