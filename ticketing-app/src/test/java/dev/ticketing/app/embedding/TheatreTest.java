package dev.ticketing.app.embedding;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;
import static dev.ticketing.testkit.data.ShowBuilder.aShow;
import static dev.ticketing.testkit.data.TestData.newAdmin;
import static dev.ticketing.testkit.data.TestData.section;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.ticketing.app.embedding.BusyDays.Sold;
import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Subscription;
import dev.ticketing.core.application.Subscriptions;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Verification;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@ExtendWith(PostgresExtension.class)
class TheatreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SectionId STALLS = section("stalls");
    private static final int CONNECTIONS = 6;

    private static final String SEARCH_PATH =
            """
            SELECT current_setting('search_path')
            """;

    private final InstantSource clock = InstantSource.system();
    private final Caller admin = newAdmin(new UuidV7Source(clock));
    private final ShowDetails tenPlaces =
            aShow().startingAt(inAMonth()).withPlaces("stalls", 10, 50).details();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final HikariDataSource pool;
    private final String schema;
    private final OrderBook orderBook;
    private final Theatre theatre;

    /** The theatre's own tables are in the schema of the database, those of the system beside. */
    TheatreTest(TestDatabase database) throws SQLException {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(database.jdbcUrl());
        settings.setUsername(database.user());
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(CONNECTIONS);
        pool = new HikariDataSource(settings);
        schema = database.schema() + "_tickets";
        orderBook = new OrderBook(pool);
        orderBook.create();
        theatre = opened();
    }

    private Theatre opened() {
        return new Theatre(
                pool,
                schema,
                Duration.ofMillis(300),
                (task, cause) -> failed.add(task + ": " + cause));
    }

    private Instant inAMonth() {
        return clock.instant().plus(Duration.ofDays(30));
    }

    @AfterEach
    void close() throws SQLException {
        theatre.close();
        try (pool) {
            execute("DROP SCHEMA " + schema + " CASCADE");
            execute("DROP TABLE programme_order");
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void sells_and_counts_in_the_transactions_of_the_system() {
        ShowId show = theatre.boxOffice().open(tenPlaces);

        assertThat(theatre.boxOffice().sell(show, STALLS, 4)).hasSize(4);
        assertThat(theatre.boxOffice().sell(show, STALLS, 4)).hasSize(4);
        assertThat(theatre.boxOffice().sell(show, STALLS, 4)).isEmpty();

        assertThat(inAll(theatre)).isEqualTo(new Sold(2, 8));
        assertThat(theatre.postgres().feed()).isSound();
    }

    @Test
    void two_programs_on_one_database_count_each_purchase_once() {
        ShowId show = theatre.boxOffice().open(tenPlaces);
        try (Theatre other = opened()) {
            theatre.boxOffice().sell(show, STALLS, 2);
            other.boxOffice().sell(show, STALLS, 3);

            assertThat(inAll(theatre)).isEqualTo(new Sold(2, 5));
            assertThat(inAll(other)).isEqualTo(new Sold(2, 5));
        }
    }

    @Test
    void orders_programmes_once_in_a_table_of_its_own() throws SQLException {
        ShowId show = theatre.boxOffice().open(tenPlaces);
        theatre.boxOffice().sell(show, STALLS, 8);
        theatre.boxOffice().sell(show, STALLS, 1);

        Eventually.isTrue("an order", PATIENCE, () -> !orderBook.orders().isEmpty());

        assertThat(orderBook.orders())
                .containsExactly(new OrderProgrammes(Inventory.at(show, STALLS).stream().key(), 9));
    }

    @Test
    void what_was_counted_can_be_asked_for_in_sql() throws SQLException {
        ShowId show = theatre.boxOffice().open(tenPlaces);
        theatre.boxOffice().sell(show, STALLS, 3);
        assertThat(inAll(theatre)).isEqualTo(new Sold(1, 3));

        assertThat(
                        query(
                                "SELECT sum(CAST(body ->> 'tickets' AS integer)) FROM "
                                        + schema
                                        + ".own_busy_days_served"))
                .isEqualTo("3");
    }

    @Test
    void an_own_read_model_is_verified_and_built_anew_as_every_other() {
        ShowId show = theatre.boxOffice().open(tenPlaces);
        theatre.boxOffice().sell(show, STALLS, 3);
        Subscriptions subscriptions = theatre.ticketing().subscriptions();

        assertThat(subscriptions.rebuild(admin, BusyDays.NAME)).isDone();
        Eventually.isTrue("a new copy", PATIENCE, () -> busyDays().retired().equals(List.of(1)));
        assertThat(inAll(theatre)).isEqualTo(new Sold(1, 3));
        assertThat(subscriptions.dropRetired(admin, BusyDays.NAME)).isDone();

        assertThat(busyDays().retired()).isEmpty();
        Report report = verified();
        assertThat(report).isClean();
        assertThat(report.checks()).extracting(Report.Check::name).contains(BusyDays.NAME);
    }

    @Test
    void connections_go_back_to_the_pool_as_they_were() throws SQLException {
        String before = query(SEARCH_PATH);
        ShowId show = theatre.boxOffice().open(tenPlaces);
        theatre.boxOffice().sell(show, STALLS, 3);

        assertThat(query(SEARCH_PATH)).isEqualTo(before).doesNotContain(schema);
    }

    private Subscription busyDays() {
        return theatre.ticketing().subscriptions().all().stream()
                .filter(one -> one.name().equals(BusyDays.NAME))
                .findFirst()
                .orElseThrow();
    }

    private Report verified() {
        var postgres = theatre.postgres();
        return new Verification(
                        new Verification.Needs(
                                postgres.feed(),
                                postgres.eventLog(),
                                postgres.logIndex(),
                                postgres.consumerStore(),
                                theatre.ticketing().readModels(),
                                "night watch",
                                clock))
                .run((step, done, of) -> {})
                .orElseThrow();
    }

    /** On whichever days the test ran. */
    private static Sold inAll(Theatre asked) {
        Collection<Sold> days = asked.boxOffice().busyDays().values();
        return new Sold(
                days.stream().mapToLong(Sold::purchases).sum(),
                days.stream().mapToLong(Sold::tickets).sum());
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
