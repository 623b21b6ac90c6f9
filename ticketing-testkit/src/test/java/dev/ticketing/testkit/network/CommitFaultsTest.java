package dev.ticketing.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What PostgreSQL has done, and its client does not hear of. */
@ExtendWith(PostgresExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class CommitFaultsTest {

    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final int LIMIT_SECONDS = 30;
    private static final String CONNECTION_BROKE = "08";

    private final FaultProxy network;
    private final Connection direct;
    private final Connection beyond;

    CommitFaultsTest(TestDatabase database) throws SQLException {
        network = FaultProxy.to(database);
        direct = open(database);
        beyond = open(network.leadingTo(database));
    }

    private static Connection open(TestDatabase database) throws SQLException {
        // Prepared at once: from the second time on a statement goes by its name alone.
        String url = database.jdbcUrl();
        return DriverManager.getConnection(
                url + (url.indexOf('?') < 0 ? "?" : "&") + "prepareThreshold=1",
                database.user(),
                database.password());
    }

    @BeforeEach
    void create() throws SQLException {
        try (Statement statement = direct.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS written");
            statement.execute("CREATE TABLE written (number int)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        network.close();
        direct.close();
    }

    private static void write(Connection connection, int number) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO written VALUES (?)")) {
            insert.setInt(1, number);
            insert.executeUpdate();
        }
    }

    private static int written(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM written")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private CompletableFuture<Boolean> later(int number) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        write(beyond, number);
                        return true;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void assertUnanswered(CompletableFuture<Boolean> answer) {
        assertThatThrownBy(() -> answer.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    private void awaitUnheard(int commits) {
        Eventually.isTrue(() -> network.unheardCommits() >= commits);
    }

    @Test
    void a_commit_is_done_and_its_answer_comes_when_the_network_heals() throws Exception {
        write(beyond, 1);
        // docs:begin stall
        network.has(new Fault.StallAfterCommit());
        CompletableFuture<Boolean> second = later(2);
        awaitUnheard(1);

        assertThat(written(direct)).isEqualTo(2);
        assertUnanswered(second);
        network.heals();
        // docs:end stall

        assertThat(second.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        write(beyond, 3);
        assertThat(written(beyond)).isEqualTo(3);
    }

    @Test
    void a_commit_is_done_and_the_connection_is_cut() throws SQLException {
        network.has(new Fault.CutAfterCommit());

        assertThatThrownBy(() -> write(beyond, 1))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).startsWith(CONNECTION_BROKE));

        assertThat(written(direct)).isOne();
        assertThat(network.unheardCommits()).isOne();
    }

    @Test
    void a_commit_is_not_done_and_the_connection_is_cut() throws SQLException {
        network.has(new Fault.CutBeforeCommit());

        assertThatThrownBy(() -> write(beyond, 1))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).startsWith(CONNECTION_BROKE));

        assertThat(written(direct)).isZero();
        assertThat(network.unheardCommits()).isZero();
    }

    @Test
    void reading_goes_on_as_if_nothing_were_wrong() throws SQLException {
        write(beyond, 1);
        network.has(new Fault.CutAfterCommit());

        assertThat(written(beyond)).isOne();
        assertThat(written(beyond)).isOne();
    }

    @Test
    void in_a_transaction_it_is_the_commit_that_is_not_heard_of() throws SQLException {
        beyond.setAutoCommit(false);
        network.has(new Fault.CutAfterCommit());
        write(beyond, 1);
        write(beyond, 2);
        assertThat(written(direct)).isZero();

        assertThatThrownBy(beyond::commit).isInstanceOf(SQLException.class);

        assertThat(written(direct)).isEqualTo(2);
    }

    @Test
    void what_is_rolled_back_is_no_commit() throws SQLException {
        beyond.setAutoCommit(false);
        network.has(new Fault.CutAfterCommit());
        write(beyond, 1);

        beyond.rollback();

        assertThat(written(beyond)).isZero();
        assertThat(network.unheardCommits()).isZero();
    }

    @Test
    void what_fails_is_no_commit() throws SQLException {
        try (Statement statement = beyond.createStatement()) {
            statement.execute("CREATE UNIQUE INDEX ON written (number)");
        }
        write(beyond, 1);
        network.has(new Fault.CutAfterCommit());

        assertThatThrownBy(() -> write(beyond, 1)).isInstanceOf(SQLException.class);
        assertThat(written(beyond)).isOne();
        beyond.setAutoCommit(false);
        assertThatThrownBy(() -> write(beyond, 1)).isInstanceOf(SQLException.class);
        // It is answered with ROLLBACK.
        beyond.commit();
        assertThat(written(beyond)).isOne();

        assertThat(network.unheardCommits()).isZero();
    }

    @Test
    void to_lock_rows_is_no_commit() throws SQLException {
        write(beyond, 1);
        network.has(new Fault.CutAfterCommit());

        try (Statement statement = beyond.createStatement()) {
            statement.execute("SELECT * FROM written FOR UPDATE");
            statement.execute("SELECT * FROM written FOR NO KEY UPDATE");
        }

        assertThat(written(beyond)).isOne();
        assertThat(network.unheardCommits()).isZero();
    }

    @Test
    void a_statement_larger_than_a_piece_is_seen_too() throws SQLException {
        network.has(new Fault.CutAfterCommit());
        String much = "x".repeat(200_000);

        assertThatThrownBy(
                        () -> {
                            try (PreparedStatement insert =
                                    beyond.prepareStatement(
                                            "INSERT INTO written VALUES (length(?))")) {
                                insert.setString(1, much);
                                insert.executeUpdate();
                            }
                        })
                .isInstanceOf(SQLException.class);
        assertThat(written(direct)).isOne();
    }
}
