package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.LogContents.End;
import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Everything that buyers can do, in any order, from many at once, while holds run out and places
 * are blocked and unblocked.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
class RandomSaleTest {

    private static final int CLIENTS = 16;
    private static final int OPERATIONS = 10_000;
    private static final int HOLD_SECONDS = 30;
    private static final int OPERATIONS_PER_SECOND = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A call to the provider that has taken so long is taken for abandoned after 30 s. */
    private static final Duration LONGEST_PAYMENT = Duration.ofSeconds(20);

    private static final List<String> INSTRUMENTS =
            List.of("tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_insufficient_funds");
    private static final List<String> SECTIONS = List.of("floor", "gallery", "stalls", "balcony");
    private static final List<String> SEATS =
            IntStream.range(0, 300).mapToObj(i -> "R" + i / 15 + "-" + (i % 15 + 1)).toList();

    /** What a buyer may be told in the rush; anything else is a bug. */
    private static final Set<String> REFUSALS =
            Set.of(
                    "INSUFFICIENT_INVENTORY",
                    "SEAT_TAKEN",
                    "RESERVATION_EXPIRED",
                    "ALREADY_PAID",
                    "PAYMENT_IN_PROGRESS",
                    "INVALID_TRANSITION");

    private final TestClock clock = new TestClock();
    private final Ledger ledger = new Ledger();
    private final AtomicInteger operations = new AtomicInteger();
    private final ConcurrentMap<Integer, Instant> paying = new ConcurrentHashMap<>();

