package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The server is killed five times while it gives everything back of an event that was cancelled:
 * what was done is not done again, and what is left is done by the next one.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CancellationKillsIT {

    private static final int BUYERS = 8;
    private static final int PAID = 600;
    private static final int HELD = 80;
    private static final long PRICE = 2_500;
    private static final int KILLS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String REFUNDED =
            """
            SELECT count(*)
            FROM event
            WHERE partition = 0 AND type = 'refund-completed'
            """;

    @TempDir private Path directory;
    private final AtomicReference<ServerProcess> server = new AtomicReference<>();

    @AfterEach
    void stop() {
        server.get().close();
    }

    @Test
    void each_payment_goes_back_exactly_once(TestDatabase database) throws SQLException {
        Map<String, String> environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_DATA_DIR", directory.resolve("data").toString());
        server.set(ServerProcess.serve(directory, environment));
        TestApi api = new TestApi(() -> server.get().port());
        Person organizer = api.signIn("organizer@example.com");
        String event = organizer.openSales(600, Person.NewSection.general("ga", 5_000));
        buy(api.signIn(BUYERS), event);

        organizer
                .post(
                        "/api/events/" + event + "/cancel",
                        Person.newKey(),
                        TestApi.JSON.createObjectNode().put("reason", "The hall is flooded."))
                .has(202);
        try (Connection connection = Databases.byHand(database);
                Statement statement = connection.createStatement()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                // Less than half of it, for more goes back until the server is dead, and the next
                // one begins at once.
                long goal = (long) PAID * kill / (2 * (KILLS + 1));
                Eventually.isTrue("money goes back", LIMIT, () -> refunded(statement) >= goal);
                server.get().kill();
                assertThat(refunded(statement)).as("on its way").isLessThan(PAID);
                server.set(ServerProcess.serve(directory, environment));
            }
            Eventually.isTrue("all of it", LIMIT, () -> refunded(statement) == PAID);
        }
        Eventually.isTrue(
                "everything is given back",
                LIMIT,
                () -> progress(organizer, event).text("status").equals("COMPLETED"));
        JsonNode done = progress(organizer, event).json();
        assertThat(done.at("/reservations/done").asInt()).isEqualTo(PAID + HELD);
        assertThat(done.at("/reservations/failed").asInt()).isZero();
        assertThat(done.at("/refunded/amount").asLong()).isEqualTo(PAID * PRICE);
        assertThat(server.get().terminate()).isZero();
        assertThatTheBooksAgree(database);
    }

    private static void buy(List<Person> people, String event) {
        Together.all(
                people.size(),
                number -> {
                    Person buyer = people.get(number);
                    for (int i = number; i < PAID + HELD; i += people.size()) {
                        String id = buyer.hold(Person.newKey(), event, "ga", 1).has(201).id();
                        if (i < PAID) {
                            buyer.paid(id, "tok_ok");
                        }
                    }
                    return number;
                });
    }

    private static Reply progress(Person organizer, String event) {
        return organizer.get("/api/events/" + event + "/cancellation").has(200);
    }

    private static long refunded(Statement statement) {
        try (ResultSet row = statement.executeQuery(REFUNDED)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void assertThatTheBooksAgree(TestDatabase database) {
        try (PostgresTicketing postgres = Databases.connect(database)) {
            List<RecordedEvent> log = LogContents.read(postgres.feed());
            LogContents contents = LogContents.of(log);
            assertThat(LogInvariants.violationsIn(log)).isEmpty();
            assertThat(contents.payments).hasSize(PAID);
            assertThat(contents.payments.values())
                    .allSatisfy(
                            paid -> {
                                assertThat(paid.captures).isEqualTo(1);
                                assertThat(paid.refundsDone.values()).containsExactly(paid.amount);
                            });
            assertThat(ProviderBooks.complaints(directory.resolve("data"), contents)).isEmpty();
            assertThat(contents.count(LogContents.End.OPEN)).isZero();
        }
        Verified.allIsAsTheLogSays(Configurations.over(database, directory));
    }
}
