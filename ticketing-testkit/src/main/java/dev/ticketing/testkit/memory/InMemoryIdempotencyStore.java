package dev.ticketing.testkit.memory;

import dev.ticketing.core.idempotency.IdempotencyStore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Answers that last as long as the object. Safe for any number of threads. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Entry> entries = new HashMap<>();

    public InMemoryIdempotencyStore() {}

    /** What is known of a key; without an answer it is claimed until the lease ends. */
    private record Entry(long digest, Instant since, Instant leaseUntil, Optional<Answer> answer) {}

    @Override
    public Claim claim(Key key, long digest, Instant now, Duration lease) {
        lock.lock();
        try {
            Entry entry = entries.get(key);
            if (entry != null && entry.digest != digest) {
                return new Claim.Reused();
            }
            if (entry != null && entry.answer.isPresent()) {
                return new Claim.Answered(entry.answer.get());
            }
            if (entry != null && now.isBefore(entry.leaseUntil)) {
                return new Claim.Running();
            }
            entries.put(key, new Entry(digest, now, now.plus(lease), Optional.empty()));
            return new Claim.Granted();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(Key key, Answer answer, Instant now) {
        lock.lock();
        try {
            entries.computeIfPresent(
                    key,
                    (same, entry) ->
                            new Entry(entry.digest, now, entry.leaseUntil, Optional.of(answer)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(Key key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int forget(Instant now) {
        lock.lock();
        try {
            int before = entries.size();
            entries.values().removeIf(entry -> entry.since.isBefore(now.minus(MEMORY)));
            return before - entries.size();
        } finally {
            lock.unlock();
        }
    }
}
