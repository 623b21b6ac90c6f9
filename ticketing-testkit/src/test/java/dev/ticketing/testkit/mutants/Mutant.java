package dev.ticketing.testkit.mutants;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A wrong version of one source file.
 *
 * @param name what it is called, in lower case with hyphens
 * @param wrong what it does wrong, for people
 * @param file the source file below {@code dev/ticketing}, without its ending
 * @param hidden why nothing comes of it, where another rule stands before it
 */
record Mutant(String name, String wrong, String file, List<Hunk> hunks, Optional<String> hidden) {

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    /** A word, or anything else that is not white space. */
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S");

    /**
     * A change of the source.
     *
     * @param before the piece that is replaced; white space in it does not count
     */
    record Hunk(String before, String after) {

        /**
         * The source with the change.
         *
         * @throws IllegalStateException unless the piece is there exactly once
         */
        String applyTo(String source) {
            Matcher matcher = pattern().matcher(source);
            List<MatchResult> found = matcher.results().toList();
            if (found.size() != 1) {
                throw new IllegalStateException(
                        "is there " + found.size() + " times, and not once: " + before);
            }
            MatchResult piece = found.getFirst();
            return source.substring(0, piece.start()) + after + source.substring(piece.end());
        }

        private Pattern pattern() {
            return Pattern.compile(
                    TOKEN.matcher(before)
                            .results()
                            .map(token -> pattern(token.group()))
                            .collect(Collectors.joining("\\s*")));
        }

        private static String pattern(String token) {
            String edge = Character.isJavaIdentifierPart(token.charAt(0)) ? "\\b" : "";
            return edge + Pattern.quote(token) + edge;
        }
    }

    Mutant {
        hunks = List.copyOf(hunks);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name);
        }
        if (wrong.isBlank() || hunks.isEmpty()) {
            throw new IllegalArgumentException(name + " says nothing, or changes nothing");
        }
    }

    /**
     * The source with what is wrong.
     *
     * @throws IllegalStateException if the source has changed so that it cannot be made wrong
     */
    String applyTo(String source) {
        String changed = source;
        for (Hunk hunk : hunks) {
            changed = hunk.applyTo(changed);
        }
        return changed;
    }

    /** The fully qualified name of the class that the source file is for. */
    String className() {
        return "dev.ticketing." + file.replace('/', '.');
    }
}
