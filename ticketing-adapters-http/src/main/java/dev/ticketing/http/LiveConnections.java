package dev.ticketing.http;

import dev.ticketing.http.Outgoing.Goodbye;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * All who are connected for longer than a request: how many of whom, and who of them has stopped
 * reading or is gone. Safe for any number of threads.
 */
final class LiveConnections implements AutoCloseable {

    static final int MAX_PER_USER = 5;
    static final int MAX_MESSAGES_PER_MINUTE = 100;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** How long somebody who was told that it is over may take to hear it. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** The same when the server stops, which waits for them. */
    private static final Duration AT_SHUTDOWN = Duration.ofSeconds(2);

    private static final Duration LOOK_AT_SHUTDOWN = Duration.ofMillis(5);

    /** Requests get their turn between so many of the thousands whom a message is for. */
    private static final int AT_A_TIME = 64;

    private final boolean limited;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Encoder encoder = new Encoder();
    private final AtomicInteger started = new AtomicInteger();
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final Map<LiveConnection, Seat> open = new ConcurrentHashMap<>();
    private final Map<LiveConnection, Long> ending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("http-live").factory());
    private volatile boolean closing;

    /** One user, or one address of users who are not known. */
    private record Guest(int connections, int messages, long minuteBegan) {

        Guest withConnections(int count) {
            return new Guest(count, messages, minuteBegan);
        }

        Guest withMessageAt(long now) {
            return isOver(now)
                    ? new Guest(connections, 1, now)
                    : new Guest(connections, messages + 1, minuteBegan);
        }

        boolean isOver(long now) {
            return now - minuteBegan > MINUTE.toNanos();
        }
    }

    /**
     * @param limited whether anybody may have only so many connections and send only so much
     * @param executor for what blocks: a virtual thread each in production
     */
    LiveConnections(boolean limited, Executor executor, LongSupplier nanoTime) {
        this.limited = limited;
        this.executor = executor;
        this.nanoTime = nanoTime;
        var unused =
                timer.scheduleAtFixedRate(
                        this::look,
                        LOOK_EVERY.toMillis(),
                        LOOK_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** A place for one connection of somebody. */
    final class Seat {

        private final String who;
        private boolean taken;

        private Seat(String who) {
            this.who = who;
        }

        private Guest take(Guest guest) {
            if (limited && guest.connections >= MAX_PER_USER) {
                return guest;
            }
            taken = true;
            return guest.withConnections(guest.connections + 1);
        }

        private Guest leave(Guest guest) {
            if (!taken) {
                return guest;
            }
            taken = false;
            return guest.withConnections(guest.connections - 1);
        }

        /** Counts what they sent. False if it was too much. */
        boolean mayTell() {
            long now = nanoTime.getAsLong();
            Guest guest = guests.computeIfPresent(who, (id, known) -> known.withMessageAt(now));
            return !limited || guest == null || guest.messages <= MAX_MESSAGES_PER_MINUTE;
        }

        /** Gives it to somebody else. May be called again. */
        void close() {
            guests.computeIfPresent(who, (id, known) -> leave(known));
        }
    }

    /**
     * Takes a place.
     *
     * @throws Stop if they have as many as they may, or the server is about to stop
     */
    Seat enter(String who) {
        if (closing) {
            throw new Stop(Problem.unavailable(RETRY_AFTER));
        }
        Guest nobody = new Guest(0, 0, nanoTime.getAsLong());
        Seat seat = new Seat(who);
        guests.compute(who, (id, known) -> seat.take(known == null ? nobody : known));
        if (!seat.taken) {
            throw new Stop(
                    Problem.of(
                                    ProblemCode.RATE_LIMITED,
                                    "At most " + MAX_PER_USER + " live connections at a time.")
                            .with(StandardHeaders.retryAfter(RETRY_AFTER)));
        }
        return seat;
    }

    /** A connection that waits for its wire, and takes its seat along when it is closed. */
    LiveConnection open(Seat seat) {
        LiveConnection connection = new LiveConnection(encoder, this::write, nanoTime);
        open.put(connection, seat);
        if (closing) {
            end(connection, Goodbye.SERVER_STOPS);
        }
        return connection;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Only a courtesy: nothing relies on it.
    private void write(Runnable writing) {
        executor.execute(writing);
        if (started.incrementAndGet() % AT_A_TIME == 0) {
            Thread.yield();
        }
    }

    /** How many are connected now. */
    int count() {
        return open.size();
    }

    void closed(LiveConnection connection) {
        connection.cut();
        Seat seat = open.remove(connection);
        if (seat != null) {
            seat.close();
        }
        ending.remove(connection);
    }

    /** Ends one; who does not hear it is cut off a little later. */
    void end(LiveConnection connection, Goodbye goodbye) {
        if (ending.putIfAbsent(connection, nanoTime.getAsLong()) == null) {
            connection.end(goodbye);
            if (!open.containsKey(connection)) {
                ending.remove(connection);
            }
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        open.forEach(this::look);
        ending.forEach(
                (connection, since) -> {
                    if (now - since > LINGER.toNanos()) {
                        connection.cut();
                    }
                });
        guests.values().removeIf(guest -> guest.connections == 0 && guest.isOver(now));
    }

    private void look(LiveConnection connection, Seat seat) {
        if (connection.isTooSlow()) {
            seat.close();
            end(connection, Goodbye.TOO_SLOW);
        } else if (connection.isSilent()) {
            connection.cut();
        } else {
            connection.beat();
        }
    }

    /** Ends all, and waits a moment until they are gone. Takes nobody any more. */
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        open.keySet().forEach(one -> end(one, Goodbye.SERVER_STOPS));
        long deadline = System.nanoTime() + AT_SHUTDOWN.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AT_SHUTDOWN.toNanos());
        }
        open.keySet().forEach(LiveConnection::cut);
    }
}
