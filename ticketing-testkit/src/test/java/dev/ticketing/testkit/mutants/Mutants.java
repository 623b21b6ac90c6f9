package dev.ticketing.testkit.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All mutants, read from the resources {@code mutants/*.txt}. One is a paragraph:
 *
 * <pre>
 * its-name
 * What it does wrong, in a sentence or two.
 * in core/inventory/InventoryDecider
 * - the piece of the source that is replaced
 * + what stands there instead
 * hidden because another rule stands before it.
 * </pre>
 *
 * <p>A piece may have several lines, and a mutant several pieces; the last line is for those that
 * no simulation can tell from the right version. The first paragraph is a title.
 */
final class Mutants {

    private static final List<String> FILES =
            List.of(
                    "places",
                    "reservations",
                    "payments",
                    "tickets",
                    "shows",
                    "writing",
                    "reading",
                    "processes");

    private static final String IN = "in ";
    private static final String HIDDEN = "hidden because ";

    private Mutants() {}

    /**
     * Those of one resource.
     *
     * @param title what they are about: the first line of the resource
     */
    record Group(String title, List<Mutant> mutants) {
        Group {
            mutants = List.copyOf(mutants);
        }
    }

    static List<Group> all() {
        List<Group> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String file : FILES) {
            Group group = parse(text("/mutants/" + file + ".txt"));
            for (Mutant mutant : group.mutants) {
                if (!names.add(mutant.name())) {
                    throw new IllegalStateException("two mutants of the name " + mutant.name());
                }
            }
            all.add(group);
        }
        return List.copyOf(all);
    }

    private static String text(String resource) {
        try (InputStream in = Mutants.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Group parse(String text) {
        String[] paragraphs = text.strip().split("\n\\s*\n");
        List<Mutant> mutants =
                Stream.of(paragraphs).skip(1).map(one -> mutant(one.lines().toList())).toList();
        return new Group(paragraphs[0].strip(), mutants);
    }

    private static Mutant mutant(List<String> lines) {
        List<String> wrong = new ArrayList<>();
        Optional<String> file = Optional.empty();
        Optional<String> hidden = Optional.empty();
        Pieces pieces = new Pieces();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("-")) {
                pieces.before(line.substring(1));
            } else if (line.startsWith("+")) {
                pieces.after(line.substring(1));
            } else if (line.startsWith(IN)) {
                file = Optional.of(line.substring(IN.length()).strip());
            } else if (line.startsWith(HIDDEN)) {
                hidden = Optional.of(line.substring(HIDDEN.length()).strip());
            } else if (hidden.isPresent()) {
                hidden = hidden.map(reason -> reason + " " + line.strip());
            } else {
                wrong.add(line.strip());
            }
        }
        String name = lines.getFirst().strip();
        return new Mutant(
                name,
                String.join(" ", wrong),
                file.orElseThrow(() -> new IllegalArgumentException(name + " is in no file")),
                pieces.hunks(),
                hidden);
    }

    /** The lines of one mutant, as they come. */
    private static final class Pieces {

        private final List<Mutant.Hunk> done = new ArrayList<>();
        private final List<String> before = new ArrayList<>();
        private final List<String> after = new ArrayList<>();

        void before(String line) {
            if (!after.isEmpty()) {
                end();
            }
            before.add(line);
        }

        void after(String line) {
            after.add(line);
        }

        private void end() {
            done.add(new Mutant.Hunk(String.join("\n", before), String.join("\n", after)));
            before.clear();
            after.clear();
        }

        List<Mutant.Hunk> hunks() {
            if (!before.isEmpty()) {
                end();
            }
            return List.copyOf(done);
        }
    }
}
