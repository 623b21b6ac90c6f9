package dev.ticketing.testkit.simulation;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The simulation from the command line: many seeds, on all cores, each in one thread. */
public final class SimulationMain {

    /** In so many seeds every fault strikes. */
    private static final long MANY = 10_000;

    private static final int MOST_TOLD = 5;

    private final SimulationArguments wanted;
    private final AtomicLong next;

    private SimulationMain(SimulationArguments wanted) {
        this.wanted = wanted;
        this.next = new AtomicLong(wanted.from());
    }

    /** Ends with 1 if something is broken, or a fault has never struck; with 2 if it is misused. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) throws InterruptedException {
        try {
            return new SimulationMain(SimulationArguments.of(arguments)).run(out) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println(SimulationArguments.USAGE);
            return 2;
        }
    }

    /**
     * Runs seeds one after the other until one breaks something.
     *
     * @return null if none does; else the seed, a colon, and what it has broken
     */
    public static @Nullable String firstViolation(long firstSeed, int seeds) {
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            var violation = Simulation.violation(seed, SimulationOptions.DEFAULT, Sale::new);
            if (violation.isPresent()) {
                return seed + ": " + violation.get().message();
            }
        }
        return null;
    }

    private boolean run(PrintStream out) throws InterruptedException {
        if (wanted.hashes()) {
            return printHashes(out);
        }
        long began = System.nanoTime();
        Tally tally = onAllCores();
        tally.lines((System.nanoTime() - began) / 1e9).forEach(out::println);
        tally.violations().stream().limit(MOST_TOLD).map(Violation::told).forEach(out::println);
        List<Fault> missing = tally.seeds() < MANY ? List.of() : tally.missing(wanted.options());
        if (!missing.isEmpty()) {
            out.println("NEVER STRUCK: " + missing);
        }
        if (!tally.violations().isEmpty()) {
            out.println("BROKEN: by " + tally.violations().size() + " seeds");
        }
        return missing.isEmpty() && tally.violations().isEmpty();
    }

    /** Whether none of them broke anything. */
    private boolean printHashes(PrintStream out) {
        boolean clean = true;
        for (long seed = wanted.from(); seed < wanted.from() + wanted.seeds(); seed++) {
            SimulationResult result = Simulation.runOnce(seed, wanted.options(), Sale::new);
            clean &= result.violation().isEmpty();
            out.println(seed + " " + result.hash());
        }
        return clean;
    }

    private Tally onAllCores() throws InterruptedException {
        Tally all = new Tally();
        List<Future<Tally>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(wanted.threads())) {
            for (int i = 0; i < wanted.threads(); i++) {
                parts.add(threads.submit(this::inOneThread));
            }
            for (Future<Tally> part : parts) {
                all.add(part.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return all;
    }

    private Tally inOneThread() {
        Tally tally = new Tally();
        long end = wanted.from() + wanted.seeds();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            SimulationResult result = Simulation.run(seed, wanted.options());
            tally.add(wanted.twice() ? compared(result) : result);
        }
        return tally;
    }

    /** The same, run once more. */
    private SimulationResult compared(SimulationResult first) {
        SimulationResult second = Simulation.run(first.seed(), wanted.options());
        return first.hash() == second.hash()
                ? first
                : first.with(
                        new Violation(
                                "REPEATABLE: once " + first.hash() + ", then " + second.hash(),
                                first.seed(),
                                wanted.options(),
                                wanted.options(),
                                List.of()));
    }
}
