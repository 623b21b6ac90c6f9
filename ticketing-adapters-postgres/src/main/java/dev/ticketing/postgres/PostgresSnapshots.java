package dev.ticketing.postgres;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

final class PostgresSnapshots implements Snapshots {

    private static final String LATEST =
            """
            SELECT version, state
            FROM snapshot
            WHERE partition = :partition AND stream_id = :stream AND shape = :shape
            """;

    /** A snapshot of another shape is worthless to this code, however new. */
    private static final String SAVE =
            """
            INSERT INTO snapshot AS s (partition, stream_id, version, shape, state)
            VALUES (:partition, :stream, :version, :shape, :state)
            ON CONFLICT (partition, stream_id) DO UPDATE SET
                version = excluded.version,
                shape = excluded.shape,
                state = excluded.state
            WHERE s.shape <> excluded.shape OR s.version < excluded.version
            """;

    private final int partition;
    private final Database database;

    PostgresSnapshots(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public <S, E extends DomainEvent> Optional<Loaded<S>> latest(AggregateRef<S, E> aggregate) {
        if (!isKept(aggregate)) {
            return Optional.empty();
        }
        Optional<Stored> stored =
                database.call(
                        handle ->
                                handle.createQuery(LATEST)
                                        .bind("partition", partition)
                                        .bind("stream", aggregate.stream().toString())
                                        .bind("shape", InventorySnapshot.SHAPE)
                                        .map((row, context) -> stored(row))
                                        .findOne());
        return stored.flatMap(PostgresSnapshots::loaded);
    }

    /** Of an inventory's aggregate the state is an inventory. */
    @SuppressWarnings("unchecked")
    private static <S> Optional<Loaded<S>> loaded(Stored stored) {
        return InventorySnapshot.read(stored.state)
                .map(inventory -> new Loaded<>((S) inventory, stored.version));
    }

    @Override
    public <S, E extends DomainEvent> void save(AggregateRef<S, E> aggregate, Loaded<S> snapshot) {
        if (isKept(aggregate) && snapshot.state() instanceof Inventory.Open open) {
            save(aggregate.stream(), new Stored(snapshot.version(), InventorySnapshot.write(open)));
        }
    }

    private void save(StreamId stream, Stored stored) {
        database.call(
                handle ->
                        handle.createUpdate(SAVE)
                                .bind("partition", partition)
                                .bind("stream", stream.toString())
                                .bind("version", stored.version.value())
                                .bind("shape", InventorySnapshot.SHAPE)
                                .bind("state", stored.state)
                                .execute());
    }

    /** All other streams are short. */
    private static boolean isKept(AggregateRef<?, ?> aggregate) {
        return aggregate.eventType() == InventoryEvent.class;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(new Version(row.getLong("version")), row.getString("state"));
    }

    private record Stored(Version version, String state) {}
}
