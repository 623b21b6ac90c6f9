package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.LogContents.End;
import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server dies without a word, again and again, and nothing is lost and nothing is there twice.
 */
@ExtendWith(PostgresExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {

    private static final int KILLS = 10;
    private static final int CLIENTS = 16;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(60);

    /** The key of a payment stays claimed for 60 s by a process that died. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(90);

    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(60);

    @Test
    void a_server_that_is_killed_ten_times_loses_nothing_and_does_nothing_twice(
            TestDatabase database, @TempDir Path directory) {
        long seed = System.nanoTime();
        System.out.println("CrashIT: seed " + seed);
        Map<String, String> environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_DATA_DIR", directory.resolve("data").toString());
        Ledger ledger = new Ledger();
        AtomicReference<ServerProcess> server =
                new AtomicReference<>(ServerProcess.serve(directory, environment));
        try (PostgresTicketing postgres = Databases.connect(database)) {
            TestApi api = new TestApi(() -> server.get().port());
            Person organizer = api.signIn("organizer@example.com");
            String lasting = organizer.openSales(600, NewSection.general("ga", 100_000));
            String brief = organizer.openSales(30, NewSection.general("ga", 100_000));
            List<Person> people = api.signIn(CLIENTS);
            try (Shoppers shoppers =
                    Shoppers.start(people, List.of(lasting, lasting, brief), ledger, seed)) {
                SplittableRandom random = new SplittableRandom(seed);
                for (int kill = 1; kill <= KILLS; kill++) {
                    int until = ledger.acknowledged() + 50 + random.nextInt(150);
                    Eventually.isTrue(
                            "shopping goes on after kill " + (kill - 1),
                            BETWEEN_KILLS,
                            () -> ledger.acknowledged() >= until);
                    server.get().kill();
                    server.set(ServerProcess.serve(directory, environment));
                }
                shoppers.finish(UNTIL_ANSWERED);
                Eventually.isTrue(
                        "every payment is settled, and every brief hold is over",
                        UNTIL_SETTLED,
                        () -> isSettled(LogContents.of(postgres.feed()), brief));
                List<RecordedEvent> log = LogContents.read(postgres.feed());
                LogContents contents = LogContents.of(log);
                System.out.println("CrashIT: " + KILLS + " kills; " + ledger.summary());
                assertThat(ledger.complaints(contents)).isEmpty();
                assertThat(ProviderBooks.complaints(directory.resolve("data"), contents)).isEmpty();
                assertThat(LogInvariants.violationsIn(log)).isEmpty();
                assertThat(contents.count(End.EXPIRED)).isPositive();
                assertThatBuyersSeeIt(shoppers.buyers(), contents);
            }
        } finally {
            server.get().close();
        }
    }

    private static boolean isSettled(LogContents contents, String brief) {
        return !contents.hasOpenPayments() && contents.places(brief, "ga").unreleased() == 0;
    }

    /** Each reservation is there for its buyer, and with it, if it was paid, its valid tickets. */
    private static void assertThatBuyersSeeIt(Map<String, Person> buyers, LogContents contents) {
        List<LogContents.Booked> all = List.copyOf(contents.reservations.values());
        List<Integer> valid =
                Together.all(
                        CLIENTS,
                        client -> {
                            int tickets = 0;
                            for (int i = client; i < all.size(); i += CLIENTS) {
                                LogContents.Booked booked = all.get(i);
                                Person buyer = Objects.requireNonNull(buyers.get(booked.id));
                                tickets += validTickets(buyer, booked);
                            }
                            return tickets;
                        });
        assertThat(valid.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(contents.ticketsToReservations.size())
                .isPositive();
    }

    private static int validTickets(Person buyer, LogContents.Booked booked) {
        Reply reservation = buyer.get("/api/reservations/" + booked.id).has(200);
        boolean confirmed = booked.end == End.CONFIRMED;
        assertThat(reservation.text("status").equals("CONFIRMED")).isEqualTo(confirmed);
        assertThat(reservation.json().path("ticketIds")).hasSize(confirmed ? booked.places : 0);
        reservation
                .json()
                .path("ticketIds")
                .forEach(
                        id ->
                                assertThat(
                                                buyer.get("/api/tickets/" + id.asText())
                                                        .has(200)
                                                        .text("status"))
                                        .isEqualTo("VALID"));
        return reservation.json().path("ticketIds").size();
    }
}
