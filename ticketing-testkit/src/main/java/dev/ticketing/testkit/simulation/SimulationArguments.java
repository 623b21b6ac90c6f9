package dev.ticketing.testkit.simulation;

/**
 * What is wanted on the command line.
 *
 * @param from the first seed
 * @param seeds how many
 * @param twice whether each is run twice, and has to come out the same
 * @param hashes whether only their hashes are wanted
 */
record SimulationArguments(
        long from,
        long seeds,
        int threads,
        boolean twice,
        boolean hashes,
        SimulationOptions options) {

    static final String USAGE =
            """
            --seeds N       how many seeds; 10000
            --from N        the first of them; 1
            --seed N        this one alone
            --twice         each seed twice: both have to come out the same
            --hashes        prints the hash of each seed, in their order, and nothing else
            --threads N     one for each core, unless told otherwise
            --operations N  so many operations of people in a seed, at most
            --servers N     so many servers in a seed, at most
            --faults A,B    of those a seed draws its own; none, for a world in which all goes well\
            """;

    private static final SimulationArguments USUAL =
            new SimulationArguments(
                    1,
                    10_000,
                    Runtime.getRuntime().availableProcessors(),
                    false,
                    false,
                    SimulationOptions.DEFAULT);

    static SimulationArguments of(String[] arguments) {
        SimulationArguments wanted = USUAL;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--twice")) {
                wanted = wanted.repeated();
            } else if (arguments[i].equals("--hashes")) {
                wanted = wanted.hashed();
            } else if (i + 1 < arguments.length) {
                wanted = wanted.with(arguments[i], arguments[++i]);
            } else {
                throw new IllegalArgumentException("not understood: " + arguments[i]);
            }
        }
        return wanted;
    }

    private static int count(String text) {
        return Math.toIntExact(number(text));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
    }

    private SimulationArguments with(String option, String value) {
        return switch (option) {
            case "--seeds" ->
                    new SimulationArguments(from, number(value), threads, twice, hashes, options);
            case "--from" ->
                    new SimulationArguments(number(value), seeds, threads, twice, hashes, options);
            case "--seed" -> new SimulationArguments(number(value), 1, 1, twice, hashes, options);
            case "--threads" ->
                    new SimulationArguments(from, seeds, count(value), twice, hashes, options);
            case "--operations" -> within(options.withOperations(count(value)));
            case "--servers" -> within(options.withNodes(count(value)));
            case "--faults" -> within(options.withFaults(SimulationOptions.faultsOf(value)));
            default -> throw new IllegalArgumentException("not understood: " + option);
        };
    }

    private SimulationArguments within(SimulationOptions bounds) {
        return new SimulationArguments(from, seeds, threads, twice, hashes, bounds);
    }

    private SimulationArguments repeated() {
        return new SimulationArguments(from, seeds, threads, true, hashes, options);
    }

    private SimulationArguments hashed() {
        return new SimulationArguments(from, seeds, threads, twice, true, options);
    }
}
