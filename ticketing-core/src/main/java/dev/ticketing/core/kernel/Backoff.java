package dev.ticketing.core.kernel;

import java.time.Duration;

/**
 * Pauses between tries: the first is a second long, each further one twice as long as the one
 * before, up to a limit.
 */
public record Backoff(Duration longest) {

    /** More of them would be longer than any limit that makes sense. */
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("longest: " + longest);
        }
    }

    /**
     * The pause after a failure.
     *
     * @param failures before this one; at least 0
     */
    public Duration after(int failures) {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
