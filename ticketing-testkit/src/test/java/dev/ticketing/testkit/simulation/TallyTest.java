package dev.ticketing.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Set;

class TallyTest {

    @Test
    void only_faults_that_may_strike_are_missed() {
        SimulationOptions calm = SimulationOptions.DEFAULT.withOperations(1).withFaults(Set.of());
        Tally tally = new Tally();
        tally.add(Simulation.run(1, calm));

        assertThat(tally.missing(calm)).isEmpty();
        assertThat(tally.missing(calm.withFaults(EnumSet.of(Fault.PAUSE))))
                .as("that servers share a lease follows from it, sometimes")
                .containsExactly(Fault.PAUSE);
        assertThat(tally.missing(SimulationOptions.DEFAULT))
                .containsExactlyInAnyOrder(Fault.values());
    }
}
