package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.LogIndex.Ends;
import dev.ticketing.core.log.LogIndex.Streams;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every {@link LogIndex} has to say of a log that was only appended to. The log may hold
 * events of earlier tests; nobody but the suite may append while a test runs. What it finds in a
 * log that was damaged is each one's own to show.
 */
public abstract class LogIndexConformance {

    /** Makes a suite; a subclass needs no constructor. */
    protected LogIndexConformance() {}

    /** The log. */
    protected abstract EventLog eventLog();

    /** The index of that log. */
    protected abstract LogIndex logIndex();

    private Appended append(Unit unit) {
        List<AppendResult> results = eventLog().append(List.of(unit));
        return LogRules.appended(results.getFirst());
    }

    private static Unit events(StreamId stream, int count) {
        return LogRules.unit(new StreamAppend(stream, Version.NONE, LogRules.newEvents(count)));
    }

    private Appended appended(int events) {
        return append(events(LogRules.newStream(), events));
    }

    @Test
    void both_ends_of_the_log_are_where_its_last_event_is() {
        Position last = appended(2).last();
        assertThat(logIndex().ends()).isEqualTo(new Ends(last, last));

        Position later = appended(1).last();

        assertThat(logIndex().ends()).isEqualTo(new Ends(later, later));
    }

    @Test
    void after_each_event_comes_the_next_and_after_the_last_there_is_none() {
        Appended three = appended(3);

        assertThat(logIndex().firstAfter(three.first())).contains(three.first().plus(1));
        assertThat(logIndex().firstAfter(three.first().plus(1))).contains(three.last());
        assertThat(logIndex().firstAfter(three.last())).isEmpty();
        assertThat(logIndex().firstAfter(Position.START)).contains(new Position(1));
    }

    @Test
    void a_command_counts_when_all_of_its_events_are_passed() {
        Position before = appended(1).last();
        long counted = logIndex().commandsUpTo(before);

        Appended three = appended(3);

        assertThat(counted).isPositive();
        assertThat(logIndex().commandsUpTo(three.first().plus(1))).isEqualTo(counted);
        assertThat(logIndex().commandsUpTo(three.last())).isEqualTo(counted + 1);
    }

    @Test
    void every_stream_is_looked_at_once_in_stretches_of_any_length() {
        int before = all(1_000).looked;

        for (int i = 0; i < 5; i++) {
            appended(2);
        }

        assertThat(all(1_000)).isEqualTo(new All(before + 5, 0));
        assertThat(all(7)).isEqualTo(new All(before + 5, 0));
    }

    @Test
    void a_stream_that_is_guarded_before_it_has_an_event_is_no_mismatch() {
        StreamId guarded = LogRules.newStream();
        int before = all(1_000).looked;
        append(
                LogRules.unit(
                        StreamAppend.guard(guarded, Version.NONE),
                        LogRules.on(LogRules.newStream(), 0, LogRules.newEvent())));

        All after = all(1_000);

        assertThat(after.mismatches).isZero();
        assertThat(after.looked).isGreaterThan(before);
    }

    /** How many streams there are, and how many are not as they must be. */
    private record All(int looked, int mismatches) {}

    private All all(int stretch) {
        List<String> ends = new ArrayList<>();
        int looked = 0;
        int mismatches = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Streams streams = logIndex().streams(after.get(), stretch);
            looked += streams.looked();
            mismatches += streams.mismatches().size();
            after = streams.upTo();
            after.ifPresent(ends::add);
        }
        assertThat(ends).isSorted().doesNotHaveDuplicates();
        return new All(looked, mismatches);
    }
}
