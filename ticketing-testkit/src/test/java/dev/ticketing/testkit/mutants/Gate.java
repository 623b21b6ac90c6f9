package dev.ticketing.testkit.mutants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs all mutants under the simulation, and the right version where they are found out. */
final class Gate {

    /** So many runs have to find one out. */
    private static final int SEEDS = 1_000;

    private static final long FIRST_SEED = 1;

    private final Map<String, Long> known;
    private final int seedsOfHidden;

    private Gate(Map<String, Long> known, int seedsOfHidden) {
        this.known = Map.copyOf(known);
        this.seedsOfHidden = seedsOfHidden;
    }

    /**
     * One that begins with the seeds that have found mutants out before.
     *
     * @param known these seeds, by the names of mutants
     */
    static Gate quick(Map<String, Long> known) {
        return new Gate(known, 5);
    }

    /** One that knows nothing, and looks longer whether what is hidden is. */
    static Gate thorough() {
        return new Gate(Map.of(), 200);
    }

    /** What became of a mutant. */
    sealed interface Outcome {

        record FoundOut(Trial.Violation violation) implements Outcome {}

        record NotFoundOut(int seeds) implements Outcome {}

        /** Its change does not fit the source any more, or does not compile. */
        record NoMutant(String why) implements Outcome {}
    }

    record Verdict(Mutant mutant, Outcome outcome) {

        /** What is not as it should be, for people. */
        Optional<String> problem() {
            boolean isHidden = mutant.hidden().isPresent();
            return switch (outcome) {
                case Outcome.FoundOut(Trial.Violation violation) ->
                        isHidden ? problem("is not hidden: " + violation) : Optional.empty();
                case Outcome.NotFoundOut(int seeds) ->
                        isHidden
                                ? Optional.empty()
                                : problem("is not found out by " + seeds + " seeds");
                case Outcome.NoMutant(String why) -> problem(why);
            };
        }

        private Optional<String> problem(String why) {
            return Optional.of(mutant.name() + " " + why);
        }
    }

    /** The verdicts on all mutants, in their order. */
    List<Verdict> judge(List<Mutant> mutants) {
        return inParallel(
                mutants.stream()
                        .<Callable<Verdict>>map(
                                mutant -> () -> new Verdict(mutant, outcome(mutant)))
                        .toList());
    }

    private Outcome outcome(Mutant mutant) {
        Trial trial;
        try {
            trial = Trial.of(mutant);
        } catch (IOException | IllegalStateException e) {
            return new Outcome.NoMutant(String.valueOf(e.getMessage()));
        }
        int seeds = mutant.hidden().isPresent() ? seedsOfHidden : SEEDS;
        return Optional.ofNullable(known.get(mutant.name()))
                .flatMap(seed -> trial.firstViolation(seed, 1))
                .or(() -> trial.firstViolation(FIRST_SEED, seeds))
                .<Outcome>map(Outcome.FoundOut::new)
                .orElseGet(() -> new Outcome.NotFoundOut(seeds));
    }

    /** What is wrong with the right version, in the runs in which mutants were found out. */
    List<String> violationsOfTheRightVersion(List<Verdict> verdicts) {
        TreeSet<Long> seeds = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            if (verdict.outcome instanceof Outcome.FoundOut(Trial.Violation violation)) {
                seeds.add(violation.seed());
            }
        }
        Trial trial = Trial.unchanged();
        List<String> violations = new ArrayList<>();
        for (long seed : seeds) {
            trial.firstViolation(seed, 1).map(Trial.Violation::toString).ifPresent(violations::add);
        }
        return violations;
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not judged", e);
        }
    }
}