    @Test
    void ten_thousand_random_operations_leave_a_log_in_which_everything_adds_up(
            TestDatabase database, @TempDir Path directory) {
        long seed = System.nanoTime();
        System.out.println("RandomSaleTest: seed " + seed);
        try (TestServer server = TestServer.start(database, directory, clock)) {
            sell(server, directory, seed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void sell(TestServer server, Path directory, long seed) {
        Person organizer = server.api().signIn("organizer@example.com");
        String event =
                organizer.openSales(
                        HOLD_SECONDS,
                        NewSection.general("floor", 1_500),
                        NewSection.general("gallery", 150),
                        NewSection.numbered("stalls", SEATS),
                        NewSection.numbered("balcony", SEATS.subList(0, 30)));
        List<Person> people = server.api().signIn(CLIENTS);
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(i, people.get(i), organizer, event, seeds.split()));
        }

        Together.all(CLIENTS, i -> clients.get(i).run());

        Eventually.isTrue(
                "every payment is settled",
                LIMIT,
                () -> !LogContents.of(server.log()).hasOpenPayments());
        List<RecordedEvent> log = server.log();
        LogContents contents = LogContents.of(log);
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        assertThat(ledger.complaints(contents)).isEmpty();
        assertThat(ProviderBooks.complaints(directory.resolve("data"), contents)).isEmpty();
        assertThatAvailabilityAgrees(organizer, event, contents);
        assertThatEverythingHappened(contents);

        clock.advance(Duration.ofSeconds(HOLD_SECONDS));
        assertThatOpenHoldsEndByThemselves(server, organizer, event);
    }

    private void assertThatAvailabilityAgrees(
            Person organizer, String event, LogContents contents) {
        for (String section : SECTIONS) {
            LogContents.Places places = contents.places(event, section);
            JsonNode seen = organizer.availability(event, section);
            int held = places.held(clock.instant());
            assertThat(seen.path("held").asInt()).as(section).isEqualTo(held);
            assertThat(seen.path("sold").asInt()).as(section).isEqualTo(places.sold());
            assertThat(seen.path("available").asInt())
                    .as(section)
                    .isEqualTo(places.capacity - held - places.sold() - places.blocked);
            assertThat(seen.path("blocked").asInt()).as(section).isEqualTo(places.blocked);
        }
        for (String section : List.of("stalls", "balcony")) {
            String path = "/api/events/" + event + "/sections/" + section + "/seats";
            List<String> status = organizer.get(path).has(200).json().findValuesAsText("status");
            assertThat(status)
                    .filteredOn("SOLD"::equals)
                    .hasSize(contents.places(event, section).sold());
            assertThat(status)
                    .filteredOn("HELD"::equals)
                    .hasSize(contents.places(event, section).held(clock.instant()));
            assertThat(status)
                    .filteredOn("BLOCKED"::equals)
                    .hasSize(contents.places(event, section).blocked);
        }
    }

    /** Else the test would prove less than it says. */
    private void assertThatEverythingHappened(LogContents contents) {
        long declined = contents.payments.values().stream().filter(p -> p.captures == 0).count();
        long refunds =
                contents.payments.values().stream().filter(p -> !p.refundsDone.isEmpty()).count();
        int blocks = contents.sections.values().stream().mapToInt(s -> s.blocks).sum();
        Map<String, Long> happened =
                Map.of(
                        "held",
                        (long) contents.reservations.size(),
                        "confirmed",
                        contents.count(End.CONFIRMED),
                        "expired",
                        contents.count(End.EXPIRED),
                        "cancelled",
                        contents.count(End.CANCELLED),
                        "declined",
                        declined,
                        "refunded",
                        refunds);
        System.out.println(
                "RandomSaleTest: " + happened + "; blocks=" + blocks + ", " + ledger.summary());
        assertThat(happened.values()).allSatisfy(count -> assertThat(count).isGreaterThan(50));
        assertThat(blocks).as("few, or nothing would be left to sell").isGreaterThan(10);
    }

    private static void assertThatOpenHoldsEndByThemselves(
            TestServer server, Person organizer, String event) {
        for (String section : SECTIONS) {
            assertThat(organizer.availability(event, section).path("held").asInt()).isZero();
        }
        Eventually.isTrue(
                "every hold is released",
                LIMIT,
                () -> LogContents.of(server.log()).count(End.OPEN) == 0);
        List<RecordedEvent> log = server.log();
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        LogContents contents = LogContents.of(log);
        for (String section : SECTIONS) {
            assertThat(contents.places(event, section).unreleased()).as(section).isZero();
        }
    }

    /** One buyer, who does whatever comes to mind. */
    private final class Client {

        private final int number;
        private final Person person;
        private final Person organizer;
        private final String event;
        private final SplittableRandom random;
        private final List<String> reservations = new ArrayList<>();

        Client(int number, Person person, Person organizer, String event, SplittableRandom random) {
            this.number = number;
            this.person = person;
            this.organizer = organizer;
            this.event = event;
            this.random = random;
        }

        boolean run() {
            for (int i = 0; i < OPERATIONS / CLIENTS; i++) {
                int dice = random.nextInt(100);
                if (dice < 2) {
                    blockOrUnblock();
                } else if (dice < 46 || reservations.isEmpty()) {
                    hold();
                } else if (dice < 80) {
                    pay(any());
                } else {
                    cancel(any());
                }
                passTime();
            }
            return true;
        }

        private String any() {
            int last = reservations.size() - 1;
            // The latest ones are the most likely to be alive.
            return reservations.get(Math.max(0, last - random.nextInt(4)));
        }

        private void hold() {
            String key = Person.newKey();
            Reply reply =
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> person.hold(key, event, "floor", 1 + random.nextInt(8));
                        case 3 -> person.hold(key, event, "gallery", 1 + random.nextInt(8));
                        case 4 -> person.hold(key, event, "stalls", 1 + random.nextInt(5));
                        case 5, 6 -> person.holdSeats(key, event, "stalls", seats(SEATS.size()));
                        default -> person.holdSeats(key, event, "balcony", seats(30));
                    };
            if (reply.status() == 201) {
                ledger.held(key, reply.id());
                reservations.add(reply.id());
            } else {
                refused(reply);
            }
        }

        private void blockOrUnblock() {
            String section = SECTIONS.get(random.nextInt(SECTIONS.size()));
            boolean more = random.nextBoolean();
            Reply reply = organizer.block(more ? "block" : "unblock", event, section, more ? 3 : 1);
            if (reply.status() != 200) {
                refused(reply);
            }
        }

        private List<String> seats(int of) {
            int first = random.nextInt(of);
            return SEATS.subList(first, Math.min(of, first + 1 + random.nextInt(3)));
        }

        private void pay(String reservation) {
            String key = Person.newKey();
            String instrument = INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
            paying.put(number, clock.instant());
            Reply reply = person.pay(key, reservation, instrument);
            paying.remove(number);
            if (reply.status() == 201 || reply.status() == 202) {
                ledger.paid(key, reply.id(), reply.text("status"));
            } else {
                refused(reply);
                forgetSome(reservation);
            }
        }

        private void cancel(String reservation) {
            Reply reply = person.cancel(reservation);
            if (reply.status() != 200) {
                refused(reply);
            }
            forgetSome(reservation);
        }

        /** Some are asked for again, although they are over. */
        private void forgetSome(String reservation) {
            if (random.nextInt(4) != 0) {
                reservations.remove(reservation);
            }
        }

        private void refused(Reply reply) {
            assertThat(reply.has(409).code()).isIn(REFUSALS);
            ledger.refused(reply.code());
        }

        private void passTime() {
            if (operations.incrementAndGet() % OPERATIONS_PER_SECOND == 0) {
                Instant longAgo = clock.instant().minus(LONGEST_PAYMENT);
                if (paying.values().stream().allMatch(longAgo::isBefore)) {
                    clock.advance(Duration.ofSeconds(1));
                }
            }
        }
    }
}
