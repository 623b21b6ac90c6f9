package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.RebuildCommand.Options;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

@ExtendWith(PostgresExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class RebuildCommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final StoredSale sale;
    @TempDir private Path directory;

    RebuildCommandTest(TestDatabase database) {
        this.database = database;
        this.sale = new StoredSale(database);
    }

    @AfterEach
    void undoes() {
        sale.restore();
    }

    private int rebuild(Printed out, String... words) {
        Configuration configuration = Configurations.over(database, directory);
        return new RebuildCommand(configuration, out.stream())
                .run(Options.parse(Arrays.asList(words)));
    }

    private int verify() {
        Configuration configuration = Configurations.over(database, directory);
        return new VerifyCommand(configuration, new Printed().stream())
                .run(new VerifyCommand.Options(true));
    }

    private List<ConsumerStatus> copies(String consumer) {
        try (PostgresTicketing postgres = Databases.connect(database)) {
            return postgres.consumerStore().all().stream()
                    .filter(status -> status.id().name().equals(consumer))
                    .toList();
        }
    }

    @Test
    void what_was_wrong_is_right_again_and_the_old_copy_is_kept_until_it_is_dropped() {
        sale.alter("DELETE FROM reservation_row");
        assertThat(verify()).isEqualTo(1);
        Printed out = new Printed();

        assertThat(rebuild(out, "reservations")).isZero();

        assertThat(out.text().lines())
                .anyMatch(line -> line.matches("reservations#2 serves, from position \\d+ on, .*"))
                .contains(
                        "Kept: reservations#1.",
                        "To remove what is kept: rebuild reservations --drop-retired");
        assertThat(copies("reservations"))
                .extracting(ConsumerStatus::role)
                .containsExactly(Role.RETIRED, Role.SERVING);
        assertThat(copies("reservations")).allMatch(copy -> copy.owner().isEmpty());
        assertThat(verify()).isZero();

        Printed dropped = new Printed();
        assertThat(rebuild(dropped, "reservations", "--drop-retired")).isZero();
        assertThat(dropped.text().lines()).containsExactly("Removed reservations#1.");
        assertThat(copies("reservations"))
                .extracting(ConsumerStatus::role)
                .containsExactly(Role.SERVING);
        Printed again = new Printed();
        assertThat(rebuild(again, "reservations", "--drop-retired")).isZero();
        assertThat(again.text().lines())
                .containsExactly("There is no retired copy of reservations.");
        assertThat(verify()).isZero();
    }

    @Test
    void beside_a_running_server_readers_move_to_the_new_copy() {
        sale.alter("DELETE FROM payment_row");
        try (TestServer server = TestServer.start(database, directory)) {
            Printed out = new Printed();

            assertThat(rebuild(out, "payments", "--json")).isZero();

            assertThat(out.text())
                    .contains("\"copy\":\"payments#2\"", "\"serves\":true")
                    .hasLineCount(1);
            Eventually.isTrue(
                    "the server has taken over",
                    LIMIT,
                    () ->
                            copies("payments").stream()
                                    .anyMatch(
                                            copy ->
                                                    copy.role() == Role.SERVING
                                                            && copy.owner().isPresent()));
            assertThat(verify()).as("beside the server too").isZero();
            assertThat(server.log()).isNotEmpty();
        }
    }

    @Test
    void one_that_was_paused_says_so() {
        sale.alter(
                """
                INSERT INTO consumer (partition, name, copy, role, state, fence, position)
                VALUES (0, 'sales', 2, 'REBUILDING', 'PAUSED', 0, 0)
                """);
        Printed out = new Printed();

        assertThat(rebuild(out, "sales")).isEqualTo(1);

        assertThat(out.text().lines())
                .containsExactly("sales#2 stands at position 0: it was paused");
    }
}
