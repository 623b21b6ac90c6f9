package dev.ticketing.core.live;

import dev.ticketing.core.Samples;
import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

/** One thread and a time that passes when it is told to. */
final class ManualPlatform implements Executor, Scheduler, InstantSource {

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingInt(Timer::number));
    private Duration now = Duration.ZERO;
    private int started;

    private record Timer(Duration due, int number, Runnable task) {}

    @Override
    public Instant instant() {
        return Samples.NOW.plus(now);
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(now.plus(delay), started++, task));
    }

    /** Runs what is ready, without a moment passing. */
    void settle() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    void pass(Duration duration) {
        Duration end = now.plus(duration);
        settle();
        while (!timers.isEmpty() && timers.peek().due.compareTo(end) <= 0) {
            Timer timer = timers.remove();
            now = timer.due;
            timer.task.run();
            settle();
        }
        now = end;
    }
}
