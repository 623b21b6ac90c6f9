package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What is seen when the server, or what it holds, is broken. */
@ExtendWith(PostgresExtension.class)
class PostgresFailureTest {

    private static final int DEADLINE_SECONDS = 30;

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final Units units = new Units();

    PostgresFailureTest(TestDatabase database) {
        this.database = database;
        this.ticketing = Connections.migrated(database);
    }

    @BeforeEach
    void empty() throws SQLException {
        Connections.execute(database, "TRUNCATE event, stream, command");
        Connections.execute(database, "UPDATE log_partition SET head = 0");
    }

    @AfterEach
    void close() {
        ticketing.close();
    }

    @Test
    void an_append_whose_backend_is_killed_has_an_unknown_outcome_and_can_be_repeated()
            throws Exception {
        List<Unit> batch = units.holds(3);
        try (Connection blocker = Connections.open(database);
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT head FROM log_partition FOR UPDATE");
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> ticketing.eventLog().append(batch)));

            killWhoWaitsFor(backend(statement));

            assertThat(failure.get(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(UnknownOutcome.class);
        }
        assertThat(ticketing.feed().head()).isEqualTo(Position.START);
        assertThat(ticketing.eventLog().append(batch))
                .hasOnlyElementsOfType(AppendResult.Appended.class);
    }

    @Test
    void a_reader_in_a_long_transaction_holds_up_nobody() throws SQLException {
        try (Connection reader = Connections.open(database);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM event, stream, log_partition");

            ticketing.eventLog().append(units.holds(2));

            assertThat(ticketing.feed().read(Position.START, 10)).hasSize(4);
        }
    }

    @Test
    void a_hole_stops_every_reader_of_the_feed() throws SQLException {
        ticketing.eventLog().append(units.holds(3));
        Connections.execute(database, "DELETE FROM event WHERE position = 3");

        assertThatThrownBy(() -> ticketing.feed().read(Position.START, 10))
                .isInstanceOf(CorruptLog.class);
        assertThatThrownBy(() -> ticketing.feed().read(Position.START, 10, Set.of(SeatsHeld.class)))
                .isInstanceOf(CorruptLog.class);
        assertThatThrownBy(
                        () -> ticketing.feed().read(Position.START, 3, Set.of(TicketVoided.class)))
                .isInstanceOf(CorruptLog.class);
        assertThat(ticketing.feed().read(Position.START, 2)).hasSize(2);
        assertThat(ticketing.feed().read(new Position(3), 3)).hasSize(3);
    }

    @Test
    void an_event_of_an_unknown_type_stops_only_those_who_want_it() throws SQLException {
        ticketing.eventLog().append(units.holds(2));
        Connections.execute(database, "UPDATE event SET type = 'seats-guessed' WHERE position = 2");

        assertThatThrownBy(() -> ticketing.feed().read(Position.START, 10))
                .isInstanceOf(CorruptLog.class)
                .hasMessageContaining("position 2");
        assertThat(ticketing.feed().read(Position.START, 10, Set.of(SeatsHeld.class)).events())
                .hasSize(2);
    }

    @Test
    void a_payload_that_cannot_be_read_is_a_corrupt_log() throws SQLException {
        ticketing.eventLog().append(units.holds(1));
        Connections.execute(
                database, "UPDATE event SET payload = '{\"places\": 1}' WHERE position = 1");

        assertThatThrownBy(() -> ticketing.eventLog().read(units.hot(), Version.NONE, 10))
                .isInstanceOf(CorruptLog.class);
    }

    private static int backend(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void killWhoWaitsFor(int backend) throws SQLException {
        String kill =
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                        + backend
                        + " = ANY (pg_blocking_pids(pid))";
        long deadline = System.nanoTime() + Duration.ofSeconds(DEADLINE_SECONDS).toNanos();
        try (Connection connection = Connections.open(database);
                Statement statement = connection.createStatement()) {
            boolean killed = false;
            while (!killed) {
                assertThat(System.nanoTime()).as("somebody waits in time").isLessThan(deadline);
                try (ResultSet row = statement.executeQuery(kill)) {
                    killed = row.next();
                }
            }
        }
    }
}
