package dev.ticketing.core.consumer;

import dev.ticketing.core.mailbox.Scheduler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs a step again and again, one at a time: when it is asked for, when the last one says so, and
 * every so often, which is what correctness relies on.
 */
public final class Steps {

    private final Supplier<Next> step;
    private final Duration poll;
    private final Executor executor;
    private final Scheduler scheduler;
    private final AtomicReference<@Nullable Wish> pending = new AtomicReference<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean stopped;

    /** When the next step is due. */
    public enum Next {
        AT_ONCE(Duration.ZERO),
        SOON(Duration.ofMillis(100)),
        AFTER_FAILURE(Duration.ofSeconds(1)),
        WHEN_WOKEN(Duration.ZERO);

        private final Duration pause;

        Next(Duration pause) {
            this.pause = pause;
        }
    }

    /** For one step; those of the same urgency are not the same wish. */
    private static final class Wish {
        private final boolean urgent;

        Wish(boolean urgent) {
            this.urgent = urgent;
        }
    }

    /**
     * @param step must not throw
     */
    public Steps(Supplier<Next> step, Duration poll, Executor executor, Scheduler scheduler) {
        this.step = step;
        this.poll = poll;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    public void start() {
        if (!stopped) {
            soon(Duration.ZERO);
            scheduler.after(poll, this::start);
        }
    }

    /** Starts no further step; a running one ends. */
    public void stop() {
        stopped = true;
    }

    /** Stops, and does something after the last step, on a thread of the executor. */
    public void stopThen(Runnable last) {
        stopped = true;
        executor.execute(
                () -> {
                    turn.lock();
                    try {
                        last.run();
                    } finally {
                        turn.unlock();
                    }
                });
    }

    /** A burst of wishes is answered by one step; one without a pause does not wait for others. */
    public void soon(Duration pause) {
        Wish wish = new Wish(pause.isZero());
        if (stopped || !prevails(wish)) {
            return;
        }
        if (wish.urgent) {
            executor.execute(() -> run(wish));
        } else {
            scheduler.after(pause, () -> executor.execute(() -> run(wish)));
        }
    }

    private boolean prevails(Wish wish) {
        Wish before = pending.get();
        while (before == null || (wish.urgent && !before.urgent)) {
            if (pending.compareAndSet(before, wish)) {
                return true;
            }
            before = pending.get();
        }
        return false;
    }

    private void run(Wish wish) {
        Next next = Next.WHEN_WOKEN;
        turn.lock();
        try {
            // From here on a wish asks for another step: this one may read before its event.
            if (pending.compareAndSet(wish, null) && !stopped) {
                next = step.get();
            }
        } finally {
            turn.unlock();
        }
        if (next != Next.WHEN_WOKEN) {
            soon(next.pause);
        }
    }
}
