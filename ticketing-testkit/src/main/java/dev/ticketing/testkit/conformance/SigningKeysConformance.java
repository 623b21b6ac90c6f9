package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** What every {@link SigningKeys} has to do. The store may hold the keys of earlier tests. */
public abstract class SigningKeysConformance {

    private static final int CALLERS = 6;

    /** Makes a suite; a subclass needs no constructor. */
    protected SigningKeysConformance() {}

    /** The store under test. */
    protected abstract SigningKeys signingKeys();

    @Test
    void keeps_the_first_key_of_a_purpose() {
        SigningKey first = newest(Purpose.ACCESS_TOKEN);

        SigningKey again =
                signingKeys()
                        .newest(
                                Purpose.ACCESS_TOKEN,
                                () -> {
                                    throw new AssertionError("there is a key");
                                });

        assertThat(again).isEqualTo(first);
        assertThat(signingKeys().all(Purpose.ACCESS_TOKEN)).contains(first);
    }

    @Test
    void shows_the_keys_of_a_purpose() {
        SigningKey token = newest(Purpose.ACCESS_TOKEN);
        SigningKey ticket = newest(Purpose.TICKET);

        assertThat(signingKeys().all(Purpose.ACCESS_TOKEN)).containsExactly(token);
        assertThat(signingKeys().all(Purpose.TICKET)).containsExactly(ticket);
    }

    @Test
    void one_key_wins_whoever_asks_at_the_same_time() {
        Callable<SigningKey> ask = () -> newest(Purpose.TICKET);

        List<SigningKey> keys = Together.run(Collections.nCopies(CALLERS, ask));

        assertThat(keys).hasSize(CALLERS).containsOnly(keys.getFirst());
        assertThat(signingKeys().all(Purpose.TICKET)).containsExactly(keys.getFirst());
    }

    private SigningKey newest(Purpose purpose) {
        return signingKeys()
                .newest(
                        purpose,
                        () ->
                                new SigningKey(
                                        "key-" + Fresh.id(),
                                        purpose,
                                        "EdDSA",
                                        "cHVibGlj",
                                        "cHJpdmF0ZQ==",
                                        Fresh.NOW));
    }
}
