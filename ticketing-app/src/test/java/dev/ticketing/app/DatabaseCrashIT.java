package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * PostgreSQL dies under a living server, and what the server has acknowledged is there all the
 * same.
 */
@Execution(ExecutionMode.CONCURRENT)
class DatabaseCrashIT {

    private static final int KILLS = 4;
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The key of a payment stays claimed for 60 s when its answer could not be kept. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(90);

    private static final String CARELESS = "-c synchronous_commit=off -c wal_writer_delay=10s";

    /** What the HTTP adapter logs by; kept, or its level would be forgotten. */
    private static final java.util.logging.Logger HTTP =
            java.util.logging.Logger.getLogger("dev.ticketing.http");

    private final int port = EmbeddedPostgres.freePort();
    @TempDir private Path directory;
    private Path data;
    private Ledger ledger = new Ledger();

    /** All that a server has to say about a database that is gone would fill pages. */
    @BeforeAll
    static void hush() {
        rootLogger().setLevel(Level.ERROR);
        HTTP.setLevel(java.util.logging.Level.SEVERE);
    }

    @AfterAll
    static void speak() {
        rootLogger().setLevel(Level.WARN);
        HTTP.setLevel(null);
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void choosePlace() {
        data = directory.resolve("database");
    }

    @Test
    void a_server_whose_database_is_killed_recovers_by_itself_and_loses_nothing() {
        long seed = System.nanoTime();
        System.out.println("DatabaseCrashIT: seed " + seed);
        EmbeddedPostgres database = EmbeddedPostgres.start(data, port, "");
        try (TestServer server = server(database)) {
            try (Shoppers shoppers = shop(server, seed)) {
                SplittableRandom random = new SplittableRandom(seed);
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMore(50 + random.nextInt(150));
                    database.crash();
                    database = EmbeddedPostgres.start(data, port, "");
                }
                awaitMore(50);
                shoppers.finish(UNTIL_ANSWERED);
            }
            Eventually.isTrue(
                    "every payment is settled",
                    LIMIT,
                    () -> !LogContents.of(server.log()).hasOpenPayments());
            List<RecordedEvent> log = server.log();
            LogContents contents = LogContents.of(log);
            System.out.println("DatabaseCrashIT: " + KILLS + " kills; " + ledger.summary());
            assertThat(ledger.complaints(contents)).isEmpty();
            assertThat(ProviderBooks.complaints(directory.resolve("data"), contents)).isEmpty();
            assertThat(LogInvariants.violationsIn(log)).isEmpty();
        } finally {
            database.close();
        }
    }

    /** Without this, the other test could be blind. */
    @Test
    void without_waiting_for_the_disk_acknowledged_writes_are_lost_and_the_loss_is_seen() {
        long lost = 0;
        for (int round = 1; lost == 0 && round <= ROUNDS; round++) {
            lost = lossOfOneRound();
            System.out.println(
                    "DatabaseCrashIT: control, round "
                            + round
                            + ": "
                            + lost
                            + " lost; "
                            + ledger.summary());
        }
        assertThat(lost).isPositive();
    }

    private long lossOfOneRound() {
        ledger = new Ledger();
        EmbeddedPostgres database = EmbeddedPostgres.start(data, port, CARELESS);
        try (TestServer server = server(database)) {
            try (Shoppers shoppers = shop(server, 1)) {
                awaitMore(300);
                assertThat(shoppers.buyers()).isNotEmpty();
                database.crash();
                database = EmbeddedPostgres.start(data, port, "");
            }
            return ledger.complaints(LogContents.of(server.log())).stream()
                    .filter(complaint -> complaint.endsWith("was acknowledged and is lost"))
                    .count();
        } finally {
            database.close();
        }
    }

    private TestServer server(EmbeddedPostgres database) {
        EmbeddedPostgres.Address address = database.address();
        Map<String, String> environment =
                Map.of(
                        "TICKETING_DB_URL", address.jdbcUrl(),
                        "TICKETING_DB_USER", address.user(),
                        "TICKETING_DB_PASSWORD", address.password());
        return TestServer.start(environment, directory, InstantSource.system());
    }

    private Shoppers shop(TestServer server, long seed) {
        Person organizer = server.api().signIn("organizer@example.com");
        String event = organizer.openSales(600, NewSection.general("ga", 100_000));
        List<Person> people = server.api().signIn(CLIENTS);
        return Shoppers.start(people, List.of(event), ledger, seed);
    }

    private void awaitMore(int acknowledged) {
        int until = ledger.acknowledged() + acknowledged;
        Eventually.isTrue("shopping goes on", LIMIT, () -> ledger.acknowledged() >= until);
    }
}
