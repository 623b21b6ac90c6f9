package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the rules of a log are written with. Streams, commands and events are new ones each time.
 */
abstract class LogRules {

    /** More than any test of the suite records. */
    static final int ENOUGH = 100_000;

    static final Instant AT = Instant.parse("2027-06-01T18:00:00.123456Z");

    private static final IdSource IDS = new UuidV7Source(InstantSource.system());

    final EventLogConformance suite;

    LogRules(EventLogConformance suite) {
        this.suite = suite;
    }

    final EventLog log() {
        return suite.eventLog();
    }

    final Feed feed() {
        return suite.feed();
    }

    final AppendResult append(Unit unit) {
        List<AppendResult> results = log().append(List.of(unit));
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    final Appended appended(Unit unit) {
        return appended(append(unit));
    }

    static Appended appended(AppendResult result) {
        assertThat(result).isInstanceOf(Appended.class);
        return (Appended) result;
    }

    /** Appends so many events to a new stream, one unit each. */
    final StreamId streamOf(int events) {
        StreamId stream = newStream();
        List<Unit> units = new ArrayList<>();
        for (int version = 0; version < events; version++) {
            units.add(unit(on(stream, version, newEvent())));
        }
        assertThat(log().append(units)).hasSize(events).hasOnlyElementsOfType(Appended.class);
        return stream;
    }

    final List<DomainEvent> eventsOf(StreamId stream) {
        return eventsIn(log().read(stream, Version.NONE, ENOUGH));
    }

    /** All that was recorded after a position. */
    final List<RecordedEvent> recordedAfter(Position after) {
        List<RecordedEvent> all = new ArrayList<>();
        Position seen = after;
        while (seen.isBefore(feed().head())) {
            List<RecordedEvent> page = feed().read(seen, 1_000);
            assertThat(page).as("events after %s, before the head", seen).isNotEmpty();
            all.addAll(page);
            seen = page.getLast().position();
        }
        return all;
    }

    static UUID newId() {
        return IDS.next();
    }

    static StreamId newStream() {
        return new StreamId("reservation", newId().toString());
    }

    static DomainEvent newEvent() {
        return new ReservationPaymentStarted(new PaymentId(newId()), AT);
    }

    static List<DomainEvent> newEvents(int count) {
        return IntStream.range(0, count).mapToObj(i -> newEvent()).toList();
    }

    static CommandKey newCommand() {
        return new CommandKey(new CommandId(newId()), 7);
    }

    static StreamAppend on(StreamId stream, long expected, DomainEvent... events) {
        return new StreamAppend(stream, new Version(expected), List.of(events));
    }

    static Unit unit(StreamAppend... streams) {
        return unit(newCommand(), streams);
    }

    static Unit unit(CommandKey command, StreamAppend... streams) {
        return new Unit(command, List.of(streams), EventMetadata.ofSystem("conformance", newId()));
    }

    static List<DomainEvent> eventsIn(List<RecordedEvent> recorded) {
        return recorded.stream().map(RecordedEvent::event).toList();
    }

    static List<Version> versionsIn(List<RecordedEvent> recorded) {
        return recorded.stream().map(RecordedEvent::version).toList();
    }
}
