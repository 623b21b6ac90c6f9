package dev.ticketing.core;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rows that a projection makes of events, which are recorded as they come. */
public final class ProjectedRows implements Rows {

    private final Projection projection;
    private final Map<Table<?, ?>, Map<Object, Object>> tables = new HashMap<>();
    private final Map<StreamId, Integer> versions = new HashMap<>();
    private int position;

    public ProjectedRows(Projection projection) {
        this.projection = projection;
    }

    public ProjectedRows with(StreamId stream, DomainEvent... events) {
        for (DomainEvent event : events) {
            position++;
            int version = versions.merge(stream, 1, Integer::sum);
            projection.apply(
                    new RecordedEvent(
                            new Position(position),
                            stream,
                            new Version(version),
                            Samples.id(0x1000 + position),
                            Samples.NOW,
                            new CommandId(Samples.id(0x2000 + position)),
                            EventMetadata.ofSystem("test", Samples.id(0x3000 + position)),
                            event),
                    this);
        }
        return this;
    }

    public int size(Table<?, ?> table) {
        return of(table).size();
    }

    @Override
    public <K, R> Optional<R> get(Table<K, R> table, K key) {
        return Optional.ofNullable(of(table).get(key)).map(table.rowType()::cast);
    }

    @Override
    public <K, R> void put(Table<K, R> table, K key, R row) {
        of(table).put(key, row);
    }

    @Override
    public <K, R> void remove(Table<K, R> table, K key) {
        of(table).remove(key);
    }

    private Map<Object, Object> of(Table<?, ?> table) {
        if (!projection.tables().contains(table)) {
            throw new IllegalArgumentException("not a table of " + projection.name());
        }
        return tables.computeIfAbsent(table, t -> new HashMap<>());
    }
}
