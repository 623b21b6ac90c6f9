package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The system in a pool of the program that embeds it. */
@ExtendWith(PostgresExtension.class)
class SharedPoolTest {

    private static final int CONNECTIONS = 2;

    private static final String SETTINGS =
            """
            SELECT concat_ws(
                ' ',
                current_setting('search_path'),
                current_setting('plan_cache_mode'),
                current_setting('enable_seqscan'),
                current_setting('jit')
            )
            """;

    private final HikariDataSource pool;
    private final PostgresTicketing postgres;

    SharedPoolTest(TestDatabase place) {
        Connections.migrated(place).close();
        pool = new HikariDataSource(config(place));
        postgres = PostgresTicketing.sharing(pool, place.schema(), List.of());
    }

    /** The program's own connections are set up otherwise in everything. */
    private static HikariConfig config(TestDatabase place) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(place.jdbcUrl());
        source.setUser(place.user());
        source.setPassword(place.password());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionInitSql(
                """
                SET search_path TO pg_catalog;
                SET plan_cache_mode TO force_generic_plan;
                SET jit TO on;
                COMMIT
                """);
        config.setAutoCommit(false);
        return config;
    }

    @AfterEach
    void close() {
        postgres.close();
        assertThat(pool.isClosed()).isFalse();
        pool.close();
    }

    @Test
    void what_is_appended_can_be_read_and_connections_go_back_as_they_were() throws SQLException {
        List<String> before = settingsOfAll();
        Position head = postgres.feed().head();

        assertThat(postgres.eventLog().append(new Units().holds(3))).hasSize(3);

        assertThat(postgres.feed().read(head, 100)).hasSize(6);
        assertThat(settingsOfAll())
                .isEqualTo(before)
                .containsOnly("pg_catalog force_generic_plan on on");
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void hints_are_heard_on_connections_that_do_not_commit_by_themselves() {
        AtomicLong heard = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Wakeups hints = postgres.wakeups(threads, (task, cause) -> {})) {
            hints.listen(heard::incrementAndGet);
            Eventually.isTrue(() -> heard.get() > 0);
            long before = heard.get();

            hints.announce();

            Eventually.isTrue(() -> heard.get() > before);
        }
    }

    /** With all connections at once, so that none is looked at twice. */
    private List<String> settingsOfAll() throws SQLException {
        List<Connection> open = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = pool.getConnection();
                open.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(SETTINGS)) {
                    row.next();
                    settings.add(row.getString(1));
                }
            }
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
        return settings;
    }

    @Test
    void a_pool_without_a_free_connection_is_as_a_database_that_is_away(TestDatabase place)
            throws SQLException {
        HikariConfig impatient = config(place);
        impatient.setConnectionTimeout(1_000);
        impatient.setInitializationFailTimeout(-1);
        try (HikariDataSource full = new HikariDataSource(impatient);
                PostgresTicketing sharing =
                        PostgresTicketing.sharing(full, place.schema(), List.of())) {
            Eventually.isTrue(() -> full.getHikariPoolMXBean().getIdleConnections() == CONNECTIONS);
            try (Connection one = full.getConnection();
                    Connection other = full.getConnection()) {
                assertThat(one).isNotSameAs(other);

                assertThatThrownBy(sharing::ping).isInstanceOf(LogUnavailable.class);
            }

            sharing.ping();
        }
    }

    @Test
    void what_fails_leaves_no_connection_behind() {
        PostgresTicketing nowhere = PostgresTicketing.sharing(pool, "not_there", List.of());

        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            assertThatThrownBy(() -> nowhere.feed().head()).isInstanceOf(LogUnavailable.class);
        }

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        postgres.ping();
    }
}
