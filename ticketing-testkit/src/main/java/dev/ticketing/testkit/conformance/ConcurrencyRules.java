package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.AlreadyApplied;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.AppendResult.Conflict;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Feed.Page;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Many writers, and readers that follow them. */
abstract class ConcurrencyRules extends LogRules {

    private static final int WRITERS = 6;
    private static final int ROUNDS = 20;

    /** In a round: two events on the contended stream, three on a stream of the writer's own. */
    private static final int EVENTS_OF_A_ROUND = 5;

    private static final int EVENTS = WRITERS * ROUNDS * EVENTS_OF_A_ROUND;

    ConcurrencyRules(EventLogConformance suite) {
        super(suite);
    }

    /** A unit, and what it was answered. */
    private record Written(Unit unit, Appended appended) {}

    @Test
    void many_writers_leave_no_hole_and_lose_nothing() {
        StreamId contended = newStream();
        Position before = feed().head();

        List<Written> written =
                Together.run(Collections.nCopies(WRITERS, writer(contended))).stream()
                        .flatMap(List::stream)
                        .toList();

        List<RecordedEvent> recorded = recordedAfter(before);
        assertThat(recorded).hasSize(EVENTS);
        assertGapless(before, recorded);
        assertThat(written).hasSize(WRITERS * ROUNDS * 2);
        written.forEach(one -> assertStands(one, before, recorded));
    }

    @Test
    void a_reader_who_follows_sees_every_event_in_order() {
        StreamId contended = newStream();
        Position before = feed().head();
        List<Callable<List<RecordedEvent>>> tasks = new ArrayList<>();
        tasks.add(() -> follow(before));
        tasks.add(() -> followByType(before));
        for (int i = 0; i < WRITERS; i++) {
            tasks.add(
                    () -> {
                        writer(contended).call();
                        return List.of();
                    });
        }

        List<List<RecordedEvent>> seen = Together.run(tasks);

        List<RecordedEvent> recorded = recordedAfter(before);
        assertGapless(before, seen.get(0));
        assertThat(seen.get(0)).isEqualTo(recorded);
        assertThat(seen.get(1))
                .isEqualTo(
                        recorded.stream()
                                .filter(one -> one.event() instanceof ReservationPaymentStarted)
                                .toList());
    }

    @Test
    void one_command_from_many_writers_is_applied_once() {
        Unit unit = unit(on(newStream(), 0, newEvent(), newEvent()));

        List<AppendResult> results = Together.run(Collections.nCopies(WRITERS, () -> append(unit)));

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        Appended winner =
                appended(
                        results.stream()
                                .filter(Appended.class::isInstance)
                                .findFirst()
                                .orElseThrow());
        assertThat(results)
                .filteredOn(result -> !(result instanceof Appended))
                .hasSize(WRITERS - 1)
                .containsOnly(new AlreadyApplied(winner.first(), winner.last()));
        assertThat(eventsOf(unit.streams().getFirst().stream())).hasSize(2);
    }

    @Test
    void one_version_is_won_by_one_writer() {
        StreamId stream = newStream();
        Callable<AppendResult> attempt = () -> append(unit(on(stream, 0, newEvent())));

        List<AppendResult> results = Together.run(Collections.nCopies(WRITERS, attempt));

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(new Conflict()::equals).hasSize(WRITERS - 1);
    }

    @Test
    void a_guard_and_a_write_of_its_stream_exclude_each_other() {
        for (int round = 0; round < ROUNDS; round++) {
            StreamId one = newStream();
            StreamId other = newStream();
            Callable<AppendResult> writeOne =
                    () -> append(unit(on(other, 0), on(one, 0, newEvent())));
            Callable<AppendResult> writeOther =
                    () -> append(unit(on(one, 0), on(other, 0, newEvent())));

            List<AppendResult> results = Together.run(List.of(writeOne, writeOther));

            assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(new Conflict()::equals).hasSize(1);
        }
    }

