package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads an event from a row with all columns of the table. */
final class EventRow {

    private EventRow() {}

    /** What of the metadata has no column of its own. */
    record Trace(@Nullable String requestIdOrNull, @Nullable String traceIdOrNull) {

        static final Trace NONE = new Trace(null, null);

        static Trace of(EventMetadata metadata) {
            return new Trace(metadata.requestIdOrNull(), metadata.traceIdOrNull());
        }
    }

    /** Makes an event of its stored type, schema version and payload. */
    @FunctionalInterface
    interface Decoding {
        DomainEvent decode(String type, int schemaVersion, String payload);
    }

    private static final String NO_TRACE = "{}";

    private static final Shape<Trace> TRACE =
            new Shape<>(
                    (trace, out) ->
                            out.textIfAny("requestId", trace.requestIdOrNull())
                                    .textIfAny("traceId", trace.traceIdOrNull()),
                    in ->
                            new Trace(
                                    in.textIfAny("requestId").orElse(null),
                                    in.textIfAny("traceId").orElse(null)));

    static String trace(EventMetadata metadata) {
        Trace trace = Trace.of(metadata);
        return trace.equals(Trace.NONE) ? NO_TRACE : JsonOut.write(trace, TRACE);
    }

    /**
     * @throws CorruptLog if the row cannot be what this system wrote
     */
    static RecordedEvent read(ResultSet row, Decoding decoding) throws SQLException {
        long position = row.getLong("position");
        try {
            return new RecordedEvent(
                    new Position(position),
                    StreamId.parse(row.getString("stream_id")),
                    new Version(row.getLong("version")),
                    id(row, "event_id"),
                    Instants.read(row, "recorded_at"),
                    new CommandId(id(row, "command_id")),
                    metadata(row),
                    decoding.decode(
                            row.getString("type"),
                            row.getInt("schema_version"),
                            row.getString("payload")));
        } catch (RuntimeException e) {
            throw new CorruptLog("position " + position + " cannot be read", e);
        }
    }

    static EventMetadata metadata(ResultSet row) throws SQLException {
        String stored = row.getString("metadata");
        Trace trace = stored.equals(NO_TRACE) ? Trace.NONE : JsonIn.read(stored, TRACE);
        return new EventMetadata(
                id(row, "correlation_id"),
                id(row, "causation_id"),
                row.getString("actor"),
                trace.requestIdOrNull(),
                trace.traceIdOrNull());
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
