package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.AlreadyApplied;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.AppendResult.Conflict;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;
import dev.ticketing.testkit.conformance.EventLogConformance.Break;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Versions, guards, units and batches. */
abstract class AppendRules extends LogRules {

    AppendRules(EventLogConformance suite) {
        super(suite);
    }

    @Test
    void appends_at_consecutive_positions_after_the_head() {
        Position before = feed().head();

        Appended appended = appended(unit(on(newStream(), 0, newEvent(), newEvent(), newEvent())));

        assertThat(appended).isEqualTo(new Appended(before.plus(1), before.plus(3)));
        assertThat(feed().head()).isEqualTo(before.plus(3));
    }

    @Test
    void counts_the_versions_of_a_stream_from_one() {
        StreamId stream = newStream();

        appended(unit(on(stream, 0, newEvent(), newEvent())));
        appended(unit(on(stream, 2, newEvent())));

        assertThat(versionsIn(log().read(stream, Version.NONE, ENOUGH)))
                .containsExactly(new Version(1), new Version(2), new Version(3));
    }

    @Test
    void takes_an_empty_batch_and_goes_on_where_it_was() {
        Position before = feed().head();

        assertThat(log().append(List.of())).isEmpty();

        assertThat(appended(unit(on(newStream(), 0, newEvent()))).first())
                .isEqualTo(before.plus(1));
    }

    @Test
    void conflicts_one_version_behind_the_stream_and_one_ahead_of_it() {
        StreamId stream = streamOf(2);

        assertThat(append(unit(on(stream, 1, newEvent())))).isEqualTo(new Conflict());
        assertThat(append(unit(on(stream, 3, newEvent())))).isEqualTo(new Conflict());
        assertThat(append(unit(on(stream, 2, newEvent())))).isInstanceOf(Appended.class);
    }

    @Test
    void conflicts_on_a_new_stream_that_is_expected_to_have_events() {
        assertThat(append(unit(on(newStream(), 1, newEvent())))).isEqualTo(new Conflict());
    }

    @Test
    void records_nothing_of_a_unit_that_conflicts() {
        StreamId stale = streamOf(1);
        StreamId fresh = newStream();
        Position before = feed().head();

        AppendResult result = append(unit(on(fresh, 0, newEvent()), on(stale, 0, newEvent())));

        assertThat(result).isEqualTo(new Conflict());
        assertThat(feed().head()).isEqualTo(before);
        assertThat(eventsOf(fresh)).isEmpty();
        assertThat(eventsOf(stale)).hasSize(1);
        assertThat(append(unit(on(fresh, 0, newEvent())))).isInstanceOf(Appended.class);
    }

    @Test
    void records_the_streams_of_a_unit_in_their_order() {
        StreamId one = newStream();
        StreamId other = newStream();
        List<DomainEvent> events = newEvents(3);
        Position before = feed().head();

        appended(unit(on(other, 0, events.get(0), events.get(1)), on(one, 0, events.get(2))));

        List<RecordedEvent> recorded = recordedAfter(before);
        assertThat(eventsIn(recorded)).isEqualTo(events);
        assertThat(recorded).extracting(RecordedEvent::stream).containsExactly(other, other, one);
    }

    @Test
    void a_guard_records_nothing_and_does_not_move_its_stream() {
        StreamId guarded = streamOf(2);
        StreamId written = newStream();
        Position before = feed().head();

        appended(unit(StreamAppend.guard(guarded, new Version(2)), on(written, 0, newEvent())));

        assertThat(recordedAfter(before)).hasSize(1);
        assertThat(append(unit(on(guarded, 2, newEvent())))).isInstanceOf(Appended.class);
    }

    @Test
    void a_guard_conflicts_one_version_behind_its_stream_and_one_ahead_of_it() {
        StreamId guarded = streamOf(2);

        assertThat(appendGuardedBy(StreamAppend.guard(guarded, new Version(1))))
                .isEqualTo(new Conflict());
        assertThat(appendGuardedBy(StreamAppend.guard(guarded, new Version(3))))
                .isEqualTo(new Conflict());
    }

