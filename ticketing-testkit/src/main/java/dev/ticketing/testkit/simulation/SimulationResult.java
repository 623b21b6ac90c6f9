package dev.ticketing.testkit.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one seed.
 *
 * @param hash over everything that happened, in its order: the same seed has the same
 * @param events recorded
 * @param operations that people wished for
 * @param acknowledged answers to clients that said done
 * @param compared how often it was compared what somebody saw of the log
 * @param faults how often each struck
 */
public record SimulationResult(
        long seed,
        long hash,
        long events,
        long operations,
        long acknowledged,
        long compared,
        Map<Fault, Long> faults,
        Optional<Violation> violation) {

    public SimulationResult {
        Map<Fault, Long> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(faults);
        faults = Collections.unmodifiableMap(ordered);
    }

    SimulationResult with(Violation seen) {
        return new SimulationResult(
                seed, hash, events, operations, acknowledged, compared, faults, Optional.of(seen));
    }
}
