package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.Verified.Found;
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
import java.util.stream.Stream;

/**
 * A sound sale in a real database, how it is told, and what is found when somebody goes past the
 * system and changes what was made of the log.
 */
@ExtendWith(PostgresExtension.class)
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class VerifyTest {

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

    private Found verify() {
        return Verified.found(Configurations.over(database, directory));
    }

    @Test
    void a_sale_that_nobody_has_touched_is_as_it_must_be() {
        Found found = verify();

        assertThat(found.violations()).isEmpty();
        assertThat(found.exit()).isZero();
        assertThat(found.report().path("clean").asBoolean()).isTrue();
        assertThat(found.report().path("events").asLong())
                .isPositive()
                .isEqualTo(found.report().path("position").asLong());
        assertThat(found.stream("checks").map(one -> one.path("name").asText()))
                .contains("log", "streams", "consumers")
                .containsAll(StoredSale.consumers());
        assertThat(found.stream("notes").map(JsonNode::asText))
                .singleElement()
                .asString()
                .startsWith("tickets has set aside ticket/");
        assertThat(verify().violations()).as("it leaves nothing behind").isEmpty();
    }

    private static Stream<Corruption> readModels() {
        return Stream.of(
                Corruption.of(
                        "a changed count of a section",
                        Kind.ROW,
                        "availability: section_row/.*/hall The row is .*",
                        """
                        UPDATE section_row
                        SET body = jsonb_set(CAST(body AS jsonb), '{held}', '5')
                        WHERE section_id = 'hall'
                        """),
                Corruption.of(
                        "a deleted reservation",
                        Kind.ROW,
                        "reservations: reservation_row/.* The row is missing, .*",
                        """
                        DELETE FROM reservation_row
                        WHERE reservation_id = (
                            SELECT reservation_id FROM reservation_row ORDER BY 1 LIMIT 1
                        )
                        """),
                Corruption.of(
                        "a forgotten transfer",
                        Kind.ROW,
                        "tickets: ticket_passed_on/.* The row is missing, .*",
                        "DELETE FROM ticket_passed_on"),
                Corruption.of(
                        "a reservation that is found under another status",
                        Kind.ROW,
                        "reservations: reservation_row/.*",
                        """
                        UPDATE reservation_row
                        SET status = 'CONFIRMED'
                        WHERE status = 'HELD'
                        """),
                Corruption.of(
                        "a changed sales sheet",
                        Kind.ROW,
                        "sales: sales_row/.*",
                        """
                        UPDATE sales_row
                        SET body = replace(body, '"EUR"', '"USD"')
                        """),
                Corruption.of(
                        "a row that is no JSON any more",
                        Kind.ROW,
                        "sales: revenue_row/.*",
                        """
                        UPDATE revenue_row
                        SET body = left(body, 7)
                        """),
                Corruption.of(
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
                Corruption.of(
                        "a changed version of a row",
                        Kind.ROW,
                        "events: show_row/.*",
                        """
                        UPDATE show_row
                        SET body = jsonb_set(CAST(body AS jsonb), '{version}', '17')
                        """),
                Corruption.of(
                        "an event that a consumer has skipped",
                        Kind.ROW,
                        "payments: payment_row/.* The row is missing, .*",
                        """
                        UPDATE consumer
                        SET position = (SELECT head FROM log_partition)
                        WHERE name = 'payments'
                        """),
                Corruption.of(
                        "a consumer that was set back",
                        Kind.ROW,
                        "customers: .*",
                        "UPDATE consumer SET position = position - 20 WHERE name = 'customers'"),
                Corruption.of(
                        "a consumer past the end of the log",
                        Kind.CONSUMER,
                        "availability#1 It stands past the end of the log, which is at .*",
                        """
                        UPDATE consumer
                        SET position = position + 1000
                        WHERE name = 'availability'
                        """),
                Corruption.of(
                        "a deleted reference to an event that was set aside",
                        Kind.DEAD_LETTER,
                        "tickets Dead letter .* lacks the event at position .*",
                        """
                        DELETE FROM parked_event
                        WHERE position = (SELECT max(position) FROM parked_event)
                        """),
                Corruption.of(
                        "a reference to an event that was not set aside",
                        Kind.DEAD_LETTER,
                        "tickets Dead letter .* refers to position 1\\.",
                        """
                        INSERT INTO parked_event (partition, dead_letter, position)
                        SELECT partition, id, 1 FROM dead_letter
                        """),
                Corruption.of(
                        "a dead letter that was deleted",
                        Kind.ROW,
                        "tickets: ticket_row/.* The row is missing, .*",
                        "DELETE FROM dead_letter"));
    }

    @ParameterizedTest
    @MethodSource("readModels")
    void finds_what_is_wrong_with_a_read_model_and_tells_it_of_no_other(Corruption corruption) {
        sale.alter(corruption.statements().toArray(String[]::new));

        Found found = verify();

        assertThat(found.violations()).isNotEmpty().allMatch(corruption::isTold);
        assertThat(found.exit()).isEqualTo(1);
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
