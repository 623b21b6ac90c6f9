package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.history.HistoryChecker;
import dev.ticketing.testkit.history.Ledger;
import dev.ticketing.testkit.history.Operation;
import dev.ticketing.testkit.history.Wish;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two servers in processes of their own share a database, and sell the same section. */
@ExtendWith(PostgresExtension.class)
class TwoServersIT {

    private static final int CAPACITY = 2_000;
    private static final int CLIENTS = 32;
    private static final int HOLD_SECONDS = 600;
    private static final Pattern WRITES = Pattern.compile("writes: units=(\\d+), conflicts=(\\d+)");

    /** For all tests of this class, as the database is. */
    private static final Ledger LEDGER = Ledger.inMemory();

    @TempDir private Path directory;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<TestApi> apis = new ArrayList<>();

    @BeforeEach
    void start(TestDatabase database) {
        for (String name : List.of("one", "other")) {
            Map<String, String> environment = new HashMap<>(TestServer.environment(database));
            environment.put("TICKETING_DATA_DIR", directory.resolve(name).toString());
            ServerProcess server = ServerProcess.serve(directory, environment);
            servers.add(server);
            apis.add(new TestApi(server::port));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void both_together_sell_exactly_what_there_is(TestDatabase database) {
        Person organizer = apis.get(0).signIn("organizer@example.com");
        String event = organizer.openSales(HOLD_SECONDS, NewSection.general("ga", CAPACITY));
        List<Person> people = apis.get(0).signIn(CLIENTS);
        long seed = System.nanoTime();

        List<Integer> sold =
                Together.all(
                        CLIENTS,
                        i -> {
                            // A token of one server is good at the other.
                            Person person = people.get(i).at(apis.get(i % 2));
                            return buyAll(person, event, new SplittableRandom(seed + i));
                        });

        assertThat(sold.stream().mapToInt(Integer::intValue).sum())
                .as("seed " + seed)
                .isEqualTo(CAPACITY);
        for (TestApi api : apis) {
            assertThat(organizer.at(api).availability(event, "ga").path("held").asInt())
                    .isEqualTo(CAPACITY);
        }
        List<RecordedEvent> log = logOf(database);
        LogContents contents = LogContents.of(log);
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        assertThat(HistoryChecker.check(LEDGER, log).findings()).isEmpty();
        assertThat(contents.places(event, "ga").held(Instant.EPOCH)).isEqualTo(CAPACITY);
        printConflicts();
    }

    /** Buys until not even one place is left; how many. */
    private static int buyAll(Person person, String event, SplittableRandom random) {
        int bought = 0;
        int wanted = 1 + random.nextInt(3);
        while (wanted > 0) {
            Reply reply = hold(person, event, wanted);
            if (reply.status() == 201) {
                bought += wanted;
                wanted = 1 + random.nextInt(3);
            } else if (!reply.has(409).code().equals("CONFLICT")) {
                assertThat(reply.code()).isEqualTo("INSUFFICIENT_INVENTORY");
                wanted--;
            }
        }
        return bought;
    }

    private static Reply hold(Person person, String event, int quantity) {
        UUID key = UUID.randomUUID();
        ShowId show = new ShowId(UUID.fromString(event));
        Wish wish = new Wish.Hold(show, new SectionId("ga"), new Places.Count(quantity));
        Operation operation = LEDGER.invoked(key, wish);
        Reply reply = person.hold(key.toString(), event, "ga", quantity);
        if (reply.status() == 201) {
            LEDGER.acknowledged(operation, UUID.fromString(reply.id()));
        } else {
            LEDGER.refused(operation, reply.has(409).code());
        }
        return reply;
    }

    private void printConflicts() {
        long units = 0;
        long conflicts = 0;
        for (ServerProcess server : servers) {
            assertThat(server.terminate()).isZero();
            Matcher writes = WRITES.matcher(server.err());
            assertThat(writes.find()).as(server.err()).isTrue();
            units += Long.parseLong(writes.group(1));
            conflicts += Long.parseLong(writes.group(2));
        }
        assertThat(conflicts).isPositive();
        System.out.printf(
                "TwoServersIT: %d units, %d conflicts, %.2f conflicts a unit%n",
                units, conflicts, (double) conflicts / units);
    }

    @Test
    void sales_that_one_server_closes_are_closed_at_the_other_at_once(TestDatabase database) {
        Person organizer = apis.get(0).signIn("organizer@example.com");
        String event = organizer.openSales(HOLD_SECONDS, NewSection.general("ga", 100_000));
        List<Person> people = apis.get(0).signIn(8);
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger held = new AtomicInteger();

        CompletableFuture<List<Boolean>> buyers =
                CompletableFuture.supplyAsync(
                        () ->
                                Together.all(
                                        people.size(),
                                        i -> {
                                            Person person = people.get(i).at(apis.get(1));
                                            return buyUntilClosed(person, event, closed, held);
                                        }));
        Eventually.isTrue("sales run", Duration.ofSeconds(30), () -> held.get() >= 200);
        organizer.post("/api/events/" + event + "/close-sales").has(200);
        closed.set(true);

        assertThat(buyers.join()).hasSize(people.size()).containsOnly(true);
        LogContents contents = LogContents.of(logOf(database));
        assertThat(contents.places(event, "ga").held(Instant.EPOCH)).isEqualTo(held.get());
    }

    /** Whether no hold was granted that was asked for when the sales had been closed. */
    private static boolean buyUntilClosed(
            Person person, String event, AtomicBoolean closed, AtomicInteger held) {
        while (true) {
            boolean wasClosed = closed.get();
            Reply reply = hold(person, event, 1);
            if (reply.status() == 201) {
                held.incrementAndGet();
                if (wasClosed) {
                    return false;
                }
            } else if (!reply.has(409).code().equals("CONFLICT")) {
                assertThat(reply.code()).isEqualTo("SALES_NOT_OPEN");
                if (wasClosed) {
                    return true;
                }
            }
        }
    }

    private static List<RecordedEvent> logOf(TestDatabase database) {
        try (PostgresTicketing postgres = Databases.connect(database)) {
            return LogContents.read(postgres.feed());
        }
    }
}
