package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Directories;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the rules of directories are written with, and the one that holds for all of them. */
abstract class DirectoryRules {

    private final DirectoriesConformance suite;
    private final String consumer;

    DirectoryRules(DirectoriesConformance suite, String consumer) {
        this.suite = suite;
        this.consumer = consumer;
    }

    final Directories directories() {
        return suite.directories();
    }

    final Filling serving() {
        return Filling.of(suite.consumers(), consumer);
    }

    /** Puts something that nobody has put before. */
    abstract Seen put(Filling filling);

    /** Tells whether readers see it. */
    interface Seen {
        boolean isSeen();
    }

    @Test
    void only_the_rows_of_the_copy_that_serves_are_read() {
        Seen before = put(serving());
        Filling rebuilt = Filling.rebuilding(suite.consumers(), consumer);
        Seen after = put(rebuilt);

        assertThat(before.isSeen()).isTrue();
        assertThat(after.isSeen()).isFalse();

        rebuilt.serve();

        assertThat(before.isSeen()).isFalse();
        assertThat(after.isSeen()).isTrue();
    }

    /** Each of these, and none. */
    @SafeVarargs
    static <T> List<Optional<T>> eachAndNone(T... values) {
        List<Optional<T>> all = new ArrayList<>();
        all.add(Optional.empty());
        for (T value : values) {
            all.add(Optional.of(value));
        }
        return all;
    }

    /** All pages of at most so many, one after the other, until there is none. */
    static <R> List<R> pages(int limit, Function<Optional<R>, List<R>> next) {
        List<R> all = new ArrayList<>();
        List<R> page = next.apply(Optional.empty());
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = next.apply(Optional.of(page.getLast()));
        }
        return all;
    }
}
