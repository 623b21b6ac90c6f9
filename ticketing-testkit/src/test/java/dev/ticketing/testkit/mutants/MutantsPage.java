package dev.ticketing.testkit.mutants;

import static java.util.Objects.requireNonNull;

import dev.ticketing.testkit.mutants.Gate.Outcome;
import dev.ticketing.testkit.mutants.Gate.Verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page of the docs that says what became of the mutants: a head by hand, and tables. */
final class MutantsPage {

    private static final String TABLES = "## What is found out\n";

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\|[^|]*\\|[^|]*\\| (\\d+) \\|$", Pattern.MULTILINE);

    private final String page;

    /**
     * @param page as it is
     */
    MutantsPage(String page) {
        this.page = page;
    }

    String text() {
        return page;
    }

    /** The seeds that find mutants out, by the names of these. */
    Map<String, Long> seeds() {
        Map<String, Long> seeds = new HashMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> seeds.put(row.group(1), Long.valueOf(row.group(2))));
        return seeds;
    }

    /** The page with tables anew. */
    String with(List<Mutants.Group> groups, List<Verdict> verdicts) {
        Map<String, Verdict> byName =
                verdicts.stream()
                        .collect(
                                Collectors.toMap(
                                        verdict -> verdict.mutant().name(), Function.identity()));
        String head = page.substring(0, page.indexOf(TABLES));
        return head + foundOut(groups, byName) + hidden(groups);
    }

    private static String foundOut(List<Mutants.Group> groups, Map<String, Verdict> verdicts) {
        StringBuilder text = new StringBuilder(TABLES);
        for (Mutants.Group group : groups) {
            text.append("\n### ").append(group.title()).append("\n\n");
            text.append("| mutant | what is wrong | what shows it | seeds |\n|---|---|---|---:|\n");
            for (Mutant mutant : group.mutants()) {
                if (requireNonNull(verdicts.get(mutant.name())).outcome()
                        instanceof Outcome.FoundOut(Trial.Violation violation)) {
                    row(
                            text,
                            mutant.name(),
                            mutant.wrong(),
                            violation.kind(),
                            Long.toString(violation.seed()));
                }
            }
        }
        return text.toString();
    }

    private static String hidden(List<Mutants.Group> groups) {
        StringBuilder text = new StringBuilder("\n## What another rule hides\n\n");
        text.append("| mutant | what is wrong | why nothing comes of it |\n|---|---|---|\n");
        for (Mutants.Group group : groups) {
            for (Mutant mutant : group.mutants()) {
                mutant.hidden()
                        .ifPresent(why -> row(text, mutant.name(), mutant.wrong(), sentence(why)));
            }
        }
        return text.toString();
    }

    private static String sentence(String why) {
        return why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1);
    }

    private static void row(StringBuilder text, String name, String... cells) {
        text.append("| `").append(name).append("` |");
        for (String cell : cells) {
            text.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        text.append('\n');
    }
}
