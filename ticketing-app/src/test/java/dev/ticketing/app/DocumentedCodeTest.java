package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Examples are code that tests compile, and mostly run: before each stands {@code <!-- code: file
 * region -->}, and in the file the region between {@code // docs:begin region} and {@code //
 * docs:end region}. Without a region it is an excerpt of the file, in which lines of … stand for
 * what is left out.
 */
class DocumentedCodeTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- code: (\\S+) (\\S+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    private static final Pattern EXCERPT =
            Pattern.compile("<!-- code: (\\S+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet :\n(.*?)\n \\* }\n", Pattern.DOTALL);

    private static final Pattern ANY_EXAMPLE = Pattern.compile("^```java$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"docs/testing.md", "docs/embedding.md", "docs/simulation.md"})
    void every_example_is_the_code_that_a_test_compiles(String page) throws IOException {
        String text = Repository.read(page);

        assertThat(EXAMPLE.matcher(text).results().count())
                .as("examples that name their code, of all")
                .isPositive()
                .isEqualTo(ANY_EXAMPLE.matcher(text).results().count());
        for (MatchResult example : EXAMPLE.matcher(text).results().toList()) {
            assertThat(example.group(3))
                    .as("%s of %s", example.group(2), example.group(1))
                    .isEqualTo(region(example.group(1), example.group(2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "docs/event-versioning.md")
    void every_excerpt_is_in_the_code(String page) throws IOException {
        String text = Repository.read(page);

        assertThat(EXCERPT.matcher(text).results().count())
                .as("excerpts that name their code, of all examples")
                .isPositive()
                .isEqualTo(ANY_EXAMPLE.matcher(text).results().count());
        for (MatchResult excerpt : EXCERPT.matcher(text).results().toList()) {
            assertThat(withoutSpaces(Repository.read(excerpt.group(1))))
                    .as("%s, in %s", excerpt.group(2), excerpt.group(1))
                    .containsSubsequence(List.of(withoutSpaces(excerpt.group(2)).split("…")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeciderSpec", "ProcessSpec", "ProjectionSpec"})
    void the_example_of_a_spec_is_code_that_a_test_runs(String spec) throws IOException {
        String testKit = "ticketing-testkit/src/%s/java/dev/ticketing/testkit/%s.java";
        String source = Repository.read(testKit.formatted("main", spec));
        MatchResult snippet = SNIPPET.matcher(source).results().findFirst().orElseThrow();

        String example = snippet.group(1).replaceAll("(?m)^ \\*", "");
        assertThat(withoutSpaces(Repository.read(testKit.formatted("test", "SpecExamplesTest"))))
                .contains(withoutSpaces(example));
    }

    private static String withoutSpaces(String code) {
        return code.replaceAll("\\s", "");
    }

    /** Moved to the left margin. */
    private static String region(String file, String name) throws IOException {
        String code = Repository.read(file);
        String begin = "// docs:begin " + name + "\n";
        String end = "// docs:end " + name + "\n";
        assertThat(code).contains(begin).contains(end);
        String from = code.substring(code.indexOf(begin) + begin.length());
        String region = from.substring(0, from.indexOf(end));
        return region.substring(0, region.lastIndexOf('\n')).stripTrailing().stripIndent() + "\n";
    }
}
