package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** One partition of the log. */
final class PostgresEventLog implements EventLog {

    /**
     * How often a batch is judged anew because another process moved one of its streams between the
     * judging and the appending. Each time what lost is dropped, so few are needed.
     */
    private static final int MAX_TRIES = 20;

    private static final String VERSIONS_AND_COMMANDS =
            """
            SELECT
                s.stream_id,
                s.version,
                CAST(NULL AS uuid) AS command_id,
                CAST(NULL AS bigint) AS digest,
                CAST(NULL AS bigint) AS first_position,
                CAST(NULL AS bigint) AS last_position
            FROM stream AS s
            WHERE s.partition = :partition AND s.stream_id = ANY (:streams)
            UNION ALL
            SELECT NULL, NULL, c.command_id, c.digest, c.first_position, c.last_position
            FROM command AS c
            WHERE c.partition = :partition AND c.command_id = ANY (:commands)
            """;

    /** Stream by stream, for the same reason as {@link #STREAMS}. */
    private static final String VERSIONS =
            """
            SELECT s.stream_id, s.version
            FROM unnest(CAST(:streams AS text[])) AS wanted (stream_id)
                CROSS JOIN LATERAL (
                    SELECT stream_id, version
                    FROM stream
                    WHERE partition = :partition AND stream_id = wanted.stream_id
                    OFFSET 0
                ) AS s
            """;

    private static final String STREAM =
            """
            SELECT
                position, stream_id, version, event_id, type, schema_version, recorded_at,
                command_id, correlation_id, causation_id, actor, payload, metadata
            FROM event
            WHERE partition = :partition AND stream_id = :stream AND version > :after
            """;

    private static final String BY_VERSION =
            """
            ORDER BY version
            LIMIT :limit
            """;

    /**
     * Stream by stream, whatever is known about the table: in the first minutes of a sale nothing
     * is, and many streams at once would be looked for by reading it from end to end.
     */
    private static final String STREAMS =
            """
            SELECT
                e.position, e.stream_id, e.version, e.event_id, e.type, e.schema_version,
                e.recorded_at, e.command_id, e.correlation_id, e.causation_id, e.actor, e.payload,
                e.metadata
            FROM unnest(CAST(:streams AS text[])) AS wanted (stream_id)
                CROSS JOIN LATERAL (
                    SELECT
                        position, stream_id, version, event_id, type, schema_version, recorded_at,
                        command_id, correlation_id, causation_id, actor, payload, metadata
                    FROM event
                    WHERE partition = :partition AND stream_id = wanted.stream_id
                    ORDER BY version
                    OFFSET 0
                ) AS e
            """;

    private static final String COMMANDS =
            """
            SELECT command_id, digest, first_position, last_position
            FROM command
            WHERE partition = :partition AND command_id = ANY (:commands)
            """;

    private final int partition;
    private final Database reading;
    private final Database deciding;
    private final Database appending;
    private final EventCodec codec;
    private final AppendStatement statement;
    private final AppendCounters counters;
    private final Consumer<List<RecordedEvent>> onRecorded;

    /**
     * @param onRecorded is told what each append has recorded, from the appending thread; neither
     *     blocks nor throws
     */
    PostgresEventLog(
            int partition,
            Database reading,
            Database deciding,
            Database appending,
            EventCodec codec,
            AppendStatement statement,
            AppendCounters counters,
            Consumer<List<RecordedEvent>> onRecorded) {
        this.partition = partition;
        this.reading = reading;
        this.deciding = deciding;
        this.appending = appending;
        this.codec = codec;
        this.statement = statement;
        this.counters = counters;
        this.onRecorded = onRecorded;
    }

    @Override
    public List<AppendResult> append(List<Unit> units) {
        requireLimits(units);
        // Mostly everybody is right: one round trip then.
        Batch batch = Batch.judge(units, new Knowledge.None());
        Optional<Position> start = batch.conflicts() > 0 ? Optional.empty() : recorded(batch);
        for (int tries = 1; start.isEmpty() && !batch.isSettled(); tries++) {
            if (tries == MAX_TRIES) {
                throw new LogUnavailable(
                        "streams kept moving", new IllegalStateException(tries + " tries"));
            }
            batch = Batch.judge(units, look(units));
            start = recorded(batch);
        }
        counters.conflicts(batch.conflicts());
        return batch.results(start.orElse(Position.START));
    }

    private static void requireLimits(List<Unit> units) {
        int events = units.stream().mapToInt(Unit::eventCount).sum();
        if (units.size() > MAX_UNITS || events > MAX_EVENTS) {
            throw new IllegalArgumentException(units.size() + " units, " + events + " events");
        }
    }

