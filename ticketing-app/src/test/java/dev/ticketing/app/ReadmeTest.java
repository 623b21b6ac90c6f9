package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class ReadmeTest {

    private static final String MARKER = "<!-- embed -->\n";
    private static final String FENCE = "```";
    private static final String EXAMPLE =
            "ticketing-app/src/test/java/dev/ticketing/app/EmbeddingTest.java";
    private static final String SCANNER =
            "ticketing-adapters-http/src/test/java/dev/ticketing/http/OfflineScannerTest.java";

    @Test
    void the_example_of_embedding_is_the_code_that_a_test_runs() throws IOException {
        String readme = Repository.read("README.md");
        String marked = between(readme, MARKER, MARKER);

        assertThat(between(marked, FENCE + "java\n", FENCE)).isEqualTo(example());
    }

    @Test
    void the_example_of_an_offline_scanner_is_the_code_that_a_test_runs() throws IOException {
        String marker = "<!-- verifier -->\n";
        String marked = between(Repository.read("docs/tickets.md"), marker, marker);
        String code = between(Repository.read(SCANNER), "// docs:begin\n", "// docs:end");

        assertThat(between(marked, FENCE + "java\n", FENCE)).isEqualTo(code.stripIndent());
    }

    /** The region of the test, moved to the left margin. */
    private static String example() throws IOException {
        String code = Repository.read(EXAMPLE);
        return between(code, "// readme:begin\n", "// readme:end").stripIndent();
    }

    private static String between(String text, String begin, String end) {
        assertThat(text).contains(begin);
        String rest = text.substring(text.indexOf(begin) + begin.length());
        assertThat(rest).contains(end);
        return rest.substring(0, rest.indexOf(end));
    }
}
