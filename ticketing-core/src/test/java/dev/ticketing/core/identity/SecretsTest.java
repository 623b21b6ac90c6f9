package dev.ticketing.core.identity;

import static dev.ticketing.core.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class SecretsTest {

    @Test
    void a_hash_is_sha_256_in_hexadecimal() {
        assertThat(SecretHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void a_hash_has_64_digits() {
        assertThat(new SecretHash("0".repeat(64)).hex()).hasSize(64);
        assertThatThrownBy(() -> new SecretHash("0".repeat(63)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SecretHash("0".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secrets_have_256_bits_in_url_safe_characters_and_do_not_repeat() {
        SecretSource secrets = SecretSource.random();

        assertThat(Stream.generate(secrets::next).limit(100))
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(secret).matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void a_signing_key_is_written_without_its_private_half() {
        SigningKey key =
                new SigningKey("k1", Purpose.TICKET, "EdDSA", "public", "very-private", NOW);

        assertThat(key.toString()).contains("k1").doesNotContain("very-private");
    }
}
