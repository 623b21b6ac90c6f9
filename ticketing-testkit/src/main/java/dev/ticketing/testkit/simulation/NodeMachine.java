package dev.ticketing.testkit.simulation;

import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What one life of a server runs on: everything a little late, and nothing after its death. */
final class NodeMachine implements Executor, Scheduler {

    /** What happens so seldom is not waited for: it may come later, and at the same time. */
    private static final long SELDOM = Timeline.micros(Duration.ofMillis(250));

    private final Node node;
    private final Life life;
    private final SimulatedWorld world;
    private final Chance chance;
    private final int jitter;

    NodeMachine(Node node, Life life, SimulatedWorld world, Chance chance) {
        this.node = node;
        this.life = life;
        this.world = world;
        this.chance = chance;
        this.jitter = world.settings().jitterMicros();
    }

    @Override
    public void execute(Runnable task) {
        execute(task, 0);
    }

    private void execute(Runnable task, long delay) {
        if (!life.isOver()) {
            Timeline time = world.time();
            long late = jitter == 0 ? 0 : chance.below(jitter);
            time.at(time.now() + delay + late, () -> node.run(life, task));
        }
    }

    /** As long as the log is slow, each step of those who write is. */
    Executor writers() {
        return task -> execute(task, Timeline.micros(world.weather().delay()));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (!life.isOver()) {
            Timeline time = world.time();
            long due = time.now() + Timeline.micros(delay);
            long slack = Timeline.micros(world.slack());
            if (Timeline.micros(delay) >= SELDOM) {
                due = (due + slack - 1) / slack * slack;
            }
            time.at(due, () -> node.run(life, task));
        }
    }
}
