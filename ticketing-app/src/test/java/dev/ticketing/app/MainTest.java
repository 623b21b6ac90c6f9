package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class MainTest {

    private final Printed out = new Printed();
    private final Printed err = new Printed();

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void help_names_every_command(String asked) {
        assertThat(run(asked)).isZero();

        assertThat(out.text())
                .contains("serve", "demo", "migrate", "doctor", "verify", "rebuild", "bench")
                .contains("version", "--help")
                .contains("docs/configuration.md");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void version_is_one_line() {
        assertThat(run("version")).isZero();

        assertThat(out.text()).matches("ticketing \\S+ on Java \\S+\\R");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void without_arguments_it_says_how_it_is_used() {
        assertThat(Main.run(List.of(), Map.of(), directory, out.stream(), err.stream()))
                .isEqualTo(64);

        assertThat(err.text()).startsWith("ticketing: an event-sourced ticketing system");
        assertThat(out.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sell                | there is no command sell",
                "--version           | there is no command --version",
                "version --json      | unknown option --json",
                "serve --port 1      | unknown option --port",
                "demo now            | unknown option now",
                "migrate now         | unknown option now",
                "doctor -v           | unknown option -v",
                "verify everything   | unknown option everything",
                "rebuild             | which consumer? open-work, events, availability,"
                        + " reservations, payments, tickets, sales, customers",
                "rebuild shows       | there is no consumer shows: open-work, events,"
                        + " availability, reservations, payments, tickets, sales, customers",
                "rebuild sales --now | unknown option --now",
                "bench               | which benchmark? flash-sale, flash-sale-seats, rebuild,"
                        + " live, expiry or cancellation",
                "bench flash-sale -v | unknown option -v",
            })
    void a_line_that_is_not_understood_ends_with_64(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(64);

        assertThat(err.text()).isEqualTo("ticketing: " + message + System.lineSeparator());
        assertThat(out.text()).isEmpty();
    }

    @Test
    void a_wrong_configuration_ends_with_78() throws IOException {
        Files.writeString(directory.resolve("ticketing.yaml"), "colour: blue\n");

        assertThat(run("serve")).isEqualTo(78);

        assertThat(err.text())
                .isEqualTo(
                        "ticketing: ticketing.yaml: there is no setting colour"
                                + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "verify --json", "rebuild sales"})
    void without_a_database_there_is_nothing_to_look_at(String line) {
        assertThat(run(line.split(" ", -1))).as(err::text).isEqualTo(69);

        assertThat(err.text()).startsWith("ticketing: there is no database yet");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void the_command_line_is_judged_before_the_configuration() throws IOException {
        Files.writeString(directory.resolve("ticketing.yaml"), "colour: blue\n");

        assertThat(run("serve", "--now")).isEqualTo(64);
        assertThat(run("version")).isZero();
    }

    private int run(String... words) {
        return Main.run(Arrays.asList(words), Map.of(), directory, out.stream(), err.stream());
    }
}
