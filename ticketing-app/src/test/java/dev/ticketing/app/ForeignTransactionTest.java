package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * While three instances append as fast as they can, somebody keeps a transaction open in the same
 * database, with a snapshot and a number of its own. A feed that took its order from transactions
 * would wait for it, or pass over what commits late: this one does neither.
 */
@ExtendWith(PostgresExtension.class)
class ForeignTransactionTest {

    private static final Duration LASTS =
            Duration.ofSeconds(Integer.getInteger("ticketing.foreign.transaction.seconds", 8));
    private static final int INSTANCES = 3;
    private static final int BUYERS = 40;
    private static final int PLACES = 200_000;
    private static final int PAGE = 2_000;
    private static final Duration PROGRESS = Duration.ofSeconds(60);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final SectionId HALL = new SectionId("hall");

    private final TestDatabase database;
    @TempDir private Path directory;

    ForeignTransactionTest(TestDatabase database) {
        this.database = database;
    }

    /** As a process of its own would be: with its own pools, threads and mailboxes. */
    private static final class Instance implements AutoCloseable {
        private final PostgresTicketing postgres;
        private final Threads threads = Threads.start();
        private final Ticketing.Platform platform;
        private final Ticketing ticketing;
        private final Caller caller;

        Instance(TestDatabase database, int number) {
            postgres = Databases.connect(database);
            postgres.migrate();
            platform =
                    Ticketing.Platform.of(
                            InstantSource.system(),
                            threads.requests(),
                            threads.timer(),
                            Server::report);
            ticketing =
                    Ticketing.start(
                            postgres.stores(platform), platform, new InMemoryPaymentProvider());
            caller = new Caller(new UserId(new UUID(1, number)), false);
        }

        private Request request() {
            return Request.once(caller, platform.ids());
        }

        ShowId openShow() {
            Instant starts = InstantSource.system().instant().plus(Duration.ofDays(60));
            ShowDetails details =
                    ShowDetails.of(
                            "Concert",
                            starts,
                            starts.plus(Duration.ofHours(3)),
                            ZoneId.of("Europe/Berlin"),
                            new Venue("Old Gasworks", "Am Kanal 1, Berlin"),
                            List.of(new Section(HALL, "Hall", new Seating.General(PLACES))),
                            List.of(
                                    Tier.always(
                                            new TierId("full"),
                                            "Full",
                                            HALL,
                                            new Money(49_00, EUR))));
            ShowId id =
                    ticketing
                            .shows()
                            .create(request(), details)
                            .join()
                            .orElseThrow()
                            .value()
                            .facts()
                            .id();
            ticketing.shows().publish(request(), id).join().orElseThrow();
            ticketing.shows().openSales(request(), id).join().orElseThrow();
            return id;
        }

        void hold(ShowId show) {
            Wish wish = new Wish(show, HALL, new Places.Count(1), Optional.empty());
            ticketing.reservations().hold(request(), wish).join().orElseThrow();
        }

        @Override
        public void close() {
            ticketing.stop().join();
            threads.close();
            postgres.close();
        }
    }

    /** Reads all of the log while it is written, and looks at every position. */
    private static final class Reader {
        private volatile Position reached = Position.START;
        private long reservations;

        /** While there are sales, and then to the end. */
        void followTo(PostgresTicketing postgres, AtomicBoolean selling) {
            List<RecordedEvent> page = postgres.feed().read(reached, PAGE);
            while (selling.get() || !page.isEmpty()) {
                for (RecordedEvent event : page) {
                    assertThat(event.position()).isEqualTo(reached.plus(1));
                    reached = event.position();
                    reservations += event.event() instanceof ReservationStarted ? 1 : 0;
                }
                page = postgres.feed().read(reached, PAGE);
            }
        }
    }

