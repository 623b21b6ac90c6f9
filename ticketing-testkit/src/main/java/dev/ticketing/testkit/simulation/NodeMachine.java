package dev.ticketing.testkit.simulation;

import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What one life of a server runs on: everything a little late, and nothing after its death. */
final class NodeMachine implements Executor, Scheduler {

    /** What happens so seldom is not waited for: it may come later, together with others. */
    private static final long SELDOM = Timeline.micros(Duration.ofMillis(250));

    private static final long OFTEN = Timeline.micros(Duration.ofMillis(20));

    /** How much finer timers are rounded up that are not seldom. */
    private static final long FINER = 8;

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
            long due = lastMoment(time.now(), Timeline.micros(delay));
            time.at(due, () -> node.run(life, task));
        }
    }

    /** A timer runs after at least its delay: many together cost less, here as elsewhere. */
    private long lastMoment(long now, long delay) {
        long slack = Timeline.micros(world.slack());
        long grid = delay >= SELDOM ? slack : delay >= OFTEN ? slack / FINER : 1;
        return (now + delay + grid - 1) / grid * grid;
    }
}
