package dev.ticketing.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks at the same time, each on a thread of its own. */
final class Together {

    private static final int DEADLINE_SECONDS = 120;

    private Together() {}

    /**
     * The results, in the order of the tasks. As soon as one fails the others are interrupted, and
     * all of it fails.
     */
    static <T> List<T> run(List<Callable<T>> tasks) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CompletionService<T> ended = new ExecutorCompletionService<>(threads);
        try {
            for (Callable<T> task : tasks) {
                running.add(
                        ended.submit(
                                () -> {
                                    start.await();
                                    return task.call();
                                }));
            }
            start.countDown();
            for (int i = 0; i < tasks.size(); i++) {
                Future<T> next = ended.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("not within " + DEADLINE_SECONDS + " s");
                }
                next.get();
            }
            return running.stream().map(Future::resultNow).toList();
        } catch (ExecutionException e) {
            throw new AssertionError("a concurrent task failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
