package dev.ticketing.core.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Remembers the first answer to a request that carries an idempotency key. Blocks; safe for any
 * number of threads and processes.
 */
public interface IdempotencyStore {

    /** How long an answer is remembered. */
    Duration MEMORY = Duration.ofHours(24);

    /**
     * Claims a key, or says what became of it. A claim that is neither answered nor released within
     * {@code lease} (its process died) can be taken over.
     *
     * @param digest 64 bits of a cryptographic hash of the request
     */
    Claim claim(Key key, long digest, Instant now, Duration lease);

    /** Keeps the answer of a claimed key. */
    void answer(Key key, Answer answer, Instant now);

    /** Gives a claimed key back, as if it had not been used. */
    void release(Key key);

    /** Forgets what is older than {@link #MEMORY}; returns how many. */
    int forget(Instant now);

    /**
     * A key, unique per caller.
     *
     * @param caller who asks: a user id, or {@code anonymous}
     * @param value 16–128 visible ASCII characters
     */
    record Key(String caller, String value) {

        public static final int MIN_LENGTH = 16;
        public static final int MAX_LENGTH = 128;

        public Key {
            if (!isValid(value)) {
                throw new IllegalArgumentException("idempotency key");
            }
        }

        public static boolean isValid(String value) {
            return value.length() >= MIN_LENGTH
                    && value.length() <= MAX_LENGTH
                    && value.chars().allMatch(c -> c > ' ' && c < 127);
        }
    }

    /** An HTTP answer, or what corresponds to it. The body is not to be changed. */
    record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** What became of a claim. */
    sealed interface Claim {

        /** It is the caller's now. */
        record Granted() implements Claim {}

        /** The first request is still running. */
        record Running() implements Claim {}

        /** Another request had the same key. */
        record Reused() implements Claim {}

        record Answered(Answer answer) implements Claim {}
    }
}
