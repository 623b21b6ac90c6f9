package dev.ticketing.core.mailbox;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something later: a port, so that a simulation can own the time. */
@FunctionalInterface
public interface Scheduler {

    /** Runs the task once, after at least the delay. The task is short, or hands over. */
    void after(Duration delay, Runnable task);

    /** On a scheduled executor, which stays the caller's to shut down. */
    static Scheduler on(ScheduledExecutorService executor) {
        return (delay, task) -> {
            var unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        };
    }
}
