package dev.ticketing.postgres;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresConsumerStoreTest extends ConsumerStoreConformance {

    private static final String CREATE =
            """
            CREATE TABLE test_row (
                partition integer            NOT NULL,
                copy      integer            NOT NULL,
                id        uuid               NOT NULL,
                due_at    timestamptz        NOT NULL,
                words     text[] COLLATE "C" NOT NULL,
                body      text               NOT NULL,
                PRIMARY KEY (partition, copy, id)
            )
            """;

    private static final Shape<TestRow> SHAPE =
            new Shape<>(
                    (row, out) ->
                            out.text("text", row.text())
                                    .number("number", row.number())
                                    .instant("at", row.at())
                                    .texts("words", row.words(), Function.identity()),
                    in ->
                            new TestRow(
                                    in.text("text"),
                                    in.number("number"),
                                    in.instant("at"),
                                    in.texts("words", Function.identity())));

    private static final RowTable<UUID, TestRow> ROWS =
            new RowTable<>(
                    TEST_ROW,
                    List.of(Column.id("id", Function.identity())),
                    row -> row.getObject("id", UUID.class),
                    List.of(
                            Column.instant("due_at", TestRow::at),
                            Column.texts("words", TestRow::words)),
                    SHAPE);

    /** More than the suite has tests, and names in each. */
    private static final List<String> NAMES =
            IntStream.range(0, 1_000).mapToObj(i -> "test-" + i).toList();

    private final TestDatabase place;
    private final Database database;
    private final ConsumerStore store;
    private final Iterator<String> names = NAMES.iterator();

    PostgresConsumerStoreTest(TestDatabase place) throws SQLException {
        Connections.migrated(place).close();
        Connections.execute(place, CREATE);
        this.place = place;
        this.database = Connections.reading(place);
        this.store =
                new PostgresConsumerStore(
                        0,
                        database,
                        new UuidV7Source(InstantSource.system()),
                        NAMES.stream()
                                .map(name -> new ConsumerTables(name, List.of(ROWS)))
                                .toList());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    protected ConsumerStore store() {
        return store;
    }

    @Override
    protected String newName() {
        return names.next();
    }

    /** On the server: the store's clock is there. */
    @Override
    protected void pass(Duration time) {
        try {
            Connections.execute(
                    place, "SELECT pg_sleep_for('" + time.toMillis() + " milliseconds')");
        } catch (SQLException e) {
            throw new IllegalStateException("time does not pass", e);
        }
    }
}
