package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.UnreadableEvent;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is seen when the server, or what it holds, is broken. */
@ExtendWith(PostgresExtension.class)
class PostgresFailureTest {

    private static final int DEADLINE_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final Units units = new Units();

    PostgresFailureTest(TestDatabase database) {
        this.database = database;
        this.ticketing = Connections.migrated(Connections.patient(database));
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
    void a_hole_stops_who_reads_the_log_as_it_is_stored() throws SQLException {
        ticketing.eventLog().append(units.holds(3));
        Connections.execute(database, "DELETE FROM event WHERE position IN (3, 6)");

        for (int limit : List.of(3, 10)) {
            assertThatThrownBy(() -> ticketing.storedFeed().read(Position.START, limit))
                    .isInstanceOf(CorruptLog.class);
        }
        assertThatThrownBy(() -> ticketing.storedFeed().read(new Position(5), 10))
                .isInstanceOf(CorruptLog.class);
        assertThat(ticketing.storedFeed().read(Position.START, 2)).hasSize(2);
        assertThat(ticketing.storedFeed().read(new Position(3), 2)).hasSize(2);
    }

    @Test
    void what_nobody_can_read_is_still_shown_as_it_is_stored() throws SQLException {
        ticketing.eventLog().append(units.holds(1));
        Connections.execute(
                database,
                "UPDATE event SET type = 'seats-guessed', schema_version = 9,"
                        + " payload = '{\"places\": 1}' WHERE position = 1");

        StoredEvent stored = ticketing.storedFeed().read(Position.START, 10).getFirst();

        assertThat(stored.type()).isEqualTo("seats-guessed");
        assertThat(stored.schemaVersion()).isEqualTo(9);
        assertThat(stored.payload()).isEqualTo("{\"places\": 1}");
        assertThat(ticketing.storedFeed().types(List.of(new Position(1))))
                .containsValue("seats-guessed");
    }

    @Test
    void an_event_of_an_unknown_type_is_shown_to_everybody() throws SQLException {
        ticketing.eventLog().append(units.holds(2));
        Connections.execute(database, "UPDATE event SET type = 'seats-guessed' WHERE position = 2");
        DomainEvent unreadable =
                new UnreadableEvent("seats-guessed", 1, "unknown type: seats-guessed");

        assertThat(events(ticketing.feed().read(Position.START, 10)))
                .hasSize(4)
                .element(1)
                .isEqualTo(unreadable);
        assertThat(events(wanting(SeatsHeld.class))).hasSize(3).element(1).isEqualTo(unreadable);
        assertThat(events(wanting(TicketVoided.class))).containsExactly(unreadable);
        assertThatThrownBy(() -> ticketing.eventLog().read(streamAt(2), Version.NONE, 10))
                .isInstanceOf(CorruptLog.class)
                .hasMessageContaining("position 2");
    }

    @Test
    void a_payload_that_cannot_be_read_is_shown_to_those_who_want_its_type() throws SQLException {
        ticketing.eventLog().append(units.holds(1));
        Connections.execute(
                database, "UPDATE event SET payload = '{\"places\": 1}' WHERE position = 1");
        DomainEvent unreadable =
                new UnreadableEvent(
                        "seats-held", 1, "no reservation", Optional.of(SeatsHeld.class));

        assertThat(events(ticketing.feed().read(Position.START, 10)))
                .hasSize(2)
                .first()
                .isEqualTo(unreadable);
        assertThat(events(wanting(SeatsHeld.class))).containsExactly(unreadable);
        assertThat(wanting(TicketVoided.class)).isEmpty();
        assertThatThrownBy(() -> ticketing.eventLog().read(units.hot(), Version.NONE, 10))
                .isInstanceOf(CorruptLog.class);
        assertThatThrownBy(() -> ticketing.eventLog().readAll(List.of(units.hot())))
                .isInstanceOf(CorruptLog.class);
    }

    @Test
    void what_is_broken_around_the_payload_is_a_corrupt_log() throws SQLException {
        ticketing.eventLog().append(units.holds(2));
        Connections.execute(
                database, "UPDATE event SET metadata = '{\"by\": 1}' WHERE position = 1");
        Connections.execute(database, "UPDATE event SET stream_id = 'nobody' WHERE position = 3");

        for (long before : List.of(0L, 2L)) {
            assertThatThrownBy(() -> ticketing.feed().read(new Position(before), 1))
                    .isInstanceOf(CorruptLog.class)
                    .hasMessageContaining("position " + (before + 1));
            assertThatThrownBy(() -> ticketing.storedFeed().read(new Position(before), 1))
                    .isInstanceOf(CorruptLog.class)
                    .hasMessageContaining("position " + (before + 1));
        }
    }

    private List<RecordedEvent> wanting(Class<? extends DomainEvent> type) {
        return ticketing.feed().read(Position.START, 10, Set.of(type)).events();
    }

    private static List<DomainEvent> events(List<RecordedEvent> recorded) {
        return recorded.stream().map(RecordedEvent::event).toList();
    }

    private StreamId streamAt(long position) {
        return ticketing.feed().read(new Position(position - 1), 1).getFirst().stream();
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
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
