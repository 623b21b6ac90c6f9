package dev.ticketing.testkit.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bounds within which a seed draws its world.
 *
 * @param operations at most, 1 to 100,000
 * @param faults of those a seed draws its own
 * @param nodes servers, at most, 1 to 5
 */
public record SimulationOptions(int operations, Set<Fault> faults, int nodes) {

    /** Worlds that take milliseconds each. */
    public static final SimulationOptions DEFAULT =
            new SimulationOptions(120, EnumSet.allOf(Fault.class), 5);

    /** Instead of names of faults. */
    private static final String NONE = "none";

    private static final int MOST_OPERATIONS = 100_000;
    private static final int MOST_NODES = 5;

    public SimulationOptions {
        requireRange("operations", operations, MOST_OPERATIONS);
        requireRange("nodes", nodes, MOST_NODES);
        Set<Fault> ordered = EnumSet.noneOf(Fault.class);
        ordered.addAll(faults);
        faults = Collections.unmodifiableSet(ordered);
    }

    private static void requireRange(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }

    public SimulationOptions withOperations(int most) {
        return new SimulationOptions(most, faults, nodes);
    }

    public SimulationOptions withFaults(Set<Fault> these) {
        return new SimulationOptions(operations, these, nodes);
    }

    public SimulationOptions without(Fault fault) {
        Set<Fault> others = EnumSet.noneOf(Fault.class);
        others.addAll(faults);
        others.remove(fault);
        return new SimulationOptions(operations, others, nodes);
    }

    public SimulationOptions withNodes(int most) {
        return new SimulationOptions(operations, faults, most);
    }

    /** As the command line takes them. */
    String arguments() {
        return "--operations %d --servers %d --faults %s"
                .formatted(operations, nodes, faultNames());
    }

    /** The names of the faults, or that there are none: {@link #faultsOf} understands it. */
    String faultNames() {
        return faults.isEmpty()
                ? NONE
                : faults.stream().map(Fault::name).collect(Collectors.joining(","));
    }

    /**
     * The faults that are named.
     *
     * @throws IllegalArgumentException if there is no such fault
     */
    static Set<Fault> faultsOf(String names) {
        return names.equals(NONE)
                ? Set.of()
                : Arrays.stream(names.split(",", -1))
                        .map(Fault::valueOf)
                        .collect(Collectors.toSet());
    }

    /** In few words, for people. */
    @Override
    public String toString() {
        Set<Fault> missing = EnumSet.allOf(Fault.class);
        missing.removeAll(faults);
        String which =
                missing.isEmpty()
                        ? "all faults"
                        : missing.size() < faults.size()
                                ? "all faults but " + missing
                                : "the faults " + faults;
        return operations + " operations, " + nodes + " servers, " + which;
    }
}