    /** The position before the batch; empty if there was nothing to do, or somebody was quicker. */
    private Optional<Position> recorded(Batch batch) {
        if (batch.isSettled()) {
            return Optional.empty();
        }
        try (Handle handle = appending.open()) {
            Optional<AppendStatement.Done> done = statement.run(handle, partition, batch);
            done.ifPresent(
                    d -> {
                        counters.committed(batch);
                        onRecorded.accept(d.events());
                    });
            return done.map(AppendStatement.Done::start);
        } catch (JdbiException e) {
            if (SqlStates.isRace(e)) {
                return Optional.empty();
            }
            if (SqlStates.mayHaveCommitted(e)) {
                throw new UnknownOutcome("no answer to an append", e);
            }
            throw new LogUnavailable("an append was refused", e);
        }
    }

    private Knowledge look(List<Unit> units) {
        TreeSet<String> streams = new TreeSet<>();
        TreeSet<UUID> commands = new TreeSet<>();
        for (Unit unit : units) {
            commands.add(unit.command().id().value());
            for (StreamAppend append : unit.streams()) {
                streams.add(append.stream().toString());
            }
        }
        return appending.call(handle -> look(handle, streams, commands));
    }

    private Knowledge look(Handle handle, Collection<String> streams, Collection<UUID> commands) {
        return handle.createQuery(VERSIONS_AND_COMMANDS)
                .bind("partition", partition)
                .bind("streams", SqlArrays.texts(streams.toArray(String[]::new)))
                .bind("commands", SqlArrays.ids(commands.toArray(UUID[]::new)))
                .scanResultSet((rows, context) -> seen(rows.get()));
    }

    private static Knowledge seen(ResultSet row) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        Map<CommandId, AppliedCommand> applied = new HashMap<>();
        while (row.next()) {
            String stream = row.getString("stream_id");
            if (stream == null) {
                AppliedCommand command = command(row);
                applied.put(command.command().id(), command);
            } else {
                versions.put(stream, row.getLong("version"));
            }
        }
        return new Knowledge.Seen(versions, applied);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
        return read("", stream, after, limit);
    }

    @Override
    public List<RecordedEvent> readOf(
            StreamId stream, Class<? extends DomainEvent> type, Version after, int limit) {
        // In the text, so that an index of that type alone is found: a word of our own.
        String ofType = "AND type = '" + codec.typeOf(type).name() + "'\n";
        return read(ofType, stream, after, limit);
    }

    private List<RecordedEvent> read(String filter, StreamId stream, Version after, int limit) {
        return reading.call(
                handle ->
                        handle.createQuery(STREAM + filter + BY_VERSION)
                                .bind("partition", partition)
                                .bind("stream", stream.toString())
                                .bind("after", after.value())
                                .bind("limit", limit)
                                .map((row, context) -> EventRow.read(row, codec::decode))
                                .list());
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
        String[] names = streams.stream().map(StreamId::toString).distinct().toArray(String[]::new);
        List<RecordedEvent> events =
                deciding.call(
                        handle ->
                                handle.createQuery(STREAMS)
                                        .bind("partition", partition)
                                        .bind("streams", SqlArrays.texts(names))
                                        .map((row, context) -> EventRow.read(row, codec::decode))
                                        .list());
        Map<StreamId, List<RecordedEvent>> byStream = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            byStream.computeIfAbsent(event.stream(), stream -> new ArrayList<>()).add(event);
        }
        return byStream;
    }

    @Override
    public Map<StreamId, Version> versions(Collection<StreamId> streams) {
        Map<String, StreamId> names = new LinkedHashMap<>();
        streams.forEach(stream -> names.put(stream.toString(), stream));
        return deciding.call(
                handle ->
                        handle.createQuery(VERSIONS)
                                .bind("partition", partition)
                                .bind(
                                        "streams",
                                        SqlArrays.texts(names.keySet().toArray(String[]::new)))
                                .scanResultSet((rows, context) -> versions(rows.get(), names)));
    }

    private static Map<StreamId, Version> versions(ResultSet row, Map<String, StreamId> names)
            throws SQLException {
        Map<StreamId, Version> versions = new LinkedHashMap<>();
        while (row.next()) {
            StreamId stream = names.get(row.getString("stream_id"));
            if (stream != null) {
                versions.put(stream, new Version(row.getLong("version")));
            }
        }
        return versions;
    }

    @Override
    public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
        UUID[] ids = commands.stream().map(CommandId::value).distinct().toArray(UUID[]::new);
        List<AppliedCommand> applied =
                deciding.call(
                        handle ->
                                handle.createQuery(COMMANDS)
                                        .bind("partition", partition)
                                        .bind("commands", SqlArrays.ids(ids))
                                        .map((row, context) -> command(row))
                                        .list());
        Map<CommandId, AppliedCommand> byId = new LinkedHashMap<>();
        for (AppliedCommand command : applied) {
            byId.put(command.command().id(), command);
        }
        return byId;
    }

    private static AppliedCommand command(ResultSet row) throws SQLException {
        CommandId id = new CommandId(row.getObject("command_id", UUID.class));
        return new AppliedCommand(
                new CommandKey(id, row.getLong("digest")),
                new Position(row.getLong("first_position")),
                new Position(row.getLong("last_position")));
    }
}
