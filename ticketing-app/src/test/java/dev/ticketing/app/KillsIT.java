package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Shoppers.Habits;
import dev.ticketing.core.log.Position;
import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.history.Finding;
import dev.ticketing.testkit.history.HistoryChecker;
import dev.ticketing.testkit.history.HistoryReport;
import dev.ticketing.testkit.history.Ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A server dies of SIGKILL, or its database, again and again, at any moment of a sale, and nothing
 * that was acknowledged is lost, and nothing is there twice.
 *
 * <p>In the ordinary build a few times; as often as it is told to by {@code -Dticketing.kills=150},
 * with {@code -Dticketing.kills.buyers=64} and up to {@code -Dticketing.kills.seconds=20} of
 * shopping before each. Millions of operations need {@code -Dtest.heap=5g}.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 12, unit = TimeUnit.HOURS)
class KillsIT {

    private static final int KILLS = Integer.getInteger("ticketing.kills", 10);
    private static final int BUYERS = Integer.getInteger("ticketing.kills.buyers", 16);
    private static final Duration SHOPPING =
            Duration.ofSeconds(Integer.getInteger("ticketing.kills.seconds", 1));

    /** Paying costs many times as much, and millions are wanted. */
    private static final Habits MOSTLY_HOLD = new Habits(1, 5, 20, Duration.ZERO);

    private static final int HOLD_SECONDS = 30;
    private static final int CAPACITY = 200_000;
    private static final int SEATS = 200;
    private static final int REPORT_EVERY = 10;
    private static final int ROUNDS = 5;

    /** Enough to see that the sale goes on. */
    private static final int SOME = 50;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The key of a payment stays claimed for a while by a process that died. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(90);

    private static final String CARELESS = "-c synchronous_commit=off -c wal_writer_delay=10s";

    private final int port = EmbeddedPostgres.freePort();
    private final AtomicReference<ServerProcess> server = new AtomicReference<>();
    private final AtomicReference<EmbeddedPostgres> database = new AtomicReference<>();
    @TempDir private Path directory;
    private Path data;

    @BeforeEach
    void choosePlace() {
        data = directory.resolve("database");
    }

    private void startDatabase(String options) {
        database.set(EmbeddedPostgres.start(data, port, options));
    }

    private void startServer() {
        server.set(ServerProcess.serve(directory, environment()));
    }

    @AfterEach
    void stop() {
        Optional.ofNullable(server.get()).ifPresent(ServerProcess::close);
        Optional.ofNullable(database.get()).ifPresent(EmbeddedPostgres::close);
    }

    private Map<String, String> environment() {
        EmbeddedPostgres.Address address = database.get().address();
        return Map.of(
                "TICKETING_DB_URL", address.jdbcUrl(),
                "TICKETING_DB_USER", address.user(),
                "TICKETING_DB_PASSWORD", address.password(),
                "TICKETING_DATA_DIR", directory.resolve("data").toString());
    }

    private PostgresTicketing connect() {
        EmbeddedPostgres.Address address = database.get().address();
        return PostgresTicketing.connect(
                PostgresSettings.of(address.jdbcUrl(), address.user(), address.password()));
    }

    /** Who is killed. */
    enum Victim {
        SERVER,
        DATABASE
    }

    @ParameterizedTest
    @EnumSource
    void whoever_dies_nothing_that_was_acknowledged_is_lost_and_nothing_is_done_twice(
            Victim victim) {
        long seed = System.nanoTime();
        System.out.println("KillsIT: seed " + seed);
        startDatabase("");
        startServer();
        TestApi api = new TestApi(() -> server.get().port());
        Ledger ledger = Ledger.inMemory();
        List<Person> people = api.signIn(BUYERS);
        Habits habits = KILLS > REPORT_EVERY ? MOSTLY_HOLD : Habits.MOSTLY_PAY;
        long begin = System.nanoTime();
        try (Shoppers shoppers = Shoppers.start(people, goods(api), habits, ledger, seed)) {
            killAgainAndAgain(victim, shoppers, ledger, new SplittableRandom(seed));
            shoppers.finish(UNTIL_ANSWERED);
            System.out.printf(
                    "KillsIT: %s killed %d times in %d s%n",
                    victim, KILLS, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            HistoryReport report = check(ledger);
            assertThat(report.acknowledged()).isGreaterThan((long) SOME * KILLS);
            assertThatBuyersSeeIt(shoppers.buyers());
        }
        assertThat(server.get().terminate()).isZero();
        Verified.allIsAsTheLogSays(Configuration.read(environment(), directory));
    }

    private static List<Goods> goods(TestApi api) {
        Person organizer = api.signIn("organizer@example.com");
        Goods general = Goods.general(organizer, HOLD_SECONDS, CAPACITY);
        Goods other = Goods.general(organizer, HOLD_SECONDS, CAPACITY);
        Goods numbered = Goods.numbered(organizer, HOLD_SECONDS, SEATS);
        return List.of(general, other, general, other, general, other, numbered);
    }

    private void killAgainAndAgain(
            Victim victim, Shoppers shoppers, Ledger ledger, SplittableRandom random) {
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitMore(ledger);
            assertThat(shoppers.answers()).as("nobody has failed").hasSize(BUYERS);
            LockSupport.parkNanos(random.nextLong(SHOPPING.toNanos()));
            switch (victim) {
                case SERVER -> {
                    server.get().kill();
                    startServer();
                }
                case DATABASE -> {
                    database.get().crash();
                    startDatabase("");
                }
            }
            if (kill % REPORT_EVERY == 0) {
                System.out.printf(
                        "KillsIT: %d kills, %d acknowledged%n", kill, ledger.acknowledged());
            }
        }
        awaitMore(ledger);
    }

