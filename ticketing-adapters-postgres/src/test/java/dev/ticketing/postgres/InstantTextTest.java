package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2027-03-01T10:00:00.123456789Z",
                "2027-03-01T10:00:00.120Z",
                "2027-03-01T10:00:00.000001Z",
                "2027-03-01T10:00:00.000000001Z",
                "2028-02-29T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void writes_and_reads_as_instants_themselves_do(String text) {
        Instant instant = Instant.parse(text);

        assertThat(InstantText.parse(text)).isEqualTo(instant);
        assertThat(InstantText.of(instant)).isEqualTo(instant.toString()).isEqualTo(text);
    }

    @Test
    void any_instant_comes_back() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-70_000_000_000L, 300_000_000_000L),
                            random.nextInt(1_000_000_000) / (long) Math.pow(10, i % 10) * 1_000);

            assertThat(InstantText.of(instant)).as("seed %d", seed).isEqualTo(instant.toString());
            assertThat(InstantText.parse(instant.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-03-01T24:00:00Z",
                "2027-03-01T23:59:60Z",
                "2027-03-01T10:00:00.5Z",
                "2027-03-01T10:00:00+02:00"
            })
    void reads_what_instants_read_in_other_forms_too(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2027-03-01",
                "2027-03-01T10:00Z",
                "2027-02-29T10:00:00Z",
                "2027-13-01T10:00:00Z",
                "2027-03-01T25:00:00Z",
                "2027-03-01T10:60:00Z",
                "2027-03-01T10:00:61Z",
                "2027-03-01T10:00:00.1234567890Z",
                "2027-03-01T10:00:00.12a456Z",
                "2027-03-01 10:00:00Z",
                "2027-03-01T10:00:00",
                "20a7-03-01T10:00:00Z"
            })
    void refuses_what_is_no_instant(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