    @Test
    void a_guard_stands_for_a_stream_that_must_not_exist() {
        StreamId absent = newStream();

        assertThat(appendGuardedBy(StreamAppend.guard(absent, Version.NONE)))
                .isInstanceOf(Appended.class);
        assertThat(eventsOf(absent)).isEmpty();
        appended(unit(on(absent, 0, newEvent())));
        assertThat(appendGuardedBy(StreamAppend.guard(absent, Version.NONE)))
                .isEqualTo(new Conflict());
    }

    @Test
    void several_units_of_a_batch_may_guard_the_same_stream() {
        StreamAppend guard = StreamAppend.guard(streamOf(1), new Version(1));

        assertThat(
                        log().append(
                                        List.of(
                                                unit(guard, on(newStream(), 0, newEvent())),
                                                unit(guard, on(newStream(), 0, newEvent())))))
                .hasSize(2)
                .hasOnlyElementsOfType(Appended.class);
    }

    @Test
    void a_guard_sees_the_units_before_it_in_the_batch() {
        StreamId guarded = newStream();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(guarded, 0, newEvent())),
                                        guardedBy(StreamAppend.guard(guarded, Version.NONE)),
                                        guardedBy(StreamAppend.guard(guarded, new Version(1)))));

        assertThat(results.get(1)).isEqualTo(new Conflict());
        assertThat(results.get(2)).isInstanceOf(Appended.class);
    }

    @Test
    void units_of_a_batch_follow_one_another_on_one_stream() {
        StreamId stream = newStream();
        List<DomainEvent> events = newEvents(4);
        Position before = feed().head();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(stream, 0, events.get(0))),
                                        unit(on(stream, 1, events.get(1), events.get(2))),
                                        unit(on(stream, 3, events.get(3)))));

        assertThat(results)
                .containsExactly(
                        new Appended(before.plus(1), before.plus(1)),
                        new Appended(before.plus(2), before.plus(3)),
                        new Appended(before.plus(4), before.plus(4)));
        assertThat(eventsOf(stream)).isEqualTo(events);
    }

    @Test
    void a_conflict_does_not_fail_the_other_units_of_a_batch() {
        StreamId stale = streamOf(1);
        StreamId first = newStream();
        StreamId last = newStream();
        Position before = feed().head();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(first, 0, newEvent())),
                                        unit(on(stale, 0, newEvent())),
                                        unit(on(last, 0, newEvent()))));

        assertThat(results)
                .containsExactly(
                        new Appended(before.plus(1), before.plus(1)),
                        new Conflict(),
                        new Appended(before.plus(2), before.plus(2)));
        assertThat(feed().head()).isEqualTo(before.plus(2));
    }

    @Test
    void what_builds_on_a_conflict_conflicts_too() {
        StreamId stale = streamOf(1);
        StreamId stream = newStream();
        StreamId other = newStream();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(stream, 0, newEvent()), on(stale, 0, newEvent())),
                                        unit(on(stream, 1, newEvent()), on(other, 0, newEvent())),
                                        unit(on(other, 1, newEvent())),
                                        unit(on(other, 0, newEvent()))));

        assertThat(results.subList(0, 3)).containsOnly(new Conflict());
        assertThat(results.get(3)).isInstanceOf(Appended.class);
        assertThat(eventsOf(stream)).isEmpty();
        assertThat(eventsOf(other)).hasSize(1);
    }

    @Test
    void what_builds_on_a_conflict_conflicts_though_others_have_written_as_many_events() {
        StreamId stream = streamOf(2);

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(stream, 1, newEvent())),
                                        unit(on(stream, 2, newEvent())),
                                        unit(on(stream, 3, newEvent()))));

        assertThat(results).containsOnly(new Conflict());
        assertThat(eventsOf(stream)).hasSize(2);
    }

    @Test
    void what_builds_on_a_repeated_command_conflicts() {
        StreamId stream = newStream();
        Unit once = unit(on(stream, 0, newEvent()));
        var unused = log().append(List.of(once));

        List<AppendResult> results = log().append(List.of(once, unit(on(stream, 1, newEvent()))));

        assertThat(results.get(0)).isInstanceOf(AlreadyApplied.class);
        assertThat(results.get(1)).isEqualTo(new Conflict());
    }

    @Test
    void takes_the_longest_stream_name() {
        StreamId stream =
                new StreamId(
                        "reservation",
                        newId() + "x".repeat(StreamId.MAX_LENGTH - "reservation/".length() - 36));
        DomainEvent event = newEvent();

        appended(unit(on(stream, 0, event)));

        assertThat(stream.toString()).hasSize(StreamId.MAX_LENGTH);
        assertThat(eventsOf(stream)).containsExactly(event);
    }

    @Test
    void takes_as_many_units_as_the_limit_and_not_one_more() {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < EventLog.MAX_UNITS; i++) {
            units.add(unit(on(newStream(), 0, newEvent())));
        }

        assertThat(log().append(units))
                .hasSize(EventLog.MAX_UNITS)
                .hasOnlyElementsOfType(Appended.class);

        units.add(unit(on(newStream(), 0, newEvent())));
        assertThatThrownBy(() -> log().append(units)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes_as_many_events_as_the_limit_and_not_one_more() {
        StreamId stream = newStream();
        Unit most =
                unit(new StreamAppend(stream, Version.NONE, newEvents(EventLog.MAX_EVENTS - 1)));
        Unit one = unit(on(stream, EventLog.MAX_EVENTS - 1, newEvent()));
        Unit oneTooMany = unit(on(stream, EventLog.MAX_EVENTS, newEvent()));

        assertThatThrownBy(() -> log().append(List.of(most, one, oneTooMany)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log().append(List.of(most, one)))
                .hasSize(2)
                .hasOnlyElementsOfType(Appended.class);
    }

    @Test
    void takes_a_unit_of_as_many_streams_as_the_limit() {
        List<StreamAppend> streams =
                IntStream.range(0, Unit.MAX_STREAMS)
                        .mapToObj(i -> on(newStream(), 0, newEvent()))
                        .toList();
        Position before = feed().head();

        Appended appended = appended(unit(streams.toArray(StreamAppend[]::new)));

        assertThat(appended).isEqualTo(new Appended(before.plus(1), before.plus(Unit.MAX_STREAMS)));
    }

    @Test
    void an_answer_that_was_lost_is_found_by_appending_again() {
        Unit unit = unit(on(newStream(), 0, newEvent()));
        EventLog breaking = breaking(Break.AFTER_COMMIT);

        assertThatThrownBy(() -> breaking.append(List.of(unit))).isInstanceOf(UnknownOutcome.class);

        assertThat(append(unit)).isInstanceOf(AlreadyApplied.class);
        assertThat(eventsOf(unit.streams().getFirst().stream())).hasSize(1);
    }

    @Test
    void what_was_lost_before_the_commit_is_recorded_by_appending_again() {
        Unit unit = unit(on(newStream(), 0, newEvent()));
        EventLog breaking = breaking(Break.BEFORE_COMMIT);

        assertThatThrownBy(() -> breaking.append(List.of(unit)))
                .isInstanceOfAny(UnknownOutcome.class, LogUnavailable.class);

        assertThat(append(unit)).isInstanceOf(Appended.class);
        assertThat(eventsOf(unit.streams().getFirst().stream())).hasSize(1);
    }

    private EventLog breaking(Break when) {
        return suite.breaking(when);
    }

    private AppendResult appendGuardedBy(StreamAppend guard) {
        return append(guardedBy(guard));
    }

    private static Unit guardedBy(StreamAppend guard) {
        return unit(guard, on(newStream(), 0, newEvent()));
    }
}
