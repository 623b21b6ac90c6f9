package dev.ticketing.core.process;

import dev.ticketing.core.kernel.Backoff;

import java.time.Duration;
import java.time.Instant;

/**
 * With how much patience a process has done what it sends.
 *
 * @param atOnce how many are being done at a time
 * @param pauses between tries
 * @param tries so many failures make it hopeless
 * @param useFor what is not begun within that time after it was due is of no use any more
 */
public record EffectRules(int atOnce, Backoff pauses, int tries, Duration useFor) {

    /** Many at once, and each of use for ever: it is tried until it succeeds. */
    public static final EffectRules FOR_EVER =
            new EffectRules(
                    EffectRunner.AT_ONCE,
                    new Backoff(Duration.ofMinutes(1)),
                    Integer.MAX_VALUE,
                    Duration.ofSeconds(Long.MAX_VALUE));

    public EffectRules {
        if (atOnce < 1 || atOnce > EffectRunner.AT_ONCE) {
            throw new IllegalArgumentException("at once: " + atOnce);
        }
        if (tries < 1) {
            throw new IllegalArgumentException("tries: " + tries);
        }
    }

    /** Whether something comes too late now: whatever the reason, nobody has tried it in time. */
    boolean isTooLate(EffectRow<?> row, Instant now) {
        return Duration.between(row.due(), now).compareTo(useFor) > 0;
    }

    /** Whether something that has failed once more is to be tried again. */
    boolean allowAnotherTry(EffectRow<?> row, Throwable failure) {
        return row.failures() + 1 < tries && !(failure instanceof Hopeless);
    }
}
