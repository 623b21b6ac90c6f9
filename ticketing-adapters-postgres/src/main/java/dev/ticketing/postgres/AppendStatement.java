package dev.ticketing.postgres;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records a batch in one statement, which is one round trip and one commit. */
final class AppendStatement {

    /**
     * All or nothing, and nothing if anything is not as expected: then there is no answer.
     *
     * <p>What makes it right: parts of one statement run as they need each other's rows, not as
     * they are written, so each step asks for the ones before it.
     *
     * <ol>
     *   <li>{@code touched} locks the streams one by one in the order of the array, which is
     *       sorted: two batches never wait for each other in a circle. The lock gives the newest
     *       version, even one that is younger than the statement.
     *   <li>{@code wrong} has a row if a version or a command id says no; nothing else happens
     *       then.
     *   <li>{@code created} and {@code advanced} move the streams. A stream or command that
     *       somebody else makes meanwhile is a unique violation, which undoes the statement.
     *   <li>{@code moved} takes the positions, last of all that may have to wait: from here to the
     *       commit nobody else appends to the partition, so positions are in the order of commits.
     *   <li>Commands and events need {@code moved} for their positions.
     * </ol>
     *
     * <p>What makes it fast however the tables grow: there is no join to be planned. Rows are found
     * one by one in the primary key, by a scalar query or by {@code ON CONFLICT}; that {@code
     * advanced} always conflicts is known, as it holds the locks of its rows.
     */
    private static final String APPEND =
            """
            WITH touched AS MATERIALIZED (
                SELECT
                    t.stream_id,
                    t.expected,
                    t.reached,
                    (
                        SELECT s.version
                        FROM stream AS s
                        WHERE s.partition = :partition AND s.stream_id = t.stream_id
                        FOR NO KEY UPDATE
                    ) AS present
                FROM unnest(:streams, :expected, :reached) AS t (stream_id, expected, reached)
            ),
            asked AS MATERIALIZED (
                SELECT
                    a.command_id,
                    a.digest,
                    a.first_event,
                    a.last_event,
                    (
                        SELECT c.command_id
                        FROM command AS c
                        WHERE c.partition = :partition AND c.command_id = a.command_id
                    ) AS present
                FROM unnest(:commands, :digests, :firstEvents, :lastEvents)
                    AS a (command_id, digest, first_event, last_event)
            ),
            wrong AS MATERIALIZED (
                SELECT 1
                FROM touched AS t
                WHERE coalesce(t.present, 0) <> t.expected
                UNION ALL
                SELECT 1
                FROM asked AS a
                WHERE a.present IS NOT NULL
            ),
            created AS (
                INSERT INTO stream (partition, stream_id, version)
                SELECT :partition, t.stream_id, t.reached
                FROM touched AS t
                WHERE t.present IS NULL AND NOT EXISTS (SELECT FROM wrong)
                RETURNING 1
            ),
            advanced AS (
                INSERT INTO stream (partition, stream_id, version)
                SELECT :partition, t.stream_id, t.reached
                FROM touched AS t
                WHERE t.present IS NOT NULL
                    AND t.reached > t.expected
                    AND NOT EXISTS (SELECT FROM wrong)
                ON CONFLICT (partition, stream_id) DO UPDATE SET version = excluded.version
                RETURNING 1
            ),
            moved AS (
                UPDATE log_partition
                SET head = head + :count
                WHERE partition = :partition
                    AND NOT EXISTS (SELECT FROM wrong)
                    AND (SELECT count(*) FROM created) + (SELECT count(*) FROM advanced) >= 0
                RETURNING head - :count AS start, clock_timestamp() AS recorded_at
            ),
            applied AS (
                INSERT INTO command (
                    partition, command_id, digest, first_position, last_position, recorded_at
                )
                SELECT
                    :partition,
                    a.command_id,
                    a.digest,
                    m.start + a.first_event,
                    m.start + a.last_event,
                    m.recorded_at
                FROM moved AS m
                CROSS JOIN asked AS a
            ),
            recorded AS (
                INSERT INTO event (
                    partition, position, stream_id, version, event_id, type, schema_version,
                    recorded_at, command_id, correlation_id, causation_id, actor, payload, metadata
                )
                SELECT
                    :partition,
                    m.start + e.ordinal,
                    e.stream_id,
                    e.version,
                    e.event_id,
                    e.type,
                    e.schema_version,
                    m.recorded_at,
                    e.command_id,
                    e.correlation_id,
                    e.causation_id,
                    e.actor,
                    CAST(e.payload AS jsonb),
                    CAST(e.metadata AS jsonb)
                FROM moved AS m
                CROSS JOIN unnest(
                    :eventStreams, :versions, :eventIds, :types, :schemaVersions, :eventCommands,
                    :correlationIds, :causationIds, :actors, :payloads, :metadata
                ) WITH ORDINALITY AS e (
                    stream_id, version, event_id, type, schema_version, command_id,
                    correlation_id, causation_id, actor, payload, metadata, ordinal
                )
            )
            SELECT m.start, m.recorded_at FROM moved AS m
            """;

    private final EventCodec codec;
    private final IdSource ids;

    AppendStatement(EventCodec codec, IdSource ids) {
        this.codec = codec;
        this.ids = ids;
    }

