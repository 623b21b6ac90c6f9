package dev.ticketing.testkit.simulation;

import java.util.Optional;
import java.util.function.Supplier;

/** Looks for the least that still breaks: fewer operations, servers and faults. */
final class Shrinking {

    private final Supplier<Workload> workload;
    private Violation least;
    private SimulationOptions options;

    private Shrinking(Violation first, Supplier<Workload> workload) {
        this.workload = workload;
        this.least = first;
        this.options = first.options();
    }

    static Violation of(Violation first, Supplier<Workload> workload) {
        Shrinking shrinking = new Shrinking(first, workload);
        shrinking.dropFaults();
        shrinking.dropNodes();
        shrinking.dropOperations();
        shrinking.dropFaults();
        return first.shrunkTo(shrinking.options, shrinking.least);
    }

    private void dropOperations() {
        int less = options.operations() / 2;
        while (less > 0) {
            boolean enough = isStill(options.withOperations(options.operations() - less));
            less = Math.min(enough ? less : less / 2, options.operations() - 1);
        }
    }

    private void dropFaults() {
        for (Fault fault : options.faults()) {
            var unused = isStill(options.without(fault));
        }
    }

    private void dropNodes() {
        while (options.nodes() > 1 && isStill(options.withNodes(options.nodes() - 1))) {
            // One less is enough.
        }
    }

    private boolean isStill(SimulationOptions less) {
        Optional<Violation> seen = Simulation.violation(least.seed(), less, workload);
        boolean same = seen.filter(violation -> violation.kind().equals(least.kind())).isPresent();
        if (same) {
            least = seen.orElseThrow();
            options = less;
        }
        return same;
    }
}
