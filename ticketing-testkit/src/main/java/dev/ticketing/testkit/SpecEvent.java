package dev.ticketing.testkit;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import java.time.Instant;
import java.util.UUID;

/** Events as a log would hand them out, for specs of whatever follows one. */
final class SpecEvent {

    private SpecEvent() {}

    /**
     * @param number of all that the spec has told: its place in the log, and its second
     */
    static RecordedEvent of(StreamId stream, long number, DomainEvent event) {
        return of(stream, number, TestClock.START.plusSeconds(number), event);
    }

    /**
     * @param number of all that the spec has told: its place in the log
     */
    static RecordedEvent of(StreamId stream, long number, Instant recordedAt, DomainEvent event) {
        UUID id = new UUID(0, number);
        return new RecordedEvent(
                new Position(number),
                stream,
                new Version(number),
                id,
                recordedAt,
                new CommandId(id),
                EventMetadata.ofSystem("spec", id),
                event);
    }
}
