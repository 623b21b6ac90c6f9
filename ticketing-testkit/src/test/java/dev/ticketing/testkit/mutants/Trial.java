package dev.ticketing.testkit.mutants;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;

/** One version of the system, under the simulation. For one thread. */
final class Trial {

    private static final String SIMULATION = "dev.ticketing.testkit.simulation.SimulationMain";

    private final MethodHandle firstViolation;

    /**
     * What is wrong, and in which run it shows.
     *
     * @param kind of what is wrong: the rule that is broken
     */
    record Violation(long seed, String kind, String sentence) {

        /**
         * @param told a seed, a kind, and a sentence, with colons between them
         */
        static Violation parse(String told) {
            String[] parts = told.split(": ", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("no violation: " + told);
            }
            return new Violation(Long.parseLong(parts[0]), parts[1], parts[2]);
        }
    }

    private Trial(Map<String, byte[]> replaced) {
        try {
            firstViolation =
                    MethodHandles.publicLookup()
                            .findStatic(
                                    new MutatedClasses(replaced).loadClass(SIMULATION),
                                    "firstViolation",
                                    MethodType.methodType(String.class, long.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no simulation", e);
        }
    }

    static Trial of(Mutant mutant) throws IOException {
        return new Trial(MutantCompiler.compile(mutant));
    }

    /** The system as it is. */
    static Trial unchanged() {
        return new Trial(Map.of());
    }

    /** The first of so many runs in which something is wrong; empty if nothing is. */
    Optional<Violation> firstViolation(long firstSeed, int seeds) {
        @Nullable String told;
        try {
            told = (String) firstViolation.invokeExact(firstSeed, seeds);
        } catch (Throwable e) {
            throw new IllegalStateException("the simulation fails", e);
        }
        return Optional.ofNullable(told).map(Violation::parse);
    }
}
