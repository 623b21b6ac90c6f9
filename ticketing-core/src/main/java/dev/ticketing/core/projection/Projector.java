package dev.ticketing.core.projection;

import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a read model up to date: follows the feed and moves the model's checkpoint in the
 * transaction of the change, so that every event takes effect exactly once, in however many
 * processes this runs. Woken by {@link #wake} and, which is what correctness relies on, by the
 * clock.
 */
public final class Projector<C> {

    /** How many positions one step looks at. */
    private static final int PAGE = 5_000;

    /** How far events without interest may run ahead of the stored checkpoint. */
    private static final int CHECKPOINT_EVERY = 20_000;

    /** A burst of commits is answered by one step. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Projection<C> projection;
    private final ReadModel<C> model;
    private final Feed feed;
    private final Executor executor;
    private final Scheduler scheduler;
    private final FailureListener failures;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean stopped;

    /** The checkpoint as it is stored, once it is known. Touched by steps alone. */
    private Position stored = Position.START;

    private boolean storedIsKnown;

    /** Up to where everything that interests this projection is in the model. */
    private volatile Position reached = Position.START;

    private record Waiter(Position position, CompletableFuture<Boolean> answer) {}

    public Projector(
            Projection<C> projection,
            ReadModel<C> model,
            Feed feed,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.projection = projection;
        this.model = model;
        this.feed = feed;
        this.executor = executor;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    public String name() {
        return model.name();
    }

    public Position reached() {
        return reached;
    }

    public void start() {
        schedule(Duration.ZERO);
        poll();
    }

    /** Ends after the running step. */
    public void stop() {
        stopped = true;
    }

    /** Says that there may be something new. */
    public void wake() {
        schedule(GATHER);
    }

    /** Completes with true when the model has come to a position, with false after the limit. */
    public CompletableFuture<Boolean> await(Position position, Duration limit) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        waiters.add(new Waiter(position, answer));
        scheduler.after(limit, () -> answer.complete(false));
        answerWaiters();
        schedule(Duration.ZERO);
        return answer;
    }

    private void poll() {
        if (!stopped) {
            schedule(Duration.ZERO);
            scheduler.after(POLL, this::poll);
        }
    }

    private void schedule(Duration delay) {
        if (!stopped && scheduled.compareAndSet(false, true)) {
            if (delay.isZero()) {
                executor.execute(this::run);
            } else {
                scheduler.after(delay, () -> executor.execute(this::run));
            }
        }
    }

    private void run() {
        Duration next = Duration.ZERO;
        boolean more;
        turn.lock();
        try {
            // From here on a wake asks for another run: this one may read before its event.
            scheduled.set(false);
            more = step();
        } catch (RuntimeException e) {
            failures.failed("projection " + name(), e);
            storedIsKnown = false;
            more = true;
            next = AFTER_FAILURE;
        } finally {
            turn.unlock();
        }
        answerWaiters();
        if (more) {
            schedule(next);
        }
    }

    /** One page. True if there may be more. */
    private boolean step() {
        if (!storedIsKnown) {
            stored = model.checkpoint();
            reached = stored;
            storedIsKnown = true;
        }
        Feed.Page page = feed.read(reached, PAGE, projection.interests());
        List<C> changes = projection.fold(page.events());
        boolean due = page.upTo().value() - stored.value() >= CHECKPOINT_EVERY;
        if (!changes.isEmpty() || due) {
            if (!model.apply(stored, page.upTo(), changes)) {
                storedIsKnown = false;
                return true;
            }
            stored = page.upTo();
        }
        boolean full = page.upTo().value() - reached.value() == PAGE;
        reached = page.upTo();
        return full;
    }

    private void answerWaiters() {
        Position now = reached;
        waiters.removeIf(
                waiter -> {
                    if (waiter.answer.isDone()) {
                        return true;
                    }
                    return !now.isBefore(waiter.position) && waiter.answer.complete(true);
                });
    }
}