    @Test
    void units_that_take_their_streams_in_opposite_order_do_not_block_each_other() {
        for (int round = 0; round < ROUNDS; round++) {
            StreamId one = streamOf(1);
            StreamId other = streamOf(1);
            Callable<AppendResult> forwards =
                    () -> append(unit(on(one, 1, newEvent()), on(other, 1, newEvent())));
            Callable<AppendResult> backwards =
                    () -> append(unit(on(other, 1, newEvent()), on(one, 1, newEvent())));

            List<AppendResult> results = Together.run(List.of(forwards, backwards));

            assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
            assertThat(eventsOf(one)).hasSize(2);
            assertThat(eventsOf(other)).hasSize(2);
        }
    }

    /**
     * Appends in rounds, two units a batch: one to a stream of its own, and one that touches the
     * contended stream too, again and again until it wins.
     */
    private Callable<List<Written>> writer(StreamId contended) {
        return () -> {
            List<Written> written = new ArrayList<>();
            StreamId own = newStream();
            for (int round = 0; round < ROUNDS; round++) {
                int version = round * 3;
                Unit quiet = unit(on(own, version, newEvent(), new TicketVoided(AT)));
                Unit loud = contending(contended, own, version + 2);
                List<AppendResult> results = log().append(List.of(quiet, loud));
                written.add(new Written(quiet, appended(results.get(0))));
                AppendResult last = results.get(1);
                while (last instanceof Conflict) {
                    loud = contending(contended, own, version + 2);
                    last = append(loud);
                }
                written.add(new Written(loud, appended(last)));
            }
            return written;
        };
    }

    private Unit contending(StreamId contended, StreamId own, long ownVersion) {
        long version = log().read(contended, Version.NONE, ENOUGH).size();
        return unit(
                on(contended, version, newEvent(), newEvent()), on(own, ownVersion, newEvent()));
    }

    private List<RecordedEvent> follow(Position before) {
        List<RecordedEvent> seen = new ArrayList<>();
        while (seen.size() < EVENTS && isWanted()) {
            Position after = seen.isEmpty() ? before : seen.getLast().position();
            seen.addAll(feed().read(after, 50));
        }
        return seen;
    }

    private List<RecordedEvent> followByType(Position before) {
        List<RecordedEvent> seen = new ArrayList<>();
        Position after = before;
        while (after.isBefore(before.plus(EVENTS)) && isWanted()) {
            Page page = feed().read(after, 50, Set.of(ReservationPaymentStarted.class));
            seen.addAll(page.events());
            after = page.upTo();
        }
        return seen;
    }

    /** Not when another task has failed. */
    private static boolean isWanted() {
        return !Thread.currentThread().isInterrupted();
    }

    private static void assertGapless(Position before, List<RecordedEvent> recorded) {
        Position expected = before;
        Map<StreamId, Version> versions = new HashMap<>();
        for (RecordedEvent one : recorded) {
            expected = expected.plus(1);
            assertThat(one.position()).isEqualTo(expected);
            Version version = versions.getOrDefault(one.stream(), Version.NONE).plus(1);
            assertThat(one.version()).as("version of %s", one.stream()).isEqualTo(version);
            versions.put(one.stream(), version);
        }
    }

    /** The unit's events are where its answer said, in order, and nowhere else. */
    private static void assertStands(
            Written written, Position before, List<RecordedEvent> recorded) {
        int first = (int) (written.appended.first().value() - before.value() - 1);
        int last = (int) (written.appended.last().value() - before.value());
        List<DomainEvent> expected = new ArrayList<>();
        written.unit.streams().forEach(stream -> expected.addAll(stream.events()));
        CommandId command = written.unit.command().id();

        assertThat(eventsIn(recorded.subList(first, last))).isEqualTo(expected);
        assertThat(recorded.stream().filter(one -> one.command().equals(command)))
                .hasSize(expected.size());
    }
}
