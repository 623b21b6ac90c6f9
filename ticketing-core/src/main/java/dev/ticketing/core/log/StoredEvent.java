package dev.ticketing.core.log;

import java.time.Instant;

/**
 * An event in the form in which it is stored, whether or not this version of the code can read it.
 *
 * @param type a word of our own, for ever: {@code seats-held}
 * @param schemaVersion of the payload
 * @param payload a JSON object
 */
public record StoredEvent(
        Position position,
        StreamId stream,
        Version version,
        String type,
        int schemaVersion,
        Instant recordedAt,
        CommandId command,
        EventMetadata metadata,
        String payload) {}
