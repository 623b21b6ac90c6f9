package dev.ticketing.testkit.simulation;

import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** The properties by which a test that is {@link Simulated} is told to run one seed alone. */
final class SeedProperties {

    private static final String SEED = "ticketing.seed";
    private static final String OPERATIONS = "ticketing.seed.operations";
    private static final String SERVERS = "ticketing.seed.servers";
    private static final String FAULTS = "ticketing.seed.faults";

    private SeedProperties() {}

    /** With which the least is run that still breaks something. */
    static String of(Violation violation) {
        SimulationOptions least = violation.shrunk();
        return "-D%s=%d -D%s=%d -D%s=%d -D%s=%s"
                .formatted(
                        SEED,
                        violation.seed(),
                        OPERATIONS,
                        least.operations(),
                        SERVERS,
                        least.nodes(),
                        FAULTS,
                        least.faultNames());
    }

    /**
     * The seed that is wanted alone, if one is.
     *
     * @param usual the bounds that hold where nothing else is said
     * @throws IllegalArgumentException if a property makes no sense
     */
    static Optional<Seed> wanted(SimulationOptions usual, Properties properties) {
        SimulationOptions fewer =
                read(properties, OPERATIONS, it -> usual.withOperations(Integer.parseInt(it)))
                        .orElse(usual);
        SimulationOptions smaller =
                read(properties, SERVERS, it -> fewer.withNodes(Integer.parseInt(it)))
                        .orElse(fewer);
        SimulationOptions bounds =
                read(properties, FAULTS, it -> smaller.withFaults(SimulationOptions.faultsOf(it)))
                        .orElse(smaller);
        return read(properties, SEED, it -> new Seed(Long.parseLong(it), bounds));
    }

    private static <T> Optional<T> read(
            Properties properties, String name, Function<String, T> parse) {
        String value = properties.getProperty(name);
        try {
            return Optional.ofNullable(value).map(parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + value, e);
        }
    }
}
