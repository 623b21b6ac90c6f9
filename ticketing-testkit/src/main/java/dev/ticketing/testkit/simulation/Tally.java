package dev.ticketing.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of many seeds. For one thread. */
final class Tally {

    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final List<Violation> violations = new ArrayList<>();
    private long seeds;
    private long events;
    private long operations;
    private long acknowledged;
    private long compared;

    Tally() {
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0L);
        }
    }

    void add(SimulationResult result) {
        seeds++;
        events += result.events();
        operations += result.operations();
        acknowledged += result.acknowledged();
        compared += result.compared();
        result.faults().forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        result.violation().ifPresent(violations::add);
    }

    void add(Tally other) {
        seeds += other.seeds;
        events += other.events;
        operations += other.operations;
        acknowledged += other.acknowledged;
        compared += other.compared;
        other.faults.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        violations.addAll(other.violations);
    }

    long seeds() {
        return seeds;
    }

    List<Violation> violations() {
        return violations;
    }

    /** The faults that have never struck, though they might have. */
    List<Fault> missing(SimulationOptions within) {
        return faults.entrySet().stream()
                .filter(fault -> fault.getValue() == 0)
                .map(Map.Entry::getKey)
                .filter(fault -> mayStrike(fault, within))
                .toList();
    }

    /** What is not drawn follows from others, which may not be wanted. */
    private static boolean mayStrike(Fault fault, SimulationOptions within) {
        return within.faults().contains(fault)
                && (fault.isDrawn() || within.equals(SimulationOptions.DEFAULT));
    }

    /** For people, a line each. */
    List<String> lines(double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d seeds in %,.0f s, %,.0f a second",
                        seeds,
                        seconds,
                        seeds / seconds));
        lines.add(String.format(Locale.ROOT, "%,14d operations", operations));
        lines.add(String.format(Locale.ROOT, "%,14d answers that said done", acknowledged));
        lines.add(String.format(Locale.ROOT, "%,14d events", events));
        lines.add(
                String.format(
                        Locale.ROOT, "%,14d comparisons of what was seen of the log", compared));
        faults.forEach(
                (fault, times) ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "%,14d %s",
                                        times,
                                        fault.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
        return lines;
    }
}
