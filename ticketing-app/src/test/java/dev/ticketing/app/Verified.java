package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.app.VerifyCommand.Options;

import java.util.List;
import java.util.stream.Stream;

/** What {@code ticketing verify} says of a database. */
final class Verified {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Verified() {}

    /** Fails, with what was printed, unless every row is as the log says. */
    static void allIsAsTheLogSays(Configuration configuration) {
        Printed out = new Printed();
        int exit = new VerifyCommand(configuration, out.stream()).run(new Options(false));
        assertThat(exit).as(out::text).isZero();
    }

    /** What it tells programs. */
    static Found found(Configuration configuration) {
        Printed out = new Printed();
        int exit = new VerifyCommand(configuration, out.stream()).run(new Options(true));
        try {
            assertThat(out.text().lines()).as("one object").hasSize(1);
            return new Found(exit, JSON.readTree(out.text()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.text(), e);
        }
    }

    /** How it exits, and the object that it prints. */
    record Found(int exit, JsonNode report) {

        List<String> violations() {
            return stream("violations")
                    .map(
                            one ->
                                    one.path("kind").asText()
                                            + " "
                                            + one.path("where").asText()
                                            + " "
                                            + one.path("text").asText())
                    .toList();
        }

        Stream<JsonNode> stream(String name) {
            Stream.Builder<JsonNode> all = Stream.builder();
            report.path(name).forEach(all::add);
            return all.build();
        }
    }
}
