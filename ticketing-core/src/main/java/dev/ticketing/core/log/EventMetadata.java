package dev.ticketing.core.log;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/**
 * How an event came about.
 *
 * @param correlationId ties together all that followed from one request
 * @param causationId the command or event that this one answers
 * @param actor who asked: {@code user:<id>} or {@code system:<part>}; never a name or an address
 * @param requestIdOrNull the caller's request id
 * @param traceIdOrNull the W3C trace id, 32 hexadecimal digits
 */
public record EventMetadata(
        UUID correlationId,
        UUID causationId,
        String actor,
        @Nullable String requestIdOrNull,
        @Nullable String traceIdOrNull) {

    private static final int MAX_ACTOR = 80;

    public EventMetadata {
        if (actor.isEmpty() || actor.length() > MAX_ACTOR) {
            throw new IllegalArgumentException("actor: " + actor);
        }
    }

    /** Of what a part of the system does because of this, by a command or event of its own. */
    public EventMetadata followedBy(String part, UUID causation) {
        return new EventMetadata(
                correlationId, causation, "system:" + part, requestIdOrNull, traceIdOrNull);
    }

    public static EventMetadata ofSystem(String part, UUID causationId) {
        return new EventMetadata(causationId, causationId, "system:" + part, null, null);
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestIdOrNull);
    }

    public Optional<String> traceId() {
        return Optional.ofNullable(traceIdOrNull);
    }
}
