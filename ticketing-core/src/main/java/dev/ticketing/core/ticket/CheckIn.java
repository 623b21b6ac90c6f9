package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody was let in.
 *
 * @param by who let them in
 * @param shown which of the ticket's codes was shown
 * @param gateOrNull where, in the words of the door; at most {@link #MAX_GATE} characters
 */
public record CheckIn(Instant at, UserId by, Edition shown, @Nullable String gateOrNull) {

    public static final int MAX_GATE = 100;

    public CheckIn {
        if (gateOrNull != null && (gateOrNull.isBlank() || gateOrNull.length() > MAX_GATE)) {
            throw new IllegalArgumentException("gate of " + gateOrNull.length() + " characters");
        }
    }

    public Optional<String> gate() {
        return Optional.ofNullable(gateOrNull);
    }
}
