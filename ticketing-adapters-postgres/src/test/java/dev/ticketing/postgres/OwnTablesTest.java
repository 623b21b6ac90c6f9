package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRow;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@ExtendWith(PostgresExtension.class)
class OwnTablesTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    /** What is due then is not due for a long time. */
    private static final Instant AT = Instant.parse("2999-03-01T12:00:00.123456789Z");

    /** A component of each kind. */
    record Row(
            String text,
            long number,
            BigDecimal exact,
            boolean truth,
            UUID id,
            Instant at,
            List<String> words,
            Map<String, Inner> inners) {}

    record Inner(int number) {}

    private static final Table<Long, Row> ROWS = new Table<>("own_row", Long.class, Row.class);

    private static final TextForm<Long> NUMBER = new TextForm<>(String::valueOf, Long::valueOf);

    private static final ProcessTables<Inner, Row> PROCESS = ProcessTables.of("own_process");

    private static final Row ROW =
            new Row(
                    "Größe \"quoted\" \u0000",
                    Long.MAX_VALUE,
                    new BigDecimal("0.10000000000000000000000000001"),
                    true,
                    new UUID(1, 2),
                    AT,
                    List.of("a", "b"),
                    Map.of("one", new Inner(1)));

    /** As it comes back: U+0000 cannot be stored. */
    private static final Row STORED =
            new Row(
                    "Größe \"quoted\" \uFFFD",
                    ROW.number,
                    ROW.exact,
                    ROW.truth,
                    ROW.id,
                    ROW.at,
                    ROW.words,
                    ROW.inners);

    private record Named(String name, Table<?, ?> table) implements Projection {

        Named(String name) {
            this(name, ROWS);
        }

        @Override
        public Set<Table<?, ?>> tables() {
            return Set.of(table);
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of();
        }

        @Override
        public Set<String> categories() {
            return Set.of();
        }

        @Override
        public void apply(RecordedEvent event, Rows rows) {
            throw new IllegalStateException("is shown nothing");
        }
    }

    private static OwnTables rows(TextForm<Row> form) {
        return OwnTables.of(new Named("own_rows")).with(ROWS, NUMBER, form);
    }

    private static List<OwnTables> all() {
        return List.of(
                rows(TextForm.json(Row.class)),
                OwnTables.of(PROCESS, TextForm.json(Inner.class), TextForm.json(Row.class)));
    }

    private static PostgresTicketing connected(TestDatabase place, List<OwnTables> own) {
        PostgresTicketing postgres = PostgresTicketing.connect(Connections.settings(place), own);
        postgres.migrate();
        return postgres;
    }

    private static Lease begun(ConsumerStore store, String name) {
        store.register(List.of(name));
        return store.acquire(new ConsumerId(name, 1), "me", LONG).orElseThrow();
    }

    private static <K, R> void put(
            ConsumerStore store, Lease lease, Table<K, R> table, K key, R row) {
        Position at =
                store.all().stream()
                        .filter(copy -> copy.id().equals(lease.consumer()))
                        .findFirst()
                        .orElseThrow()
                        .position();
        Changes changes =
                new Changes(
                        List.of(new Changes.OfTable<>(table, Map.of(key, row), Set.of())),
                        List.of());
        assertThat(store.commit(lease, at, new Position(at.value() + 1), changes, LONG)).isTrue();
    }

    @Test
    void rows_come_back_as_they_were_put(TestDatabase place) {
        try (PostgresTicketing postgres = connected(place, all())) {
            ConsumerStore store = postgres.consumerStore();
            Lease lease = begun(store, "own_rows");

            put(store, lease, ROWS, 7L, ROW);

            assertThat(store.load(lease.consumer(), ROWS, Set.of(7L, 8L)))
                    .isEqualTo(Map.of(7L, STORED));
        }
    }

    @Test
    void so_do_the_state_of_a_process_and_what_it_sends(TestDatabase place) {
        try (PostgresTicketing postgres = connected(place, all())) {
            ConsumerStore store = postgres.consumerStore();
            Lease lease = begun(store, "own_process");
            ProcessRow<Inner> state = new ProcessRow<>(new Inner(3), new UUID(1, 1), Set.of("t"));
            EffectId id = new EffectId(new UUID(2, 2));
            EffectRow<Row> effect =
                    new EffectRow<>("one", new UUID(1, 1), new Position(1), STORED, AT, 0);

            put(store, lease, PROCESS.instances(), "one", state);
            put(store, lease, PROCESS.effects(), id, effect);

            assertThat(store.load(lease.consumer(), PROCESS.instances(), Set.of("one")))
                    .isEqualTo(Map.of("one", state));
            assertThat(store.due(lease.consumer(), PROCESS.effects(), 10).rows())
                    .isEqualTo(Map.of());
            assertThat(store.load(lease.consumer(), PROCESS.effects(), Set.of(id)))
                    .isEqualTo(Map.of(id, effect));
        }
    }

    @Test
    void the_view_shows_the_rows_of_the_copy_that_serves(TestDatabase place) throws SQLException {
        try (PostgresTicketing postgres = connected(place, all())) {
            ConsumerStore store = postgres.consumerStore();
            Lease lease = begun(store, "own_rows");
            put(store, lease, ROWS, 9L, ROW);
            ConsumerId other = store.begin("own_rows", Role.REBUILDING).orElseThrow();
            put(store, store.acquire(other, "me", LONG).orElseThrow(), ROWS, 10L, ROW);

            assertThat(
                            query(
                                    place,
                                    "SELECT string_agg(key, ' ') FROM own_row_served WHERE key IN"
                                            + " ('9', '10')"))
                    .isEqualTo("9");
            assertThat(
                            query(
                                    place,
                                    "SELECT body -> 'inners' -> 'one' ->> 'number' FROM"
                                            + " own_row_served WHERE key = '9'"))
                    .isEqualTo("1");
            store.drop(other);
        }
    }

    private static String query(TestDatabase place, String sql) throws SQLException {
        try (Connection connection = Connections.open(place);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void what_is_no_object_of_json_is_refused(TestDatabase place) {
        for (String text : List.of("", "7", "[]", "{\"cut", "{} {}")) {
            TextForm<Row> form = new TextForm<>(row -> text, read -> ROW);
            try (PostgresTicketing postgres = connected(place, List.of(rows(form)))) {
                ConsumerStore store = postgres.consumerStore();
                Lease lease = begun(store, "own_rows");

                assertThatThrownBy(() -> put(store, lease, ROWS, 1L, ROW))
                        .as(text)
                        .isInstanceOf(RowsRefused.class);
            }
        }
    }

    @Test
    void what_was_stored_otherwise_cannot_be_read() {
        TextForm<Inner> form = TextForm.json(Inner.class);

        assertThat(form.read().apply("{\"number\":1}")).isEqualTo(new Inner(1));
        for (String text : List.of("{}", "{\"number\":null}", "{\"number\":1,\"more\":2}", "no")) {
            assertThatThrownBy(() -> form.read().apply(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void are_made_once_and_each_program_knows_its_own_alone(TestDatabase place) {
        String schema = place.schema() + "_made";
        PostgresSettings settings = Connections.settings(place).withSchema(schema);
        try (PostgresTicketing with = PostgresTicketing.connect(settings, all());
                PostgresTicketing without = PostgresTicketing.connect(settings)) {
            assertThat(with.pendingMigrations()).contains("1 log", "own_row", "own_process_timer");
            int all = with.pendingMigrations().size();
            assertThat(without.migrate()).isEqualTo(all - 4);
            assertThat(without.isMigrated()).isTrue();
            assertThat(with.isMigrated()).isFalse();

            assertThat(with.migrate()).isEqualTo(4);

            assertThat(with.migrate()).isZero();
            assertThat(with.isMigrated()).isTrue();
            assertThat(with.migrationProblems()).isEmpty();
            assertThat(without.isMigrated()).isTrue();
            assertThat(without.migrationProblems()).isEmpty();
        } finally {
            drop(place, schema);
        }
    }

    @Test
    void another_table_is_made_later(TestDatabase place) {
        String schema = place.schema() + "_later";
        PostgresSettings settings = Connections.settings(place).withSchema(schema);
        try (PostgresTicketing first =
                        PostgresTicketing.connect(settings, List.of(all().getFirst()));
                PostgresTicketing second =
                        PostgresTicketing.connect(settings, List.of(all().getLast()))) {
            first.migrate();

            assertThat(second.migrate()).isEqualTo(3);

            assertThat(first.migrate()).isZero();
            assertThat(second.isMigrated()).isTrue();
        } finally {
            drop(place, schema);
        }
    }

    private static void drop(TestDatabase place, String schema) {
        try {
            Connections.execute(place, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot clear up", e);
        }
    }

    @Test
    void a_consumer_whose_tables_nobody_has_told_is_refused(TestDatabase place) {
        try (PostgresTicketing postgres = connected(place, List.of())) {
            ConsumerStore store = postgres.consumerStore();

            assertThatThrownBy(() -> store.register(List.of("own_unknown")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("own_unknown")
                    .hasMessageContaining("OwnTables");
        }
    }

    @Test
    void a_table_that_nobody_has_told_is_missed_before_anything_begins(TestDatabase place) {
        PostgresSettings settings = Connections.settings(place);
        List<OwnTables> own = List.of(OwnTables.of(new Named("own_rows")));

        assertThatThrownBy(() -> PostgresTicketing.connect(settings, own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own_row");
    }

    @Test
    void names_that_are_not_own_or_too_long_are_refused() {
        TextForm<Row> form = TextForm.json(Row.class);
        List<String> names = List.of("row", "own_" + "x".repeat(60), "own_Row", "own_row; drop");
        for (String name : names) {
            Table<Long, Row> table = new Table<>(name, Long.class, Row.class);
            OwnTables own = OwnTables.of(new Named("own_rows", table));
            assertThatThrownBy(() -> own.with(table, NUMBER, form))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> OwnTables.of(new Named("rows")))
                .isInstanceOf(IllegalArgumentException.class);
        Table<Long, Row> foreign = new Table<>("own_other", Long.class, Row.class);
        OwnTables own = OwnTables.of(new Named("own_rows"));
        assertThatThrownBy(() -> own.with(foreign, NUMBER, form))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own_other");
    }
}
