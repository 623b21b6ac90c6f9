package dev.ticketing.app;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the system runs on.
 *
 * @param requests a virtual thread for each piece of work that blocks
 * @param writers a few platform threads for the write side alone: the operating system gives them
 *     their share however many requests are waiting
 * @param timer one thread that only hands over
 */
record Threads(ExecutorService requests, ExecutorService writers, ScheduledExecutorService timer)
        implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final Duration LAST_STEPS = Duration.ofSeconds(5);

    static Threads start() {
        return new Threads(
                Executors.newVirtualThreadPerTaskExecutor(),
                Executors.newFixedThreadPool(
                        WRITERS, Thread.ofPlatform().name("ticketing-writer-", 1).factory()),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("ticketing-timer").daemon().factory()));
    }

    /** Lets running steps end: they are short, and interrupting one would break its connection. */
    @Override
    public void close() {
        timer.shutdownNow();
        end(requests);
        end(writers);
    }

    private static void end(ExecutorService executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
