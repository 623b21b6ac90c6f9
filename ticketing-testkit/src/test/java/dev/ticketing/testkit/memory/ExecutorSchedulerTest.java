package dev.ticketing.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.testkit.conformance.SchedulerConformance;

import org.junit.jupiter.api.AutoClose;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The scheduler of production. */
class ExecutorSchedulerTest extends SchedulerConformance {

    @AutoClose("shutdownNow")
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    @Override
    protected Scheduler scheduler() {
        return Scheduler.on(executor);
    }

    /** What is due earlier is run earlier: there is one thread. */
    @Override
    protected void pass(Duration time) {
        CountDownLatch passed = new CountDownLatch(1);
        var unused = executor.schedule(passed::countDown, time.toNanos(), TimeUnit.NANOSECONDS);
        try {
            assertThat(passed.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
