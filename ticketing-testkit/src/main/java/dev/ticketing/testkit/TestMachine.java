package dev.ticketing.testkit;

import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * An executor and a scheduler that do nothing by themselves: the thread of the test runs what is
 * ready, and time passes when the test says so. A task that waits for another one would wait for
 * ever. For one thread.
 */
public final class TestMachine implements Executor, Scheduler {

    /** No test needs so many steps: beyond it something turns in circles. */
    private static final int MAX_STEPS = 1_000_000;

    private final TestClock clock;
    private final Optional<RandomGenerator> chance;
    private final List<Runnable> ready = new ArrayList<>();
    private final Queue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::number));
    private long scheduled;

    private record Timer(Instant due, long number, Runnable task) {}

    /** Runs tasks in the order in which they came. */
    public TestMachine(TestClock clock) {
        this(clock, Optional.empty());
    }

    /** Picks the next task by chance. */
    public TestMachine(TestClock clock, RandomGenerator chance) {
        this(clock, Optional.of(chance));
    }

    private TestMachine(TestClock clock, Optional<RandomGenerator> chance) {
        this.clock = clock;
        this.chance = chance;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(clock.instant().plus(delay), scheduled++, task));
    }

    /** Runs one task; false if there is none. */
    public boolean step() {
        if (ready.isEmpty()) {
            return false;
        }
        int next = chance.map(random -> random.nextInt(ready.size())).orElse(0);
        ready.remove(next).run();
        return true;
    }

    /** Runs everything that is ready or due, until nothing is left to do at this instant. */
    public void run() {
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            if (!step() && !fireDue()) {
                return;
            }
        }
        throw new AssertionError("more than " + MAX_STEPS + " steps at " + clock.instant());
    }

    private boolean fireDue() {
        Timer first = timers.peek();
        if (first == null || first.due.isAfter(clock.instant())) {
            return false;
        }
        timers.remove();
        first.task.run();
        return true;
    }

    /** Lets time pass from one timer to the next, running everything on the way. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        run();
        Timer next = timers.peek();
        while (next != null && !next.due.isAfter(end)) {
            clock.set(next.due.isAfter(clock.instant()) ? next.due : clock.instant());
            run();
            next = timers.peek();
        }
        clock.set(end);
        run();
    }

    /** Goes to an instant at once, as after a long pause of the process; runs nothing yet. */
    public void jumpTo(Instant instant) {
        clock.set(instant);
    }

    /** Runs until there is nothing to do; then the answer must be there. */
    public <T> T await(CompletableFuture<T> answer) {
        run();
        if (!answer.isDone()) {
            throw new AssertionError("no answer, and nothing left to run");
        }
        return answer.join();
    }
}
