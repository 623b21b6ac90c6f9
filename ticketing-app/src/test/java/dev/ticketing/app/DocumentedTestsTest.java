package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the documentation says that a test shows something, there is such a test. */
class DocumentedTestsTest {

    /** {@code SomeTest.what_it_shows}, or, later in a table, {@code what_it_shows} alone. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "`([A-Z]\\w*(?:Test|IT)\\.[a-z]\\w*|(?!tok_)[a-z]+(?:_[a-z0-9]+){3,})`");

    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

    private static Set<String> methods = Set.of();

    @BeforeAll
    static void read() throws IOException {
        methods = methodsOfTests();
    }

    private static Set<String> methodsOfTests() throws IOException {
        Set<String> all = new HashSet<>();
        try (Stream<Path> files = Files.walk(Repository.root())) {
            List<Path> tests =
                    files.filter(file -> file.toString().contains("src/test/java"))
                            .filter(file -> file.toString().endsWith(".java"))
                            .toList();
            for (Path file : tests) {
                String name = file.getFileName().toString().replace(".java", "");
                for (MatchResult method :
                        METHOD.matcher(Files.readString(file)).results().toList()) {
                    all.add(method.group(1));
                    all.add(name + "." + method.group(1));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/lives.md", "docs/processes.md"})
    void every_test_that_is_named_exists(String page) throws IOException {
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (MatchResult match : NAMED.matcher(Repository.read(page)).results().toList()) {
            String name = match.group(1);
            named.add(name);
            if (!methods.contains(name)) {
                missing.add(name);
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }
}
