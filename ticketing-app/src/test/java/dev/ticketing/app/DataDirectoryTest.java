package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class DataDirectoryTest {

    @TempDir private Path folder;

    @Test
    void is_made_when_it_is_missing() {
        Path missing = folder.resolve("a").resolve("b");

        try (DataDirectory held = DataDirectory.take(missing).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(missing).isDirectory();
        }
    }

    @Test
    void a_second_taker_is_refused_until_the_first_lets_go() {
        DataDirectory first = DataDirectory.take(folder).orElseThrow();

        assertThat(DataDirectory.take(folder)).isEmpty();
        assertThat(DataDirectory.take(folder)).isEmpty();

        first.close();
        DataDirectory.take(folder).orElseThrow().close();
    }

    @Test
    void two_directories_have_two_holders() {
        try (DataDirectory one = DataDirectory.take(folder.resolve("one")).orElseThrow();
                DataDirectory other = DataDirectory.take(folder.resolve("other")).orElseThrow()) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void another_process_is_refused_too() throws IOException, InterruptedException {
        try (DataDirectory held = DataDirectory.take(folder).orElseThrow()) {
            assertThat(held).isNotNull();
            Process other = taker();

            assertThat(firstLine(other)).isEqualTo("refused");
            assertThat(other.waitFor()).isZero();
        }
    }

    @Test
    void a_holder_that_is_killed_has_let_go() throws IOException, InterruptedException {
        Process other = taker();
        assertThat(firstLine(other)).isEqualTo("taken");
        assertThat(DataDirectory.take(folder)).isEmpty();

        other.destroyForcibly().waitFor();

        DataDirectory.take(folder).orElseThrow().close();
    }

    @Test
    void a_file_in_its_place_is_a_failure() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.take(file)).isInstanceOf(UncheckedIOException.class);
    }

    private Process taker() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader words = process.inputReader(UTF_8);
        return String.valueOf(words.readLine());
    }

    /** Another process: takes the directory, says what came of it, and keeps it until it ends. */
    static final class Taker {

        private Taker() {}

        public static void main(String[] args) throws IOException {
            Optional<DataDirectory> taken = DataDirectory.take(Path.of(args[0]));
            System.out.println(taken.isPresent() ? "taken" : "refused");
            if (taken.isPresent()) {
                System.in.read();
            }
        }
    }
}
