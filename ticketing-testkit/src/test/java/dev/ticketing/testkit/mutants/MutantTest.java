package dev.ticketing.testkit.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ticketing.testkit.mutants.Mutant.Hunk;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class MutantTest {

    private static final String PAGE =
            """
            What it is about

            off-by-one
            One too many
            is taken.
            in core/inventory/Hold
            - if (a > b) {
            -     return;
            + if (a > b + 1) {
            - first
            + second

            harmless
            Nothing is checked.
            in testkit/memory/InMemoryEventLog
            - check();
            +
            hidden because somebody else
            checks.
            """;

    @Test
    void a_page_has_a_title_and_a_paragraph_for_each_mutant() {
        Mutants.Group group = Mutants.parse(PAGE);

        assertThat(group.title()).isEqualTo("What it is about");
        assertThat(group.mutants())
                .containsExactly(
                        new Mutant(
                                "off-by-one",
                                "One too many is taken.",
                                "core/inventory/Hold",
                                List.of(
                                        new Hunk(
                                                " if (a > b) {\n     return;", " if (a > b + 1) {"),
                                        new Hunk(" first", " second")),
                                Optional.empty()),
                        new Mutant(
                                "harmless",
                                "Nothing is checked.",
                                "testkit/memory/InMemoryEventLog",
                                List.of(new Hunk(" check();", "")),
                                Optional.of("somebody else checks.")));
    }

    @Test
    void a_piece_is_found_whatever_its_white_space() {
        Hunk hunk = new Hunk("if (a>b) { return; }", "x");

        assertThat(hunk.applyTo("begin if(a > b) {\n    return;\n} end")).isEqualTo("begin x end");
    }

    @Test
    void a_piece_that_is_not_there_or_there_twice_is_no_mutant() {
        Hunk hunk = new Hunk("here", "there");

        assertThatIllegalStateException()
                .isThrownBy(() -> hunk.applyTo("nowhere else"))
                .withMessageContaining("0 times");
        assertThatIllegalStateException()
                .isThrownBy(() -> hunk.applyTo("here and here"))
                .withMessageContaining("2 times");
    }

    @Test
    void a_class_is_named_by_its_file() {
        assertThat(Mutants.parse(PAGE).mutants().getFirst().className())
                .isEqualTo("dev.ticketing.core.inventory.Hold");
    }
}
