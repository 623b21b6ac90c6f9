package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

class LoggingTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void in_json_every_event_is_one_line_that_parses() throws IOException {
        for (String message :
                List.of(
                        "plain",
                        "a \"quote\" \\ and\na line",
                        "\u0000\u0001\u001b\u007f",
                        "é€😀")) {
            String line = encoded(true, message, new IllegalStateException("a \"cause\"\n"));

            assertThat(line.strip()).doesNotContain("\n", "\r");
            assertThat(line).endsWith("\n");
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.path("formattedMessage").asText()).isEqualTo(message);
            assertThat(json.path("level").asText()).isEqualTo("WARN");
            assertThat(json.path("loggerName").asText()).isEqualTo("dev.ticketing.app.Server");
            assertThat(json.path("throwable").path("message").asText()).isEqualTo("a \"cause\"\n");
        }
    }

    @Test
    void in_json_the_time_is_in_milliseconds() throws IOException {
        JsonNode json = new ObjectMapper().readTree(encoded(true, "x", null));

        assertThat(json.path("timestamp").asLong())
                .isEqualTo(Instant.parse("2027-03-01T12:00:00.123Z").toEpochMilli());
        assertThat(json.hasNonNull("throwable")).isFalse();
    }

    @Test
    void text_is_time_level_who_and_what() {
        assertThat(encoded(false, "it happened", null))
                .isEqualTo("2027-03-01T12:00:00.123Z WARN  Server: it happened\n");
    }

    @Test
    void text_tells_the_failure_on_the_lines_below() {
        assertThat(encoded(false, "it happened", new IllegalStateException("why")))
                .startsWith("2027-03-01T12:00:00.123Z WARN  Server: it happened\n")
                .contains("java.lang.IllegalStateException: why\n\tat ");
    }

    @Test
    void the_level_is_ours_and_others_only_warn() {
        Logging.configure(context, false, "debug");

        assertThat(context.getLogger("dev.ticketing.app").getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("org.example").getEffectiveLevel()).isEqualTo(Level.WARN);
        context.stop();
    }

    private String encoded(boolean json, String message, @Nullable Throwable failure) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger logger = context.getLogger("dev.ticketing.app.Server");
        LoggingEvent event =
                new LoggingEvent("x", logger, Level.WARN, "{}", failure, new Object[] {message});
        event.setInstant(Instant.parse("2027-03-01T12:00:00.123Z"));
        Encoder<ILoggingEvent> encoder = Logging.encoder(context, json);
        return new String(encoder.encode(event), UTF_8);
    }
}