    /**
     * What was recorded.
     *
     * @param start the position before the first event
     */
    record Done(Position start, List<RecordedEvent> events) {}

    /**
     * Records the batch.
     *
     * @return empty if something was not as expected, and nothing was recorded
     */
    Optional<Done> run(Handle handle, int partition, Batch batch) {
        UUID[] eventIds = new UUID[batch.events().size()];
        Arrays.setAll(eventIds, i -> ids.next());
        try (Query query = handle.createQuery(APPEND)) {
            query.bind("partition", partition).bind("count", (long) eventIds.length);
            bindStreams(query, batch);
            bindCommands(query, batch);
            bindEvents(query, batch, eventIds);
            return query.map((row, context) -> done(row, batch, eventIds)).findOne();
        }
    }

    private static Done done(ResultSet row, Batch batch, UUID[] eventIds) throws SQLException {
        Position start = new Position(row.getLong("start"));
        Instant recordedAt = Instants.read(row, "recorded_at");
        List<RecordedEvent> events = new ArrayList<>(eventIds.length);
        for (Batch.NewEvent event : batch.events()) {
            int index = events.size();
            events.add(
                    new RecordedEvent(
                            start.plus(index + 1),
                            event.stream(),
                            new Version(event.version()),
                            eventIds[index],
                            recordedAt,
                            event.unit().command().id(),
                            event.unit().metadata(),
                            event.event()));
        }
        return new Done(start, events);
    }

    private static void bindStreams(Query query, Batch batch) {
        int size = batch.touched().size();
        String[] streams = new String[size];
        Long[] expected = new Long[size];
        Long[] reached = new Long[size];
        int row = 0;
        for (Map.Entry<String, Batch.Touch> touched : batch.touched().entrySet()) {
            streams[row] = touched.getKey();
            expected[row] = touched.getValue().expected();
            reached[row] = touched.getValue().reached();
            row++;
        }
        query.bind("streams", SqlArrays.texts(streams))
                .bind("expected", SqlArrays.numbers(expected))
                .bind("reached", SqlArrays.numbers(reached));
    }

    private static void bindCommands(Query query, Batch batch) {
        int size = batch.commands().size();
        UUID[] commands = new UUID[size];
        Long[] digests = new Long[size];
        Long[] first = new Long[size];
        Long[] last = new Long[size];
        int row = 0;
        for (Batch.NewCommand command : batch.commands()) {
            commands[row] = command.unit().command().id().value();
            digests[row] = command.unit().command().digest();
            first[row] = (long) command.first();
            last[row] = (long) command.last();
            row++;
        }
        query.bind("commands", SqlArrays.ids(commands))
                .bind("digests", SqlArrays.numbers(digests))
                .bind("firstEvents", SqlArrays.numbers(first))
                .bind("lastEvents", SqlArrays.numbers(last));
    }

    private void bindEvents(Query query, Batch batch, UUID[] eventIds) {
        EventColumns columns = new EventColumns(eventIds);
        for (Batch.NewEvent event : batch.events()) {
            columns.add(event, codec.typeOf(event.event().getClass()));
        }
        columns.bind(query);
    }

    /** The columns of the events, filled row by row. */
    private static final class EventColumns {

        private final String[] streams;
        private final Long[] versions;
        private final UUID[] ids;
        private final String[] types;
        private final Long[] schemaVersions;
        private final UUID[] commands;
        private final UUID[] correlationIds;
        private final UUID[] causationIds;
        private final String[] actors;
        private final String[] payloads;
        private final String[] metadata;
        private int row;

        EventColumns(UUID[] ids) {
            int size = ids.length;
            this.ids = ids;
            streams = new String[size];
            versions = new Long[size];
            types = new String[size];
            schemaVersions = new Long[size];
            commands = new UUID[size];
            correlationIds = new UUID[size];
            causationIds = new UUID[size];
            actors = new String[size];
            payloads = new String[size];
            metadata = new String[size];
        }

        void add(Batch.NewEvent event, EventType<?> type) {
            EventMetadata how = event.unit().metadata();
            streams[row] = event.name();
            versions[row] = event.version();
            types[row] = type.name();
            schemaVersions[row] = (long) type.schemaVersion();
            commands[row] = event.unit().command().id().value();
            correlationIds[row] = how.correlationId();
            causationIds[row] = how.causationId();
            actors[row] = StorableText.of(how.actor());
            payloads[row] = type.write(event.event());
            metadata[row] = EventRow.trace(how);
            row++;
        }

        void bind(Query query) {
            query.bind("eventStreams", SqlArrays.texts(streams))
                    .bind("versions", SqlArrays.numbers(versions))
                    .bind("eventIds", SqlArrays.ids(ids))
                    .bind("types", SqlArrays.texts(types))
                    .bind("schemaVersions", SqlArrays.numbers(schemaVersions))
                    .bind("eventCommands", SqlArrays.ids(commands))
                    .bind("correlationIds", SqlArrays.ids(correlationIds))
                    .bind("causationIds", SqlArrays.ids(causationIds))
                    .bind("actors", SqlArrays.texts(actors))
                    .bind("payloads", SqlArrays.texts(payloads))
                    .bind("metadata", SqlArrays.texts(metadata));
        }
    }
}
