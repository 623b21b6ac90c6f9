package dev.ticketing.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Properties;

class SeedPropertiesTest {

    private static Properties properties(String... definitions) {
        Properties properties = new Properties();
        for (String one : definitions) {
            String[] parts = one.substring("-D".length()).split("=", 2);
            properties.setProperty(parts[0], parts[1]);
        }
        return properties;
    }

    @Test
    void what_a_failure_says_runs_just_that() {
        SimulationOptions least =
                SimulationOptions.DEFAULT
                        .withOperations(7)
                        .withNodes(2)
                        .withFaults(EnumSet.of(Fault.PAUSE, Fault.RESTART));
        Violation violation =
                new Violation("RULE: broken", 908, SimulationOptions.DEFAULT, least, List.of());

        Properties said = properties(SeedProperties.of(violation).split(" ", -1));

        assertThat(SeedProperties.wanted(SimulationOptions.DEFAULT, said))
                .contains(new Seed(908, least));
    }

    @Test
    void what_is_not_said_is_as_usual() {
        SimulationOptions usual = SimulationOptions.DEFAULT.withOperations(30);

        assertThat(SeedProperties.wanted(usual, properties("-Dticketing.seed=5")))
                .contains(new Seed(5, usual));
        assertThat(SeedProperties.wanted(usual, new Properties())).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_named() {
        for (String one :
                List.of(
                        "-Dticketing.seed=five",
                        "-Dticketing.seed.operations=0",
                        "-Dticketing.seed.servers=many",
                        "-Dticketing.seed.faults=SNOW")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> SeedProperties.wanted(SimulationOptions.DEFAULT, properties(one)))
                    .withMessageStartingWith(one.substring("-D".length(), one.indexOf('=')) + ": ");
        }
    }
}
