package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What one connection has still to be sent: of each key the latest, in the order in which the keys
 * came, and never more than a bound. Nothing here waits for the connection, and no thread waits for
 * something to send: whoever has put something in asks with {@link #claim} whether to send it. Safe
 * for any number of threads.
 */
final class Outbox {

    /** How old what was not sent may get. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int capacity;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable Waiting underWay;
    private boolean claimed;
    private boolean closed;
    private boolean overrun;

    private record Waiting(Outgoing message, long since) {}

    /**
     * @param capacity keys at most; one more, and the reader counts as too slow
     */
    Outbox(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /** Puts a message in the place of the last one of its key. False if it was closed. */
    boolean offer(Outgoing message) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Waiting before = waiting.get(message.key());
            if (before == null && waiting.size() == capacity) {
                overrun = true;
                return true;
            }
            long since = before == null ? nanoTime.getAsLong() : before.since;
            waiting.put(message.key(), new Waiting(message, since));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** True if there is something to send and nobody at it: the caller is, from now on. */
    boolean claim() {
        lock.lock();
        try {
            boolean mine = !claimed && !waiting.isEmpty();
            claimed |= mine;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message, for who has claimed them. It is under way until they ask again.
     *
     * @return empty if there is none, and the claim with it
     */
    Optional<Outgoing> next() {
        lock.lock();
        try {
            Iterator<Waiting> all = waiting.values().iterator();
            if (!all.hasNext()) {
                underWay = null;
                claimed = false;
                return Optional.empty();
            }
            Waiting first = all.next();
            all.remove();
            underWay = first;
            return Optional.of(first.message);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the reader is too slow. */
    boolean isOverdue() {
        lock.lock();
        try {
            return !closed && (overrun || oldest() > PATIENCE.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private long oldest() {
        long now = nanoTime.getAsLong();
        if (underWay != null) {
            return now - underWay.since;
        }
        return waiting.isEmpty() ? 0 : now - waiting.values().iterator().next().since;
    }

    /** Drops what was not sent for one last message. Has no effect when it was closed before. */
    void end(Goodbye last) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                waiting.clear();
                waiting.put(last.key(), new Waiting(last, nanoTime.getAsLong()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops everything, and takes no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