    @Test
    void nothing_is_skipped_and_nothing_stands_while_a_strangers_transaction_is_open()
            throws SQLException {
        List<Instance> instances = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection foreign = Databases.byHand(database);
                Connection counting = Databases.byHand(database)) {
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(new Instance(database, i));
            }
            List<ShowId> shows = instances.stream().map(Instance::openShow).toList();
            long before = openTransaction(foreign);
            AtomicBoolean selling = new AtomicBoolean(true);
            AtomicLong held = new AtomicLong();
            List<CompletableFuture<?>> running = new ArrayList<>();
            for (int i = 0; i < INSTANCES * BUYERS; i++) {
                Instance instance = instances.get(i % INSTANCES);
                // Each sells a show of its own: what they share is the end of the log.
                ShowId show = shows.get(i % INSTANCES);
                running.add(
                        CompletableFuture.runAsync(
                                () -> sell(instance, show, selling, held), threads));
            }
            PostgresTicketing postgres = instances.getFirst().postgres;
            Reader reader = new Reader();
            CompletableFuture<?> reading =
                    CompletableFuture.runAsync(() -> reader.followTo(postgres, selling), threads);
            try {
                watch(postgres, reader);
            } finally {
                selling.set(false);
            }
            running.forEach(CompletableFuture::join);
            reading.join();
            // What was recorded between its last look and the last sale.
            reader.followTo(postgres, selling);
            Position head = postgres.feed().head();
            awaitConsumers(postgres, head);

            assertThat(number(foreign, "SELECT count(*) FROM event"))
                    .as("the transaction is still open, and sees what it saw at first")
                    .isEqualTo(before);
            foreign.rollback();
            System.out.printf(
                    "ForeignTransactionTest: %d holds, %d events in %d s%n",
                    held.get(), head.value(), LASTS.toSeconds());
            assertThat(reader.reached).isEqualTo(head);
            assertThat(reader.reservations).isEqualTo(held.get()).isPositive();
            assertThat(number(counting, "SELECT count(*) FROM reservation_row"))
                    .isEqualTo(held.get());
            assertThat(
                            number(
                                    counting,
                                    "SELECT sum((body::jsonb->>'held')::bigint) FROM section_row"))
                    .isEqualTo(held.get());
        } finally {
            instances.forEach(Instance::close);
        }
        Verified.allIsAsTheLogSays(Configurations.over(database, directory));
    }

    private static void sell(
            Instance instance, ShowId show, AtomicBoolean selling, AtomicLong held) {
        while (selling.get()) {
            instance.hold(show);
            held.incrementAndGet();
        }
    }

    /** With a number of its own, since it writes, and a snapshot, since it reads. */
    private static long openTransaction(Connection foreign) throws SQLException {
        try (Statement statement = foreign.createStatement()) {
            statement.execute("CREATE TABLE foreigners (name text)");
            foreign.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            foreign.setAutoCommit(false);
            statement.execute("INSERT INTO foreigners (name) VALUES ('somebody')");
        }
        return number(foreign, "SELECT count(*) FROM event");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Again and again everybody has to come to where the log was a moment ago. */
    private static void watch(PostgresTicketing postgres, Reader reader) {
        long end = System.nanoTime() + LASTS.toNanos();
        long slowest = 0;
        int looks = 0;
        while (System.nanoTime() < end) {
            Position head = postgres.feed().head();
            long since = System.nanoTime();
            awaitConsumers(postgres, head);
            Eventually.isTrue("the reader goes on", PROGRESS, () -> !reader.reached.isBefore(head));
            slowest = Math.max(slowest, System.nanoTime() - since);
            Eventually.isTrue(
                    "the log goes on", PROGRESS, () -> head.isBefore(postgres.feed().head()));
            looks++;
        }
        System.out.printf(
                "ForeignTransactionTest: caught up %d times, in %d ms at most%n",
                looks, Duration.ofNanos(slowest).toMillis());
    }

    private static void awaitConsumers(PostgresTicketing postgres, Position position) {
        Eventually.isTrue(
                "all consumers go on",
                PROGRESS,
                () ->
                        postgres.consumerStore().all().stream()
                                .noneMatch(one -> one.position().isBefore(position)));
    }
}
