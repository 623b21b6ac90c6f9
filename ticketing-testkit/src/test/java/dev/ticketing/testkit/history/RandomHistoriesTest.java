package dev.ticketing.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.testkit.history.Finding.Kind;
import dev.ticketing.testkit.history.Operation.State;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Histories by the rules are let pass, and each of them with one fault planted at random is not.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = 100;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Changes what may be changed, and says in which kind of finding it has to end. */
    @FunctionalInterface
    private interface Fault {
        HistoryReport plantedIn(RandomHistory history);
    }

    private List<RandomHistory> histories() {
        return LongStream.range(seed, seed + HISTORIES).mapToObj(RandomHistory::of).toList();
    }

    private void assertAllFound(Kind kind, Fault fault) {
        assertThat(histories())
                .as("seed " + seed)
                .allSatisfy(
                        history ->
                                assertThat(fault.plantedIn(history).findings())
                                        .extracting(Finding::kind)
                                        .contains(kind));
    }

    private Operation any(RandomHistory history, State state, Class<? extends Wish> wish) {
        List<Operation> fitting =
                history.ledger().operations().stream()
                        .filter(o -> o.state() == state && wish.isInstance(o.wish()))
                        .toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static HistoryReport check(RandomHistory history) {
        return HistoryChecker.check(history.ledger(), history.log().events());
    }

    @Test
    void what_a_correct_server_has_done_is_let_pass() {
        long acknowledged = 0;
        long refused = 0;
        long happened = 0;
        for (RandomHistory history : histories()) {
            HistoryReport report = check(history);
            assertThat(report.findings()).as("seed " + seed).isEmpty();
            acknowledged += report.acknowledged();
            refused += report.refused();
            happened += report.happened();
        }
        assertThat(acknowledged).isGreaterThan(20L * HISTORIES);
        assertThat(refused).isGreaterThan(10L * HISTORIES);
        assertThat(happened).isGreaterThan(HISTORIES);
    }

    @Test
    void a_write_that_is_lost_is_found() {
        assertAllFound(
                Kind.LOST,
                history -> {
                    UUID lost = any(history, State.ACKNOWLEDGED, Wish.Hold.class).key();
                    Written less = history.log().without(lost);
                    return HistoryChecker.check(history.ledger(), less.events());
                });
    }

    @Test
    void a_hold_that_is_made_twice_is_found() {
        assertAllFound(
                Kind.DOUBLED,
                history -> {
                    Operation twice = any(history, State.ACKNOWLEDGED, Wish.Hold.class);
                    history.log()
                            .held(
                                    twice.key(),
                                    new ReservationId(new UUID(6, 1)),
                                    ((Wish.Hold) twice.wish()).places(),
                                    0);
                    return check(history);
                });
    }

    @Test
    void what_was_refused_and_is_done_is_found() {
        assertAllFound(
                Kind.PHANTOM,
                history -> {
                    Operation refused = any(history, State.REFUSED, Wish.Hold.class);
                    history.log()
                            .held(
                                    refused.key(),
                                    new ReservationId(new UUID(6, 1)),
                                    ((Wish.Hold) refused.wish()).places(),
                                    0);
                    return check(history);
                });
    }

    @Test
    void what_nobody_asked_for_is_found() {
        assertAllFound(
                Kind.PHANTOM,
                history -> {
                    Places seat = new Places.Seats(List.of(new SeatLabel("B-1")));
                    history.log().held(new UUID(6, 2), new ReservationId(new UUID(6, 1)), seat, 0);
                    return check(history);
                });
    }

    @Test
    void a_write_that_is_behind_in_the_log_is_found() {
        assertAllFound(
                Kind.OUT_OF_ORDER,
                history -> {
                    // One of the first, so that most of the others were asked for later.
                    RecordedEvent first =
                            history.log().events().stream()
                                    .filter(e -> e.event() instanceof ReservationStarted)
                                    .filter(e -> isAcknowledged(history, e))
                                    .findFirst()
                                    .orElseThrow();
                    UUID request = UUID.fromString(first.metadata().requestId().orElseThrow());
                    Written moved = history.log().without(request);
                    history.log().events().stream()
                            .filter(event -> Written.isOf(event, request))
                            .forEach(event -> moved.add(event.stream(), request, event.event()));
                    return HistoryChecker.check(history.ledger(), moved.events());
                });
    }

    private static boolean isAcknowledged(RandomHistory history, RecordedEvent event) {
        return history.ledger().operations().stream()
                .filter(operation -> operation.state() == State.ACKNOWLEDGED)
                .anyMatch(operation -> Written.isOf(event, operation.key()));
    }

    /** Whoever asks last of all gets what somebody else has at that time. */
    @Test
    void a_seat_that_two_have_is_found() {
        assertAllFound(
                Kind.NOT_LINEARIZABLE,
                history -> {
                    Places seat = new Places.Seats(List.of(new SeatLabel("A-1")));
                    Wish wish = new Wish.Hold(Written.SHOW, Written.SECTION, seat);
                    for (int i = 1; i <= 2; i++) {
                        Operation hold = history.ledger().invoked(new UUID(6, i), wish);
                        UUID id = new UUID(7, i);
                        history.log().held(hold.key(), new ReservationId(id), seat, 0);
                        history.ledger().acknowledged(hold, id);
                    }
                    return check(history);
                });
    }

    @Test
    void a_refusal_of_a_seat_that_nobody_has_is_found() {
        assertAllFound(
                Kind.NOT_LINEARIZABLE,
                history -> {
                    SeatLabel seat = new SeatLabel("B-1");
                    Wish wish =
                            new Wish.Hold(
                                    Written.SHOW, Written.SECTION, new Places.Seats(List.of(seat)));
                    Operation hold = history.ledger().invoked(new UUID(6, 1), wish);
                    history.ledger().refused(hold, "SEAT_TAKEN", List.of(seat));
                    return check(history);
                });
    }
}
