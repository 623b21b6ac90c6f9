package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.time.Instant;
import java.util.UUID;

/** An event as the log keeps it. */
public record RecordedEvent(
        Position position,
        StreamId stream,
        Version version,
        UUID eventId,
        Instant recordedAt,
        CommandId command,
        EventMetadata metadata,
        DomainEvent event) {}
