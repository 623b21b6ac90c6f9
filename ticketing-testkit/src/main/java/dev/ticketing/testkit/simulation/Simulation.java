package dev.ticketing.testkit.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the whole system in one thread and in virtual time, with everything going wrong that can.
 * The code under test is the one that sells: deciders, mailboxes, committer, consumers, process
 * managers and timers, in several servers; simulated are time, the network, the database, the
 * payment provider and mail. Everything follows from the seed.
 */
public final class Simulation {

    /** Between two things that people do. */
    private static final Duration RUSH = Duration.ofMillis(4);

    private static final Duration LULL = Duration.ofMillis(400);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    /** What has begun goes on for so long while things still go wrong. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(12);

    private final long seed;
    private final SimulationOptions options;
    private final Workload workload;
    private final SimulatedWorld world;

    private Simulation(long seed, SimulationOptions options, Workload workload) {
        this.seed = seed;
        this.options = options;
        this.workload = workload;
        this.world = new SimulatedWorld(seed, options, workload);
    }

    /** Runs one seed with the workload that comes with the simulation. */
    public static SimulationResult run(long seed, SimulationOptions options) {
        return run(seed, options, Sale::new);
    }

    /**
     * Runs one seed. If something is broken, it is run again with less and less for as long as it
     * breaks.
     *
     * @param workload makes one for each run
     */
    public static SimulationResult run(
            long seed, SimulationOptions options, Supplier<Workload> workload) {
        SimulationResult result = runOnce(seed, options, workload);
        return result.violation()
                .map(seen -> result.with(Shrinking.of(seen, workload)))
                .orElse(result);
    }

    static SimulationResult runOnce(
            long seed, SimulationOptions options, Supplier<Workload> workload) {
        Simulation simulation = new Simulation(seed, options, workload.get());
        try {
            simulation.play();
        } catch (RuntimeException | AssertionError e) {
            simulation.world.fail("THREW " + e);
        }
        return simulation.result();
    }

    private void play() {
        workload.prepare(world);
        world.faults().begin();
        world.nodes().forEach(node -> node.setClock(world.faults()));
        for (int i = 0; i < world.settings().operations() && world.broken().isEmpty(); i++) {
            world.passUntil(world.time().now() + Timeline.micros(pause()));
            world.weather().turn();
            world.nodes().forEach(node -> node.suffer(world.faults()));
            if (world.nodes().size() > 1 && world.faults().strikes(Fault.CONFLICT_STORM)) {
                workload.storm(world);
            } else {
                workload.operate(world);
            }
        }
        world.passUntil(world.time().now() + Timeline.micros(AFTERWARDS));
        if (world.broken().isEmpty()) {
            new Ending(world).run();
        }
        if (world.broken().isEmpty()) {
            workload.check(world);
        }
    }

    private Duration pause() {
        int dice = world.chance().below(100);
        Duration most = dice < 85 ? RUSH : dice < 95 ? LULL : LONGEST_SILENCE;
        return world.chance().below(most);
    }

    private SimulationResult result() {
        world.hash().add(world.time().steps());
        return new SimulationResult(
                seed,
                world.hash().value(),
                world.log().recorded().size(),
                world.settings().operations(),
                world.clients().acknowledged(),
                world.log().compared(),
                world.faults().counts(),
                world.broken().map(this::violation));
    }

    private Violation violation(SimulatedWorld.Broken broken) {
        return new Violation(broken.message(), seed, options, options, new Story(world).of(broken));
    }

    /** Whether a seed breaks something with these options, and how. */
    static Optional<Violation> violation(
            long seed, SimulationOptions options, Supplier<Workload> workload) {
        return runOnce(seed, options, workload).violation();
    }
}
