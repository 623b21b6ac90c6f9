package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.LogContents.End;
import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.history.HistoryChecker;
import dev.ticketing.testkit.history.HistoryReport;
import dev.ticketing.testkit.history.Ledger;
import dev.ticketing.testkit.history.Operation;
import dev.ticketing.testkit.history.Wish;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Everything that buyers can do, in any order, from many at once, while holds run out and places
 * are blocked and unblocked.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RandomSaleTest {

    private static final int CLIENTS = 16;
    private static final int OPERATIONS = 10_000;
    private static final int HOLD_SECONDS = 30;
    private static final int OPERATIONS_PER_SECOND = 10;
    private static final Duration LIMIT = Duration.ofSeconds(90);

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

    /** Time that passes by itself, and goes on when the clock is moved. */
    private final Ledger ledger = Ledger.inMemory(this::nanoTime);

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

    private long nanoTime() {
        return System.nanoTime() + Duration.between(TestClock.START, clock.instant()).toNanos();
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
                () -> {
                    // What the provider was never asked for is given up when its time is over.
                    clock.advance(Duration.ofSeconds(1));
                    return !LogContents.of(server.log()).hasOpenPayments();
                });
        List<RecordedEvent> log = server.log();
        LogContents contents = LogContents.of(log);
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        HistoryReport history = HistoryChecker.check(ledger, log);
        System.out.println("RandomSaleTest: " + history.summary());
        assertThat(history.findings()).isEmpty();
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
        System.out.println("RandomSaleTest: " + happened + "; blocks=" + blocks);
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
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> hold("floor", new Places.Count(1 + random.nextInt(8)));
                case 3 -> hold("gallery", new Places.Count(1 + random.nextInt(8)));
                case 4 -> hold("stalls", new Places.Count(1 + random.nextInt(5)));
                case 5, 6 -> hold("stalls", seats(SEATS.size()));
                default -> hold("balcony", seats(30));
            }
        }

        private void hold(String section, Places places) {
            UUID key = UUID.randomUUID();
            ShowId show = new ShowId(UUID.fromString(event));
            Operation operation =
                    ledger.invoked(key, new Wish.Hold(show, new SectionId(section), places));
            List<String> labels = places.seats().stream().map(SeatLabel::value).toList();
            Reply reply =
                    labels.isEmpty()
                            ? person.hold(key.toString(), event, section, places.quantity())
                            : person.holdSeats(key.toString(), event, section, labels);
            if (reply.status() == 201) {
                ledger.acknowledged(operation, UUID.fromString(reply.id()), reply.seats());
                reservations.add(reply.id());
            } else {
                refused(operation, reply);
            }
        }

        private void blockOrUnblock() {
            String section = SECTIONS.get(random.nextInt(SECTIONS.size()));
            boolean more = random.nextBoolean();
            Reply reply = organizer.block(more ? "block" : "unblock", event, section, more ? 3 : 1);
            if (reply.status() != 200) {
                assertThat(reply.has(409).code()).isIn(REFUSALS);
            }
        }

        private Places seats(int of) {
            int first = random.nextInt(of);
            return new Places.Seats(
                    SEATS.subList(first, Math.min(of, first + 1 + random.nextInt(3))).stream()
                            .map(SeatLabel::new)
                            .toList());
        }

        private void pay(String reservation) {
            UUID key = UUID.randomUUID();
            Operation operation = ledger.invoked(key, new Wish.Pay(id(reservation)));
            String instrument = INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
            paying.put(number, clock.instant());
            Reply reply = person.pay(key.toString(), reservation, instrument);
            paying.remove(number);
            if (reply.status() == 201 || reply.status() == 202) {
                UUID payment = UUID.fromString(reply.id());
                ledger.acknowledged(operation, payment, Shoppers.claim(reply));
            } else {
                refused(operation, reply);
                forgetSome(reservation);
            }
        }

        private void cancel(String reservation) {
            UUID key = UUID.randomUUID();
            Operation operation = ledger.invoked(key, new Wish.Cancel(id(reservation)));
            Reply reply = person.cancel(key.toString(), reservation);
            if (reply.status() == 200) {
                ledger.acknowledged(operation, UUID.fromString(reservation));
            } else {
                refused(operation, reply);
            }
            forgetSome(reservation);
        }

        private static ReservationId id(String reservation) {
            return new ReservationId(UUID.fromString(reservation));
        }

        /** Some are asked for again, although they are over. */
        private void forgetSome(String reservation) {
            if (random.nextInt(4) != 0) {
                reservations.remove(reservation);
            }
        }

        private void refused(Operation operation, Reply reply) {
            assertThat(reply.has(409).code()).isIn(REFUSALS);
            ledger.refused(operation, reply.code(), reply.seats());
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
