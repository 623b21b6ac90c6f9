package dev.ticketing.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that were found good, so that a signature is checked once. Two generations of bounded
 * size: when the younger is full, the elder is forgotten, but for what was asked for meanwhile. Bad
 * tokens are never kept, so that a flood of them costs no memory. Safe for any number of threads.
 */
final class RememberedTokens {

    private final int generation;
    private final ReentrantLock turning = new ReentrantLock();
    private volatile Map<String, Known> younger = new ConcurrentHashMap<>();
    private volatile Map<String, Known> elder = new ConcurrentHashMap<>();

    private record Known(Identity identity, Instant expiresAt) {}

    /** Keeps at most {@code capacity} tokens. */
    RememberedTokens(int capacity) {
        generation = capacity / 2;
    }

    Optional<Identity> find(String token, Instant now) {
        Known known = younger.get(token);
        if (known == null) {
            known = elder.get(token);
            if (known == null) {
                return Optional.empty();
            }
            put(token, known);
        }
        return now.isBefore(known.expiresAt) ? Optional.of(known.identity) : Optional.empty();
    }

    void remember(String token, Identity identity, Instant expiresAt) {
        put(token, new Known(identity, expiresAt));
    }

    private void put(String token, Known known) {
        if (younger.size() >= generation) {
            turn();
        }
        younger.put(token, known);
    }

    private void turn() {
        turning.lock();
        try {
            if (younger.size() >= generation) {
                elder = younger;
                younger = new ConcurrentHashMap<>();
            }
        } finally {
            turning.unlock();
        }
    }
}
