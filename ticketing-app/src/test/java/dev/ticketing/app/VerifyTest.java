package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.app.VerifyCommand.Options;
import dev.ticketing.core.verification.Report.Kind;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A sound sale in a real database, and what is found when somebody goes past the system. */
@ExtendWith(PostgresExtension.class)
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class VerifyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestDatabase database;
    private final StoredSale sale;
    @TempDir private Path directory;

    VerifyTest(TestDatabase database) {
        this.database = database;
        this.sale = new StoredSale(database);
    }

    @AfterEach
    void undoes() {
        sale.restore();
    }

    private record Found(int exit, JsonNode report) {
        List<String> violations() {
            return stream("violations")
                    .map(
                            one ->
                                    one.path("kind").asText()
                                            + " "
                                            + one.path("where").asText()
                                            + " "
                                            + one.path("text").asText())
                    .toList();
        }

        private Stream<JsonNode> stream(String name) {
            Stream.Builder<JsonNode> all = Stream.builder();
            report.path(name).forEach(all::add);
            return all.build();
        }
    }

    private Found verify() {
        Printed out = new Printed();
        Configuration configuration = Configurations.over(database, directory);
        int exit = new VerifyCommand(configuration, out.stream()).run(new Options(true));
        try {
            assertThat(out.text().lines()).as("one object").hasSize(1);
            return new Found(exit, JSON.readTree(out.text()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.text(), e);
        }
    }

    @Test
    void a_sale_that_nobody_has_touched_is_as_it_must_be() {
        Found found = verify();

        assertThat(found.violations()).isEmpty();
        assertThat(found.exit).isZero();
        assertThat(found.report.path("clean").asBoolean()).isTrue();
        assertThat(found.report.path("events").asLong())
                .isPositive()
                .isEqualTo(found.report.path("position").asLong());
        assertThat(found.stream("checks").map(one -> one.path("name").asText()))
                .contains("log", "streams", "consumers")
                .containsAll(StoredSale.consumers());
        assertThat(found.stream("notes").map(JsonNode::asText))
                .singleElement()
                .asString()
                .startsWith("tickets has set aside ticket/");
        assertThat(verify().violations()).as("it leaves nothing behind").isEmpty();
    }

    /** What is done by hand, and how it is told. */
    record Corruption(String name, Kind kind, String told, List<String> statements) {

        boolean isTold(String violation) {
            return violation.matches("(?s)" + kind + " " + told);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Corruption of(String name, Kind kind, String told, String... statements) {
        return new Corruption(name, kind, told, List.of(statements));
    }

    private static Stream<Corruption> readModels() {
        return Stream.of(
                of(
                        "a changed count of a section",
                        Kind.ROW,
                        "availability: section_row/.*/hall The row is .*",
                        """
                        UPDATE section_row
                        SET body = jsonb_set(CAST(body AS jsonb), '{held}', '5')
                        WHERE section_id = 'hall'
                        """),
                of(
                        "a deleted reservation",
                        Kind.ROW,
                        "reservations: reservation_row/.* The row is missing, .*",
                        """
                        DELETE FROM reservation_row
                        WHERE reservation_id = (
                            SELECT reservation_id FROM reservation_row ORDER BY 1 LIMIT 1
                        )
                        """),
                of(
                        "a forgotten transfer",
                        Kind.ROW,
                        "tickets: ticket_passed_on/.* The row is missing, .*",
                        "DELETE FROM ticket_passed_on"),
                of(
                        "a reservation that is found under another status",
                        Kind.ROW,
                        "reservations: reservation_row/.*",
                        """
                        UPDATE reservation_row
                        SET status = 'CONFIRMED'
                        WHERE status = 'HELD'
                        """),
                of(
                        "a changed sales sheet",
                        Kind.ROW,
                        "sales: sales_row/.*",
                        """
                        UPDATE sales_row
                        SET body = replace(body, '"EUR"', '"USD"')
                        """),
                of(
                        "a row that is no JSON any more",
                        Kind.ROW,
                        "sales: revenue_row/.*",
                        """
                        UPDATE revenue_row
                        SET body = left(body, 7)
                        """),
                of(
                        "a payment that never was",
                        Kind.ROW,
                        "payments: payment_row/.* by the log it would be missing\\.",
                        """
                        INSERT INTO payment_row
                        SELECT
                            partition, copy, gen_random_uuid(), customer, show_id, reservation_id,
                            status, body
                        FROM payment_row
                        LIMIT 1
                        """),
                of(
                        "a changed version of a row",
                        Kind.ROW,
                        "events: show_row/.*",
                        """
                        UPDATE show_row
                        SET body = jsonb_set(CAST(body AS jsonb), '{version}', '17')
                        """),
                of(
                        "an event that a consumer has skipped",
                        Kind.ROW,
                        "payments: payment_row/.* The row is missing, .*",
                        """
                        UPDATE consumer
                        SET position = (SELECT head FROM log_partition)
                        WHERE name = 'payments'
                        """),
                of(
                        "a consumer that was set back",
                        Kind.ROW,
                        "customers: .*",
                        "UPDATE consumer SET position = position - 20 WHERE name = 'customers'"),
                of(
                        "a consumer past the end of the log",
                        Kind.CONSUMER,
                        "availability#1 It stands past the end of the log, which is at .*",
                        """
                        UPDATE consumer
                        SET position = position + 1000
                        WHERE name = 'availability'
                        """),
                of(
                        "a deleted reference to an event that was set aside",
                        Kind.DEAD_LETTER,
                        "tickets Dead letter .* lacks the event at position .*",
                        """
                        DELETE FROM parked_event
                        WHERE position = (SELECT max(position) FROM parked_event)
                        """),
                of(
                        "a reference to an event that was not set aside",
                        Kind.DEAD_LETTER,
                        "tickets Dead letter .* refers to position 1\\.",
                        """
                        INSERT INTO parked_event (partition, dead_letter, position)
                        SELECT partition, id, 1 FROM dead_letter
                        """),
                of(
                        "a dead letter that was deleted",
                        Kind.ROW,
                        "tickets: ticket_row/.* The row is missing, .*",
                        "DELETE FROM dead_letter"));
    }

    private static Stream<Corruption> logs() {
        return Stream.of(
                of(
                        "a deleted event",
                        Kind.HOLE,
                        "log Position \\d+ is missing\\.",
                        """
                        DELETE FROM event
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-sold')
                        """),
                of(
                        "a cut end",
                        Kind.HEAD,
                        "log The log is counted up to \\d+, and its last event is at \\d+\\.",
                        "DELETE FROM event WHERE position > (SELECT head - 2 FROM log_partition)"),
                of(
                        "a head that was set back",
                        Kind.HEAD,
                        "log The log is counted up to \\d+, and its last event is at \\d+\\.",
                        "UPDATE log_partition SET head = head - 1"),
                of(
                        "a changed version of a stream",
                        Kind.STREAM_VERSION,
                        "inventory/.*/hall The stream is kept at version 99, .*",
                        """
                        UPDATE stream SET version = 99 WHERE stream_id LIKE 'inventory/%/hall'
                        """),
                of(
                        "a deleted stream",
                        Kind.STREAM_VERSION,
                        "show/.* The stream is not kept, and its last event is of version 3\\.",
                        "DELETE FROM stream WHERE stream_id LIKE 'show/%'"),
                of(
                        "a deleted command",
                        Kind.COMMAND,
                        "command/.* The command of positions 1 to 1 is not registered\\.",
                        "DELETE FROM command WHERE first_position = 1"),
                of(
                        "a command without events",
                        Kind.COMMAND,
                        "log 1 commands are registered whose events are missing\\.",
                        """
                        INSERT INTO command
                        SELECT partition, gen_random_uuid(), 1, 2, 2, recorded_at
                        FROM command
                        LIMIT 1
                        """),
                of(
                        "two events that have changed their places",
                        Kind.ORDER,
                        "log Version 0 of show/.* is followed by 2\\.",
                        "UPDATE event SET position = -2 WHERE position = 2",
                        "UPDATE event SET position = 2 WHERE position = 1",
                        "UPDATE event SET position = 1 WHERE position = -2"),
                of(
                        "an event of a type that nobody knows",
                        Kind.UNREADABLE,
                        "log .* holds an unreadable seats-guessed .*",
                        """
                        UPDATE event SET type = 'seats-guessed'
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-held')
                        """),
                of(
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
                of(
                        "more places than there are",
                        Kind.PLACES,
                        "log \\d+ places of inventory/.*/hall are taken of 10",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{places}', '{"quantity": 11}')
                        WHERE position = (SELECT min(position) FROM event WHERE type = 'seats-held')
                        """),
                of(
                        "a changed amount of a captured payment",
                        Kind.TOGETHER,
                        "log Reservation .* is confirmed without exactly its total\\.",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,amount}', '1')
                        WHERE position = (
                            SELECT max(position) FROM event WHERE type = 'payment-requested'
                        )
                        """),
                of(
                        "a refund of more than came",
                        Kind.MONEY,
                        "log More of payment/.* is to go back than was captured\\.",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,amount}', '999999')
                        WHERE type = 'refund-requested'
                        """),
                of(
                        "a refund in another currency",
                        Kind.UNREADABLE,
                        "log payment/.* makes no sense: currency: .*",
                        """
                        UPDATE event SET payload = jsonb_set(payload, '{amount,currency}', '"USD"')
                        WHERE type = 'refund-requested'
                        """),
                of(
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
                of(
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
                of(
                        "a hold of a show that is over",
                        Kind.OVER,
                        "log Reservation .* is of a show COMPLETED\\.",
                        "UPDATE event SET type = 'show-completed' WHERE type = 'sales-opened'"),
                of(
                        "a sale of a show that was cancelled",
                        Kind.OVER,
                        "log Reservation .* buys of a show CANCELLED\\.",
                        """
                        UPDATE event SET
                            type = 'show-cancelled',
                            payload = payload || '{"by": "01955555-0000-7000-8000-000000000001"}'
                        WHERE type = 'sales-opened'
                        """),
                of(
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
        sale.alter(corruption.statements.toArray(String[]::new));

        Found found = verify();

        assertThat(found.violations()).anyMatch(corruption::isTold);
        assertThat(found.exit).isEqualTo(1);
        assertThat(found.report.path("clean").asBoolean()).isFalse();
        assertThat(found.report.path("found").asInt()).isEqualTo(found.violations().size());
    }

    @ParameterizedTest
    @MethodSource("readModels")
    void finds_what_is_wrong_with_a_read_model_and_tells_it_of_no_other(Corruption corruption) {
        sale.alter(corruption.statements.toArray(String[]::new));

        Found found = verify();

        assertThat(found.violations()).isNotEmpty().allMatch(corruption::isTold);
        assertThat(found.exit).isEqualTo(1);
    }

    @Test
    void tells_people_in_words() {
        sale.alter("DELETE FROM command WHERE first_position = 1");
        Printed out = new Printed();

        Configuration configuration = Configurations.over(database, directory);
        int exit = new VerifyCommand(configuration, out.stream()).run(new Options(false));

        assertThat(exit).isEqualTo(1);
        assertThat(out.text().lines())
                .anyMatch(line -> line.matches("log +\\d+ +\\d+\\.\\d s"))
                .anyMatch(line -> line.matches("COMMAND  command/\\S+ at position 1"))
                .anyMatch(line -> line.startsWith("note  tickets has set aside"))
                .anyMatch(line -> line.startsWith("NOT as it must be, 1 times: "))
                .noneMatch(line -> line.contains("\r"));
    }
}
