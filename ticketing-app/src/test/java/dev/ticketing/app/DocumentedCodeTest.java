package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Examples are code that tests compile, and mostly run: before each stands {@code <!-- code: file
 * region -->}, and in the file the region between {@code // docs:begin region} and {@code //
 * docs:end region}.
 */
class DocumentedCodeTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- code: (\\S+) (\\S+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

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
