package dev.ticketing.testkit.simulation;

import java.util.function.Supplier;

/** One seed that a test runs a workload with, and within which bounds: see {@link Simulated}. */
public record Seed(long value, SimulationOptions options) {

    /**
     * Runs a workload.
     *
     * @param workload makes one for each run
     * @throws AssertionError if something is broken, with the seed, the least that breaks it, the
     *     system properties with which a {@link Simulated} test runs just that, and the story of
     *     the reservation in question
     */
    public SimulationResult run(Supplier<Workload> workload) {
        SimulationResult result = Simulation.run(value, options, workload);
        result.violation()
                .ifPresent(
                        violation -> {
                            throw new AssertionError(violation.told(SeedProperties.of(violation)));
                        });
        return result;
    }

    @Override
    public String toString() {
        return "seed " + value;
    }
}
