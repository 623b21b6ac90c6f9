package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.TestDatabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A store for one consumer of samples, with its tables. */
final class SampleStore implements AutoCloseable {

    static final ConsumerId FIRST = new ConsumerId(Samples.CONSUMER, 1);
    static final Duration LONG = Duration.ofMinutes(10);

    private final TestDatabase place;
    private final Database database;
    private final PostgresConsumerStore store;

    SampleStore(TestDatabase place) throws SQLException {
        Connections.migrated(place).close();
        Connections.execute(place, Samples.CREATE);
        this.place = place;
        this.database = Connections.reading(Connections.patient(place));
        this.store =
                new PostgresConsumerStore(
                        0,
                        database,
                        new UuidV7Source(InstantSource.system()),
                        List.of(Samples.TABLES));
    }

    PostgresConsumerStore store() {
        return store;
    }

    /** As if nothing had ever happened, but for the first copy of the consumer. */
    void reset() throws SQLException {
        execute(
                "TRUNCATE consumer, dead_letter, dead_letter_action, parked_event, sample_row,"
                        + " score_row");
        store.register(List.of(Samples.CONSUMER));
    }

    void execute(String sql) throws SQLException {
        Connections.execute(place, sql);
    }

    /** What a query counts. */
    long count(String sql) throws SQLException {
        try (Connection connection = Connections.open(place);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    Lease lease(ConsumerId consumer) {
        return store.acquire(consumer, "me", LONG).orElseThrow();
    }

    /** Moves a consumer by one event. */
    void advance(Lease lease, long to, Changes changes) {
        assertThat(store.commit(lease, new Position(to - 1), new Position(to), changes, LONG))
                .isTrue();
    }

    ConsumerStatus status(ConsumerId consumer) {
        return store.all().stream()
                .filter(status -> status.id().equals(consumer))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        database.close();
    }
}