    private static void awaitMore(Ledger ledger) {
        int until = ledger.acknowledged() + SOME;
        Eventually.isTrue("shopping goes on", LIMIT, () -> ledger.acknowledged() >= until);
    }

    private HistoryReport check(Ledger ledger) {
        try (PostgresTicketing postgres = connect()) {
            FullCheck check = new FullCheck(ledger, postgres.feed());
            check.awaitSettled();
            HistoryReport report = check.passed(directory.resolve("data"));
            System.out.println("KillsIT: " + report.summary());
            return report;
        }
    }

    /** Each reservation is there for its buyer, and with it, if it was paid, its valid tickets. */
    private static void assertThatBuyersSeeIt(Map<String, Person> buyers) {
        List<Map.Entry<String, Person>> all = List.copyOf(buyers.entrySet());
        List<Integer> valid =
                Together.all(
                        BUYERS,
                        buyer -> {
                            int tickets = 0;
                            for (int i = buyer; i < all.size(); i += BUYERS) {
                                tickets += validTickets(all.get(i).getValue(), all.get(i).getKey());
                            }
                            return tickets;
                        });
        assertThat(valid.stream().mapToInt(Integer::intValue).sum()).isPositive();
    }

    private static int validTickets(Person buyer, String id) {
        Reply reservation = buyer.get("/api/reservations/" + id).has(200);
        boolean confirmed = reservation.text("status").equals("CONFIRMED");
        if (!confirmed) {
            return 0;
        }
        int quantity = reservation.json().path("quantity").asInt();
        assertThat(reservation.json().path("ticketIds")).hasSize(quantity);
        reservation
                .json()
                .path("ticketIds")
                .forEach(
                        ticket ->
                                assertThat(
                                                buyer.get("/api/tickets/" + ticket.asText())
                                                        .has(200)
                                                        .text("status"))
                                        .isEqualTo("VALID"));
        return quantity;
    }

    /** Without this, the other test could be blind. */
    @Test
    void without_waiting_for_the_disk_acknowledged_writes_are_lost_and_the_loss_is_seen() {
        long lost = 0;
        for (int round = 1; lost == 0 && round <= ROUNDS; round++) {
            HistoryReport report = oneRoundWithoutCare();
            lost = report.count(Finding.Kind.LOST);
            System.out.println("KillsIT: control, round " + round + ": " + report.summary());
        }
        assertThat(lost).isPositive();
    }

    private HistoryReport oneRoundWithoutCare() {
        startDatabase(CARELESS);
        startServer();
        TestApi api = new TestApi(() -> server.get().port());
        Ledger ledger = Ledger.inMemory();
        Goods goods = Goods.general(api.signIn("organizer@example.com"), 600, CAPACITY);
        List<Person> people = api.signIn(BUYERS);
        Habits habits = Habits.MOSTLY_PAY;
        try (Shoppers shoppers = Shoppers.start(people, List.of(goods), habits, ledger, 1)) {
            Eventually.isTrue("shopping", LIMIT, () -> ledger.acknowledged() >= 6 * SOME);
            assertThat(shoppers.buyers()).isNotEmpty();
            database.get().crash();
            server.get().kill();
        }
        startDatabase("");
        try (PostgresTicketing postgres = connect()) {
            HistoryChecker checker = new HistoryChecker(ledger);
            LogContents.read(postgres.feed(), Position.START, checker::accept);
            return checker.finish();
        }
    }
}
