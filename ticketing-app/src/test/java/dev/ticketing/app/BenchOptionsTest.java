package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.app.BenchOptions.Following;
import dev.ticketing.app.BenchOptions.Scenario;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class BenchOptionsTest {

    @Test
    void ten_seconds_over_128_connections_in_words_unless_told_otherwise() {
        assertThat(parse("flash-sale"))
                .isEqualTo(
                        new BenchOptions(
                                Scenario.FLASH_SALE,
                                Duration.ofSeconds(10),
                                128,
                                Following.ON,
                                false));
    }

    @Test
    void options_stand_in_any_order_and_the_last_one_counts() {
        assertThat(parse("flash-sale-seats --json --connections 7 --seconds 1 --seconds 2"))
                .isEqualTo(
                        new BenchOptions(
                                Scenario.FLASH_SALE_SEATS,
                                Duration.ofSeconds(2),
                                7,
                                Following.ON,
                                true));
    }

    @ParameterizedTest
    @CsvSource({"--consumers on, ON", "--consumers off, OFF", "--compare, BOTH"})
    void what_follows_the_log_can_be_left_out_or_compared(String words, Following following) {
        assertThat(parse("flash-sale " + words).following()).isEqualTo(following);
    }

    @ParameterizedTest
    @CsvSource({"--seconds, 1", "--seconds, 3600", "--connections, 1", "--connections, 10000"})
    void a_number_at_the_edge_is_taken(String option, String number) {
        BenchOptions options = parse("flash-sale " + option + " " + number);

        assertThat(
                        option.equals("--seconds")
                                ? options.duration().toSeconds()
                                : options.connections())
                .isEqualTo(Long.parseLong(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flash-sale --seconds 0         | --seconds takes a number from 1 to 3600",
                "flash-sale --seconds 3601      | --seconds takes a number from 1 to 3600",
                "flash-sale --seconds soon      | --seconds takes a number from 1 to 3600",
                "flash-sale --seconds           | --seconds takes a number from 1 to 3600",
                "flash-sale --seconds --json    | --seconds takes a number from 1 to 3600",
                "flash-sale --connections 0     | --connections takes a number from 1 to 10000",
                "flash-sale --connections 10001 | --connections takes a number from 1 to 10000",
                "flash-sale --consumers         | --consumers takes on or off",
                "flash-sale --consumers maybe   | --consumers takes on or off",
                "flash-sale --fast              | unknown option --fast",
                "slow-sale                      | there is no benchmark slow-sale",
                "--json                         | there is no benchmark --json",
            })
    void what_is_not_understood_is_refused(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void a_benchmark_has_to_be_named() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "which benchmark? flash-sale, flash-sale-seats, rebuild, live, expiry or"
                                + " cancellation");
    }

    private static BenchOptions parse(String line) {
        return BenchOptions.parse(Arrays.asList(line.split(" ", -1)));
    }
}
