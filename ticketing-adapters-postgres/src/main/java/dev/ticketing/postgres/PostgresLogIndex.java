package dev.ticketing.postgres;

import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One partition's log, as its tables tell of one another. Each answer is of one statement. */
final class PostgresLogIndex implements LogIndex {

    private static final String ENDS =
            """
            SELECT
                p.head,
                coalesce(
                    (SELECT max(e.position) FROM event AS e WHERE e.partition = :partition), 0
                ) AS last
            FROM log_partition AS p
            WHERE p.partition = :partition
            """;

    private static final String FIRST_AFTER =
            """
            SELECT position
            FROM event
            WHERE partition = :partition AND position > :after
            ORDER BY position
            LIMIT 1
            """;

    /**
     * A stretch of names ends where so many kept ones end; the last one has no end, and so has the
     * streams behind all kept ones.
     */
    private static final String STREAMS =
            """
            WITH kept AS MATERIALIZED (
                SELECT stream_id, version
                FROM stream
                WHERE partition = :partition AND stream_id > :after
                ORDER BY stream_id
                LIMIT :limit
            ),
            stretch AS MATERIALIZED (
                SELECT
                    count(*) AS looked,
                    CASE WHEN count(*) = :limit THEN max(stream_id) END AS up_to
                FROM kept
            ),
            present AS (
                SELECT stream_id, max(version) AS version
                FROM event
                WHERE partition = :partition
                    AND stream_id > :after
                    AND ((SELECT up_to FROM stretch) IS NULL
                        OR stream_id <= (SELECT up_to FROM stretch))
                GROUP BY stream_id
            ),
            mismatch AS (
                SELECT
                    coalesce(kept.stream_id, present.stream_id) AS stream_id,
                    kept.version AS kept,
                    coalesce(present.version, 0) AS last
                FROM kept
                FULL JOIN present ON present.stream_id = kept.stream_id
                WHERE kept.version IS DISTINCT FROM coalesce(present.version, 0)
            )
            SELECT stretch.looked, stretch.up_to, mismatch.stream_id, mismatch.kept, mismatch.last
            FROM stretch
            LEFT JOIN mismatch ON true
            ORDER BY mismatch.stream_id
            LIMIT :most
            """;

    private static final String COMMANDS =
            """
            SELECT count(*)
            FROM command
            WHERE partition = :partition AND last_position <= :upTo
            """;

    private final int partition;
    private final Database database;

    PostgresLogIndex(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public Ends ends() {
        return database.call(
                handle ->
                        handle.createQuery(ENDS)
                                .bind("partition", partition)
                                .map(
                                        (row, context) ->
                                                new Ends(
                                                        new Position(row.getLong("head")),
                                                        new Position(row.getLong("last"))))
                                .findOne()
                                .orElseThrow(() -> new CorruptLog("no partition " + partition)));
    }

    @Override
    public Optional<Position> firstAfter(Position position) {
        return database.call(
                handle ->
                        handle.createQuery(FIRST_AFTER)
                                .bind("partition", partition)
                                .bind("after", position.value())
                                .mapTo(Long.class)
                                .findOne()
                                .map(Position::new));
    }

    @Override
    public Streams streams(String after, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(STREAMS)
                                .bind("partition", partition)
                                .bind("after", after)
                                .bind("limit", limit)
                                .bind("most", MAX_MISMATCHES)
                                .scanResultSet((rows, context) -> streams(rows.get())));
    }

    private static Streams streams(ResultSet row) throws SQLException {
        List<Mismatch> mismatches = new ArrayList<>();
        int looked = 0;
        Optional<String> upTo = Optional.empty();
        while (row.next()) {
            looked = row.getInt("looked");
            upTo = Optional.ofNullable(row.getString("up_to"));
            @Nullable String stream = row.getString("stream_id");
            if (stream != null) {
                mismatches.add(
                        new Mismatch(
                                stream,
                                Optional.ofNullable(row.getObject("kept", Long.class))
                                        .map(Version::new),
                                new Version(row.getLong("last"))));
            }
        }
        return new Streams(mismatches, looked, upTo);
    }

    @Override
    public long commandsUpTo(Position position) {
        return database.call(
                handle ->
                        handle.createQuery(COMMANDS)
                                .bind("partition", partition)
                                .bind("upTo", position.value())
                                .mapTo(Long.class)
                                .one());
    }
}
