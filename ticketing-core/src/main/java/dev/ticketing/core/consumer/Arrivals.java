package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets readers of the log wait until there is something new: one look at the log serves all of
 * them, and while nobody waits there is none. Safe for any number of threads.
 */
public final class Arrivals {

    /** How many may wait at once. */
    public static final int MAX_WAITING = 1_000;

    private static final Duration POLL = Duration.ofMillis(500);

    /** A burst of commits is answered by one look. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final Feed feed;
    private final Wakeups wakeups;
    private final Scheduler scheduler;
    private final FailureListener failures;
    private final Steps looking;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** One of many that may wait for the same position. */
    private static final class Waiter {
        private final Position after;
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

        Waiter(Position after) {
            this.after = after;
        }
    }

    public Arrivals(
            Feed feed,
            Wakeups wakeups,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.feed = feed;
        this.wakeups = wakeups;
        this.scheduler = scheduler;
        this.failures = failures;
        this.looking = new Steps(this::look, POLL, executor, scheduler);
    }

    public void start() {
        wakeups.listen(this::wake);
        looking.start();
    }

    /** Nobody waits any longer, nor from now on. */
    public void stop() {
        stopped = true;
        looking.stop();
        waiters.forEach(waiter -> answer(waiter, false));
    }

    /** Says that there may be something new. Does not block. */
    public void wake() {
        if (!waiters.isEmpty()) {
            looking.soon(GATHER);
        }
    }

    /**
     * Completes with true when the log has an event after a position, with false after a limit.
     *
     * @throws RejectedExecutionException if too many wait already
     */
    public CompletableFuture<Boolean> await(Position after, Duration limit) {
        if (waiters.size() >= MAX_WAITING) {
            throw new RejectedExecutionException("more than " + MAX_WAITING + " wait for events");
        }
        Waiter waiter = new Waiter(after);
        waiters.add(waiter);
        if (stopped) {
            answer(waiter, false);
        } else {
            scheduler.after(limit, () -> answer(waiter, false));
            // What was recorded just before it was added has woken nobody.
            looking.soon(Duration.ZERO);
        }
        return waiter.answer;
    }

    private Next look() {
        if (!waiters.isEmpty()) {
            try {
                Position head = feed.head();
                waiters.forEach(waiter -> tell(waiter, head));
            } catch (RuntimeException e) {
                failures.failed("waiting for events", e);
            }
        }
        return Next.WHEN_WOKEN;
    }

    private void tell(Waiter waiter, Position head) {
        if (waiter.after.isBefore(head)) {
            answer(waiter, true);
        }
    }

    private void answer(Waiter waiter, boolean arrived) {
        waiters.remove(waiter);
        waiter.answer.complete(arrived);
    }
}
