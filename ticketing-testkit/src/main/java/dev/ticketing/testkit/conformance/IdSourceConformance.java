package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What every {@link IdSource} has to hand out. */
public abstract class IdSourceConformance {

    private static final int MANY = 10_000;
    private static final int CALLERS = 6;

    /** Makes a suite; a subclass needs no constructor. */
    protected IdSourceConformance() {}

    /** The source under test. */
    protected abstract IdSource ids();

    private List<UUID> many() {
        return Stream.generate(ids()::next).limit(MANY).toList();
    }

    @Test
    void ids_say_their_version_and_variant() {
        assertThat(many())
                .allMatch(
                        id -> id.version() == 7 && id.variant() == 2, "are of RFC 9562, version 7");
    }

    @Test
    void no_id_comes_twice() {
        assertThat(new HashSet<>(many())).hasSize(MANY);
    }

    @Test
    void no_id_comes_twice_to_many_who_ask_at_a_time() {
        Callable<List<UUID>> asking = this::many;
        Set<UUID> all = new HashSet<>();

        Together.run(Collections.nCopies(CALLERS, asking)).forEach(all::addAll);

        assertThat(all).hasSize(CALLERS * MANY);
    }

    @Test
    void ids_are_in_the_order_of_the_milliseconds_they_were_made_in() {
        List<Instant> made = many().stream().map(UuidV7Source::madeAt).toList();

        assertThat(made).isSorted();
    }
}
