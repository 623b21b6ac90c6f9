package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.mailbox.Scheduler;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What every {@link Scheduler} has to do. */
public abstract class SchedulerConformance {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONGER = Duration.ofMillis(60);

    /** Long after what is planned next, however slow the machine. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private static final Duration FAR_OFF = Duration.ofHours(1);

    private final List<String> run = new CopyOnWriteArrayList<>();

    /** Makes a suite; a subclass needs no constructor. */
    protected SchedulerConformance() {}

    /** The scheduler under test. */
    protected abstract Scheduler scheduler();

    /** Returns when so much time has passed, and all that was due by then has been run. */
    protected abstract void pass(Duration time);

    private void after(Duration delay, String name) {
        scheduler().after(delay, () -> run.add(name));
    }

    @Test
    void a_task_is_run_once_when_its_time_has_come() {
        after(SHORT, "task");

        pass(LONGER);
        pass(LONGER);

        assertThat(run).containsExactly("task");
    }

    @Test
    void a_task_is_not_run_before() {
        after(FAR_OFF, "far off");
        after(SHORT, "soon");

        pass(LONGER);

        assertThat(run).containsExactly("soon");
    }

    @Test
    void tasks_are_run_in_the_order_of_their_times() {
        after(LATER, "second");
        after(SHORT, "first");

        pass(LATER);

        assertThat(run).containsExactly("first", "second");
    }

    @Test
    void a_task_may_plan_another() {
        scheduler().after(SHORT, () -> after(SHORT, "another"));

        pass(LONGER);
        // However late the first was run, by then the other is due.
        pass(LONGER);

        assertThat(run).containsExactly("another");
    }

    @Test
    void without_a_delay_a_task_is_run_all_the_same() {
        after(Duration.ZERO, "at once");

        pass(SHORT);

        assertThat(run).containsExactly("at once");
    }
}
