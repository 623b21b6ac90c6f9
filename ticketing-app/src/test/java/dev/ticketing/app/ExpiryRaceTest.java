package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.LogContents.End;
import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * People pay for their holds so that some of it arrives just before and some just after these end,
 * while others want the same seats: over HTTP, on the database, with threads that do as they like.
 */
@ExtendWith(PostgresExtension.class)
class ExpiryRaceTest {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 20;
    private static final int HOLD_SECONDS = 30;
    private static final int EARLIEST_MILLIS = -60;
    private static final int EARLIEST_OF_ALL_MILLIS = -10_000;
    private static final int LATEST_MILLIS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration RUN_UP = Duration.ofMillis(40);

    /** What somebody may be told who comes too late. */
    private static final Set<String> REFUSALS =
            Set.of("RESERVATION_EXPIRED", "SEAT_TAKEN", "INVALID_TRANSITION");

    private final ShiftedClock clock = new ShiftedClock();

    /** The system's, shifted into the future. */
    private static final class ShiftedClock implements InstantSource {

        private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(shift.get());
        }

        void goTo(Instant instant) {
            Duration missing = Duration.between(instant(), instant);
            if (missing.isPositive()) {
                shift.updateAndGet(before -> before.plus(missing));
            }
        }
    }

    @Test
    void nobody_is_charged_for_what_they_do_not_get_and_no_seat_is_sold_twice(
            TestDatabase database, @TempDir Path directory) {
        long seed = System.nanoTime();
        System.out.println("ExpiryRaceTest: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer server = TestServer.start(database, directory, clock)) {
            List<String> seats =
                    IntStream.range(0, AT_ONCE * ROUNDS).mapToObj(i -> "S-" + i).toList();
            Person organizer = server.api().signIn("organizer@example.com");
            String event = organizer.openSales(HOLD_SECONDS, NewSection.numbered("stalls", seats));
            List<Person> people = server.api().signIn(2 * AT_ONCE);
            int earliest = EARLIEST_MILLIS;
            for (int round = 0; round < ROUNDS; round++) {
                int from = round * AT_ONCE;
                List<String> some = seats.subList(from, from + AT_ONCE);
                race(people, event, some, earliest, random.split());
                if (LogContents.of(server.log()).count(End.CONFIRMED) == 0) {
                    // They were all too late: the machine takes longer than they had left.
                    earliest = Math.max(2 * earliest, EARLIEST_OF_ALL_MILLIS);
                }
            }
            Eventually.isTrue(
                    "every payment is settled",
                    LIMIT,
                    () -> !LogContents.of(server.log()).hasOpenPayments());
            assertAddsUp(server.log(), directory.resolve("data"));
        }
    }

    private void race(
            List<Person> people,
            String event,
            List<String> seats,
            int earliest,
            SplittableRandom random) {
        List<Reply> holds =
                Together.all(
                        AT_ONCE,
                        i ->
                                people.get(i)
                                        .holdSeats(
                                                Person.newKey(),
                                                event,
                                                "stalls",
                                                List.of(seats.get(i)))
                                        .has(201));
        Instant firstEnd =
                holds.stream().map(ExpiryRaceTest::endOf).min(Instant::compareTo).orElseThrow();
        List<Instant> starts = new ArrayList<>();
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            int offset = random.nextInt(earliest, LATEST_MILLIS + 1);
            starts.add(endOf(holds.get(i % AT_ONCE)).plusMillis(offset));
        }
        clock.goTo(firstEnd.plusMillis(earliest).minus(RUN_UP));
        List<Reply> replies =
                Together.all(
                        2 * AT_ONCE,
                        i -> {
                            Eventually.isTrue(
                                    "it is time",
                                    LIMIT,
                                    () -> !clock.instant().isBefore(starts.get(i)));
                            String key = Person.newKey();
                            return i < AT_ONCE
                                    ? people.get(i).pay(key, holds.get(i).id(), "tok_ok")
                                    : people.get(i)
                                            .holdSeats(
                                                    key,
                                                    event,
                                                    "stalls",
                                                    List.of(seats.get(i - AT_ONCE)));
                        });
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201 && reply.status() != 202)
                .allSatisfy(reply -> assertThat(reply.has(409).code()).isIn(REFUSALS));
    }

    private static Instant endOf(Reply hold) {
        return Instant.parse(hold.text("expiresAt"));
    }

    private static void assertAddsUp(List<RecordedEvent> log, Path dataDirectory) {
        LogContents contents = LogContents.of(log);
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        assertThat(ProviderBooks.complaints(dataDirectory, contents)).isEmpty();
        Set<String> confirmed =
                contents.reservations.values().stream()
                        .filter(booked -> booked.end == End.CONFIRMED)
                        .map(booked -> booked.id)
                        .collect(Collectors.toSet());
        assertThat(contents.payments.values())
                .allSatisfy(
                        paid -> {
                            long back =
                                    paid.refundsDone.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum();
                            boolean has = confirmed.contains(paid.reservation);
                            assertThat(paid.captures * paid.amount - back)
                                    .as(paid.reservation)
                                    .isEqualTo(has ? paid.amount : 0);
                        });
        long expired = contents.count(End.EXPIRED);
        System.out.println(
                "ExpiryRaceTest: " + confirmed.size() + " confirmed, " + expired + " expired");
        assertThat(confirmed).isNotEmpty();
        assertThat(expired).isPositive();
    }
}
