package dev.ticketing.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.idempotency.IdempotencyStore.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.TreeMap;

class IdempotencyKeyTest {

    @Test
    void has_16_to_128_characters() {
        assertThat(isValid("k".repeat(15))).isFalse();
        assertThat(isValid("k".repeat(16))).isTrue();
        assertThat(isValid("k".repeat(128))).isTrue();
        assertThat(isValid("k".repeat(129))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(chars = {'!', '~', '0', '"'})
    void takes_visible_ascii(char character) {
        assertThat(isValid("0123456789abcdef" + character)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(chars = {' ', '\t', '\n', 127, 'é', 0})
    void refuses_all_other_characters(char character) {
        assertThat(isValid("0123456789abcdef" + character)).isFalse();
    }

    @Test
    void is_refused_where_it_is_made() {
        assertThatThrownBy(() -> new IdempotencyStore.Key("anonymous", "short"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_answer_keeps_its_headers() {
        Map<String, String> headers = new TreeMap<>(Map.of("ETag", "1"));
        Answer answer = new Answer(200, headers, "");

        headers.clear();

        assertThat(answer.headers()).containsExactly(Map.entry("ETag", "1"));
    }

    private static boolean isValid(String value) {
        return IdempotencyStore.Key.isValid(value);
    }
}
