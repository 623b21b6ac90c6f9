package dev.ticketing.testkit.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The simulation tells wrong versions of the rules from the right one. What it says of each is in
 * {@code docs/mutants.md}, which {@code -Dticketing.mutants.write=true} writes anew.
 */
class MutantsTest {

    /** From the module, where its tests run. */
    private static final Path PAGE = Path.of("../docs/mutants.md");

    private static final String WRITE = "ticketing.mutants.write";

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatever_is_wrong_is_found_out_or_hidden_by_another_rule() throws IOException {
        boolean writing = Boolean.getBoolean(WRITE);
        MutantsPage page = new MutantsPage(Files.readString(PAGE));
        List<Mutants.Group> groups = Mutants.all();
        List<Mutant> mutants = groups.stream().flatMap(group -> group.mutants().stream()).toList();
        Gate gate = writing ? Gate.thorough() : Gate.quick(page.seeds());

        List<Gate.Verdict> verdicts = gate.judge(mutants);
        String now = page.with(groups, verdicts);
        if (writing) {
            Files.writeString(PAGE, now);
        }

        assertThat(verdicts.stream().map(Gate.Verdict::problem).flatMap(Optional::stream))
                .as("what is wrong, and is not found out as it should be")
                .isEmpty();
        assertThat(gate.violationsOfTheRightVersion(verdicts))
                .as("what is wrong with the right version in the same runs")
                .isEmpty();
        assertThat(now)
                .as("docs/mutants.md, which -D" + WRITE + "=true writes anew")
                .isEqualTo(page.text());
    }

    @Test
    void at_least_forty_of_them_are_found_out() throws IOException {
        Map<String, Long> seeds = new MutantsPage(Files.readString(PAGE)).seeds();
        assertThat(seeds).hasSizeGreaterThanOrEqualTo(40);
    }
}
