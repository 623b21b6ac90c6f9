package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.LogContents.End;
import dev.ticketing.app.Shoppers.Habits;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.history.HistoryChecker;
import dev.ticketing.testkit.history.HistoryReport;
import dev.ticketing.testkit.history.Ledger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three servers in processes of their own share a database. Whichever carries most consumers is
 * killed, again and again, and once only paused, until others have taken over. Every event has its
 * effect in every read model, once.
 */
@ExtendWith(PostgresExtension.class)
@Order(2)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConsumersIT {

    private static final int SERVERS = 3;
    private static final int KILLS = 2;
    private static final int CLIENTS = 6;
    private static final Habits HABITS = new Habits(60, 0, 40, Duration.ofMillis(20));

    /** The key of a payment stays claimed for a while by a process that died. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(90);

    /**
     * Takeover included, which waits for the end of a lease and, where a process was paused, of the
     * transaction that it may have open. How long it took is printed.
     */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** For an answer of a server that is paused meanwhile. */
    private static final Duration UNTIL_AWAKE = LIMIT.plus(KeptConnection.LIMIT);

    /** Every change of who moves a consumer, and of how far it has come. */
    private static final String WATCH =
            """
            CREATE TABLE moved (
                number bigserial PRIMARY KEY,
                name text NOT NULL,
                owner text,
                fence_before bigint NOT NULL,
                fence bigint NOT NULL,
                position_before bigint NOT NULL,
                position bigint NOT NULL
            );
            CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO moved (
                    name, owner, fence_before, fence, position_before, position
                )
                VALUES (
                    new.name, new.owner, old.fence, new.fence, old.position, new.position
                );
                RETURN new;
            END $$;
            CREATE TRIGGER note_move AFTER UPDATE ON consumer
            FOR EACH ROW WHEN (old.fence <> new.fence OR old.position <> new.position)
            EXECUTE FUNCTION note_move()
            """;

    private static final String WRONG_MOVES =
            """
            SELECT count(*)
            FROM (
                SELECT
                    m.*,
                    lag(fence) OVER one AS fence_then,
                    lag(position) OVER one AS position_then,
                    lag(owner) OVER one AS owner_then
                FROM moved AS m
                WINDOW one AS (PARTITION BY name ORDER BY number)
            ) AS m
            WHERE fence < fence_then
                OR fence_before <> fence_then
                OR position < position_then
                OR position_before <> position_then
                OR (fence = fence_then AND owner IS DISTINCT FROM owner_then)
            """;

    @TempDir private Path directory;
    private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> environments = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void every_event_takes_effect_once_whoever_dies_or_comes_back(TestDatabase database)
            throws SQLException {
        long seed = System.nanoTime();
        System.out.println("ConsumersIT: seed " + seed);
        start(database);
        Ledger ledger = Ledger.inMemory();
        try (PostgresTicketing postgres = Databases.connect(database);
                Connection connection = Databases.byHand(database);
                Statement statement = connection.createStatement()) {
            statement.execute(WATCH);
            List<TestApi> apis = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                int number = i;
                apis.add(new TestApi(() -> servers.get(number).port(), UNTIL_AWAKE));
            }
            List<Person> people = new ArrayList<>();
            List<Goods> goods = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                Person organizer = apis.get(i).signIn("organizer-" + i + "@example.com");
                goods.add(Goods.general(organizer, 600, 100_000));
                for (int buyer = i; buyer < CLIENTS; buyer += SERVERS) {
                    people.add(apis.get(i).signIn("buyer-" + buyer + "@example.com"));
                }
            }
            try (Shoppers shoppers = Shoppers.start(people, goods, HABITS, ledger, seed)) {
                pauseOwner(postgres, ledger);
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitMore(ledger);
                    killOwner(postgres);
                }
                awaitMore(ledger);
                shoppers.finish(UNTIL_ANSWERED);
            }
            Eventually.isTrue(
                    "every payment is settled",
                    LIMIT,
                    () -> !LogContents.of(postgres.feed()).hasOpenPayments());
            Position head = postgres.feed().head();
            Eventually.isTrue("all caught up", LIMIT, () -> haveReached(postgres, head));
            servers.forEach(server -> assertThat(server.terminate()).isZero());

            List<RecordedEvent> log = LogContents.read(postgres.feed());
            LogContents contents = LogContents.of(log);
            HistoryReport report = HistoryChecker.check(ledger, log);
            System.out.println("ConsumersIT: " + KILLS + " kills, 1 pause; " + report.summary());
            assertThat(report.findings()).isEmpty();
            assertThat(LogInvariants.violationsIn(log)).isEmpty();
            assertThat(contents.count(End.CONFIRMED)).isPositive();
            assertThat(contents.count(End.CANCELLED)).isPositive();
            assertThat(number(statement, "SELECT count(*) FROM reservation_row"))
                    .isEqualTo(contents.reservations.size());
            assertThat(number(statement, "SELECT count(*) FROM payment_row"))
                    .isEqualTo(contents.payments.size());
            assertThat(number(statement, "SELECT count(*) FROM ticket_row"))
                    .isEqualTo(contents.ticketsToReservations.size());
            assertThat(number(statement, "SELECT count(*) FROM dead_letter")).isZero();
            assertThat(number(statement, "SELECT count(*) FROM moved")).isPositive();
            assertThat(number(statement, WRONG_MOVES))
                    .as("nobody moves a consumer who has lost it, nor back")
                    .isZero();
        }
        Verified.allIsAsTheLogSays(Configurations.over(database, directory));
    }

    private void start(TestDatabase database) {
        for (int i = 0; i < SERVERS; i++) {
            Map<String, String> environment = new HashMap<>(TestServer.environment(database));
            environment.put("TICKETING_DATA_DIR", directory.resolve("data-" + i).toString());
            environments.add(environment);
        }
        // The first makes the tables.
        servers.add(ServerProcess.serve(directory, environments.get(0)));
        for (int i = 1; i < SERVERS; i++) {
            servers.add(ServerProcess.serve(directory, environments.get(i)));
        }
    }

    private void awaitMore(Ledger ledger) {
        int until = ledger.acknowledged() + 100;
        Eventually.isTrue("shopping goes on", LIMIT, () -> ledger.acknowledged() >= until);
    }

    /** The server that carries most, by which name, and what. */
    private record Owner(int server, String name, Set<String> consumers) {}

    /** With much else to do it happens that nobody owns anything for a moment. */
    private Owner owner(PostgresTicketing postgres) {
        AtomicReference<Optional<Owner>> found = new AtomicReference<>(Optional.empty());
        Eventually.isTrue(
                "somebody carries consumers",
                LIMIT,
                () -> {
                    found.set(whoeverCarriesMost(postgres));
                    return found.get().isPresent();
                });
        return found.get().orElseThrow();
    }

    /**
     * Asks each, since only it knows by which name it owns. Some of what it carries may have gone
     * to others meanwhile: by its name is owned most of it, and only that counts.
     */
    private Optional<Owner> whoeverCarriesMost(PostgresTicketing postgres) {
        List<Set<String>> carried = IntStream.range(0, SERVERS).mapToObj(this::carriedBy).toList();
        int most =
                IntStream.range(0, SERVERS)
                        .boxed()
                        .max(Comparator.comparingInt(server -> carried.get(server).size()))
                        .orElseThrow();
        Map<String, String> owners = owners(postgres);
        Map<String, List<String>> owned =
                carried.get(most).stream()
                        .filter(owners::containsKey)
                        .collect(Collectors.groupingBy(name -> owners.getOrDefault(name, "")));
        return owned.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .map(entry -> new Owner(most, entry.getKey(), Set.copyOf(entry.getValue())));
    }

    private Set<String> carriedBy(int server) {
        return new TestApi(servers.get(server)::port)
                .signIn("admin@example.com")
                .text("/metrics")
                .lines()
                .filter(line -> line.startsWith("ticketing_consumer_owner{"))
                .filter(line -> line.endsWith(" 1") || line.endsWith(" 1.0"))
                .map(line -> line.split("\"", -1)[1])
                .collect(Collectors.toSet());
    }

    private void killOwner(PostgresTicketing postgres) {
        Owner victim = owner(postgres);
        long since = System.nanoTime();
        servers.get(victim.server).kill();
        CompletableFuture<ServerProcess> again =
                CompletableFuture.supplyAsync(
                        () -> ServerProcess.serve(directory, environments.get(victim.server)));
        awaitOthers("killed", postgres, victim, since);
        servers.set(victim.server, again.join());
    }

    /** It wakes up as somebody who does not know that it has lost everything. */
    private void pauseOwner(PostgresTicketing postgres, Ledger ledger) {
        awaitMore(ledger);
        Owner victim = owner(postgres);
        ServerProcess server = servers.get(victim.server);
        long since = System.nanoTime();
        signal("STOP", server);
        try {
            awaitOthers("paused", postgres, victim, since);
        } finally {
            signal("CONT", server);
        }
        awaitMore(ledger);
        assertThat(server.handle().isAlive()).isTrue();
    }

    private static void awaitOthers(
            String what, PostgresTicketing postgres, Owner victim, long since) {
        Position head = postgres.feed().head();
        Eventually.isTrue(
                "others carry " + victim.consumers,
                LIMIT,
                () -> {
                    Map<String, String> now = owners(postgres);
                    return victim.consumers.stream()
                                    .allMatch(one -> hasMoved(victim.name, now.get(one)))
                            && haveReached(postgres, head);
                });
        System.out.printf(
                "ConsumersIT: %s server %d with %d consumers; others went on after %d ms%n",
                what,
                victim.server,
                victim.consumers.size(),
                Duration.ofNanos(System.nanoTime() - since).toMillis());
    }

    private static boolean hasMoved(String from, @Nullable String to) {
        return to != null && !to.equals(from);
    }

    private static Map<String, String> owners(PostgresTicketing postgres) {
        return postgres.consumerStore().all().stream()
                .filter(status -> status.owner().isPresent())
                .collect(
                        Collectors.toMap(
                                status -> status.id().name(),
                                status -> status.owner().orElseThrow()));
    }

    private static boolean haveReached(PostgresTicketing postgres, Position position) {
        return postgres.consumerStore().all().stream()
                .map(ConsumerStatus::position)
                .noneMatch(at -> at.isBefore(position));
    }

    private static void signal(String name, ServerProcess server) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(server.handle().pid()))
                            .inheritIO()
                            .start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
