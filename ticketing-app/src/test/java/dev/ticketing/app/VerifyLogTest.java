package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Verified.Found;
import dev.ticketing.core.verification.Report.Kind;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

/** What is found in a real database when somebody goes past the system and changes the log. */
@ExtendWith(PostgresExtension.class)
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class VerifyLogTest {

    private final TestDatabase database;
    private final StoredSale sale;
    @TempDir private Path directory;

    VerifyLogTest(TestDatabase database) {
        this.database = database;
        this.sale = new StoredSale(database);
    }

    @AfterEach
    void undoes() {
        sale.restore();
    }

    private Found verify() {
        return Verified.found(Configurations.over(database, directory));
    }

    private static Stream<Corruption> logs() {
        return Stream.of(
                Corruption.of(
                        "a deleted event",
                        Kind.HOLE,
                        "log Position \\d+ is missing\\.",
                        """
                        DELETE FROM event
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-sold')
                        """),
                Corruption.of(
                        "a cut end",
                        Kind.HEAD,
                        "log The log is counted up to \\d+, and its last event is at \\d+\\.",
                        "DELETE FROM event WHERE position > (SELECT head - 2 FROM log_partition)"),
                Corruption.of(
                        "a head that was set back",
                        Kind.HEAD,
                        "log The log is counted up to \\d+, and its last event is at \\d+\\.",
                        "UPDATE log_partition SET head = head - 1"),
                Corruption.of(
                        "a changed version of a stream",
                        Kind.STREAM_VERSION,
                        "inventory/.*/hall The stream is kept at version 99, .*",
                        """
                        UPDATE stream SET version = 99 WHERE stream_id LIKE 'inventory/%/hall'
                        """),
                Corruption.of(
                        "a deleted stream",
                        Kind.STREAM_VERSION,
                        "show/.* The stream is not kept, and its last event is of version 3\\.",
                        "DELETE FROM stream WHERE stream_id LIKE 'show/%'"),
                Corruption.of(
                        "a deleted command",
                        Kind.COMMAND,
                        "command/.* The command of positions 1 to 1 is not registered\\.",
                        "DELETE FROM command WHERE first_position = 1"),
                Corruption.of(
                        "a command without events",
                        Kind.COMMAND,
                        "log 1 commands are registered whose events are missing\\.",
                        """
                        INSERT INTO command
                        SELECT partition, gen_random_uuid(), 1, 2, 2, recorded_at
                        FROM command
                        LIMIT 1
                        """),
                Corruption.of(
                        "two events that have changed their places",
                        Kind.ORDER,
                        "log Version 0 of show/.* is followed by 2\\.",
                        "UPDATE event SET position = -2 WHERE position = 2",
                        "UPDATE event SET position = 2 WHERE position = 1",
                        "UPDATE event SET position = 1 WHERE position = -2"),
                Corruption.of(
                        "an event of a type that nobody knows",
                        Kind.UNREADABLE,
                        "log .* holds an unreadable seats-guessed .*",
                        """
                        UPDATE event SET type = 'seats-guessed'
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-held')
                        """),
                Corruption.of(
                        "two holders of one seat",
                        Kind.PLACES,
                        "log Seat A-2 has two holders: also .*",
                        """
                        UPDATE event SET payload = CAST(
                            replace(CAST(payload AS text), 'A-3', 'A-2') AS jsonb
                        )
                        WHERE CAST(payload AS text) LIKE '%A-3%'
                            AND type IN ('seats-held', 'reservation-started')
                        """),
                Corruption.of(
                        "more places than there are",
                        Kind.PLACES,
                        "log \\d+ places of inventory/.*/hall are taken of 10",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{places}', '{"quantity": 11}')
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-held')
                        """),
                Corruption.of(
                        "a changed amount of a captured payment",
                        Kind.TOGETHER,
                        "log Reservation .* is confirmed without exactly its total\\.",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,amount}', '1')
                        WHERE position = (
                            SELECT max(position) FROM event WHERE type = 'payment-requested'
                        )
                        """),
                Corruption.of(
                        "a refund of more than came",
                        Kind.MONEY,
                        "log More of payment/.* is to go back than was captured\\.",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,amount}', '999999')
                        WHERE type = 'refund-requested'
                        """),
                Corruption.of(
                        "a refund in another currency",
                        Kind.UNREADABLE,
                        "log payment/.* makes no sense: currency: .*",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,currency}', '"USD"')
                        WHERE type = 'refund-requested'
                        """),
                Corruption.of(
                        "a ticket for a reservation that is not confirmed",
                        Kind.TOGETHER,
                        "log Ticket .* belongs to nothing confirmed\\.",
                        """
                        UPDATE event AS t SET payload = jsonb_set(
                            t.payload, '{reservation}', (
                                SELECT h.payload -> 'reservation'
                                FROM event AS h
                                WHERE h.type = 'reservation-started'
                                    AND CAST(h.payload AS text) LIKE '%A-2%'
                            )
                        )
                        WHERE t.position = (
                            SELECT max(position) FROM event WHERE type = 'ticket-issued'
                        )
                        """),
                Corruption.of(
                        "a reservation that is confirmed without a capture",
                        Kind.TOGETHER,
                        "log Reservation .* is confirmed without exactly its total\\.",
                        """
                        UPDATE event SET
                            type = 'payment-failed',
                            payload = payload - 'reference'
                                || '{"code": "declined", "message": "planted"}'
                        WHERE position = (
                            SELECT max(position) FROM event WHERE type = 'payment-captured'
                        )
                        """),
                Corruption.of(
                        "a hold of a show that is over",
                        Kind.OVER,
                        "log Reservation .* is of a show COMPLETED\\.",
                        "UPDATE event SET type = 'show-completed' WHERE type = 'sales-opened'"),
                Corruption.of(
                        "a sale of a show that was cancelled",
                        Kind.OVER,
                        "log Reservation .* buys of a show CANCELLED\\.",
                        """
                        UPDATE event SET
                            type = 'show-cancelled',
                            payload = payload || '{"by": "01955555-0000-7000-8000-000000000001"}'
                        WHERE type = 'sales-opened'
                        """),
                Corruption.of(
                        "a sale whose places were given back",
                        Kind.TOGETHER,
                        "log Reservation .* has not bought its places\\.",
                        """
                        UPDATE event SET
                            type = 'seats-released',
                            payload = payload || '{"reason": "EXPIRED"}'
                        WHERE position = (SELECT max(position) FROM event WHERE type = 'seats-sold')
                        """));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void finds_what_is_wrong_with_the_log(Corruption corruption) {
        sale.alter(corruption.statements().toArray(String[]::new));

        Found found = verify();

        assertThat(found.violations()).anyMatch(corruption::isTold);
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.report().path("clean").asBoolean()).isFalse();
        assertThat(found.report().path("found").asInt()).isEqualTo(found.violations().size());
    }
}
