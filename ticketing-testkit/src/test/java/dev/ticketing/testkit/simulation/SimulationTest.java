package dev.ticketing.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Thousands of small worlds, in which everything goes wrong that can. */
class SimulationTest {

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void ten_thousand_seeds_break_no_rule_and_every_fault_strikes() throws InterruptedException {
        Run run = run("--seeds", "10000");
        assertThat(run.told)
                .contains("10,000 seeds")
                .doesNotContain("NEVER STRUCK", "BROKEN", " 0 comparisons");
        assertThat(run.exitCode).as(run.told).isZero();
    }

    @Test
    void a_thousand_seeds_come_out_the_same_when_they_are_run_again() throws InterruptedException {
        Run run = run("--seeds", "1000", "--from", "500000", "--twice");
        assertThat(run.exitCode).as(run.told).isZero();
    }

    @Test
    void another_process_comes_to_the_same() throws IOException, InterruptedException {
        String[] arguments = {"--hashes", "--seeds", "1000", "--from", "700000"};
        Process process = start(arguments);
        String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(there).isZero();
        assertThat(there.lines()).hasSize(1_000);
        assertThat(run(arguments).told).isEqualTo(there);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulationMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void different_seeds_come_out_differently() throws InterruptedException {
        List<String> hashes =
                run("--hashes", "--seeds", "50")
                        .told
                        .lines()
                        .map(line -> line.substring(line.indexOf(' ')))
                        .toList();
        assertThat(hashes).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void what_is_least_can_be_run_again_from_the_command_line() throws InterruptedException {
        SimulationOptions least =
                SimulationOptions.DEFAULT
                        .withFaults(EnumSet.of(Fault.RESTART, Fault.LOST_ANSWER))
                        .withNodes(2)
                        .withOperations(40);
        String[] arguments = ("--seed 7 " + least.arguments()).split(" ", -1);
        assertThat(SimulationArguments.of(arguments).options()).isEqualTo(least);
        assertThat(run(arguments).exitCode).isZero();
        String[] calm = ("--seed 7 " + least.withFaults(Set.of()).arguments()).split(" ", -1);
        assertThat(SimulationArguments.of(calm).options().faults()).isEmpty();
        assertThat(run("--faults", "SNOW").exitCode).isEqualTo(2);
    }

    @Test
    void no_fault_strikes_that_is_not_among_the_options() {
        SimulationOptions options = SimulationOptions.DEFAULT.withFaults(EnumSet.of(Fault.PAUSE));
        for (long seed = 1; seed <= 20; seed++) {
            SimulationResult result = Simulation.run(seed, options);
            assertThat(result.violation()).isEmpty();
            assertThat(result.faults())
                    .as("two lease holders and stale fences follow from pauses")
                    .allSatisfy(
                            (fault, times) -> {
                                if (fault.isDrawn() && fault != Fault.PAUSE) {
                                    assertThat(times).as(fault.name()).isZero();
                                }
                            });
        }
    }

    @Test
    void the_class_that_others_load_finds_nothing_where_nothing_is() {
        assertThat(SimulationMain.firstViolation(1, 20)).isNull();
    }

    @Test
    void what_is_not_understood_is_answered_with_what_is() throws InterruptedException {
        Run run = run("--sedes", "10");
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.told).contains("--sedes", "--seeds N");
        assertThat(run("--seeds", "many").exitCode).isEqualTo(2);
        assertThat(run("--seeds").exitCode).isEqualTo(2);
    }

    private record Run(int exitCode, String told) {}

    private static Run run(String... arguments) throws InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int exitCode =
                SimulationMain.run(arguments, new PrintStream(told, true, StandardCharsets.UTF_8));
        return new Run(exitCode, told.toString(StandardCharsets.UTF_8));
    }
}
