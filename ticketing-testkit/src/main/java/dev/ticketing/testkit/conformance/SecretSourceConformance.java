package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.SecretSource;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What every {@link SecretSource} has to hand out. Whether it can be guessed no test can tell. */
public abstract class SecretSourceConformance {

    private static final int MANY = 1_000;

    /** Makes a suite; a subclass needs no constructor. */
    protected SecretSourceConformance() {}

    /** The source under test. */
    protected abstract SecretSource secrets();

    private List<String> many() {
        return Stream.generate(secrets()::next).limit(MANY).toList();
    }

    @Test
    void secrets_have_room_for_256_bits_in_characters_that_a_link_may_hold() {
        assertThat(many()).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43,}"));
    }

    @Test
    void no_secret_comes_twice() {
        assertThat(new HashSet<>(many())).hasSize(MANY);
    }
}
