package dev.ticketing.app;

import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.testkit.TestClock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Whatever is to be done, one after the other, while time passes when a test says so. */
final class Turns implements Executor, Scheduler {

    private final TestClock clock;
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Queue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::number));
    private long scheduled;

    private record Timer(Instant due, long number, Runnable task) {}

    Turns(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(clock.instant().plus(delay), scheduled++, task));
    }

    /** Until nothing is left to do at this instant. */
    void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        Runnable task = ready.poll();
        Timer timer = timers.peek();
        if (task == null && timer != null && !timer.due.isAfter(clock.instant())) {
            timers.remove();
            return timer.task;
        }
        return task;
    }

    /** From one timer to the next. */
    void pass(Duration by) {
        Instant end = clock.instant().plus(by);
        run();
        for (Timer timer = timers.peek(); timer != null; timer = timers.peek()) {
            if (timer.due.isAfter(end)) {
                break;
            }
            clock.set(timer.due.isAfter(clock.instant()) ? timer.due : clock.instant());
            run();
        }
        clock.set(end);
        run();
    }

    <T> T await(CompletableFuture<T> answer) {
        run();
        if (!answer.isDone()) {
            throw new AssertionError("no answer, and nothing left to do");
        }
        return answer.join();
    }
}
