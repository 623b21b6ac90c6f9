package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Requests that do not arrive in time, at a server that does not wait for long. */
class RequestLimitTest {

    private static final String WHOLE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private final TestServer patient = TestServer.start();
    private final HttpServer server = startWith(Duration.ofMillis(500));

    private HttpServer startWith(Duration limit) {
        return HttpServer.start(patient.settings, patient.needs, System::nanoTime, limit);
    }

    @AfterEach
    void stop() {
        server.close();
        patient.close();
    }

    private static void assertIsTooLateAndClosed(RawClient client, String path) throws IOException {
        String answer = client.answer();
        int body = answer.indexOf("\r\n\r\n") + 4;
        String head = answer.substring(0, body).toLowerCase(Locale.ROOT);
        JsonNode problem = new ObjectMapper().readTree(answer.substring(body));

        assertThat(head)
                .startsWith("http/1.1 408 request timeout\r\n")
                .contains("content-type: application/problem+json\r\n")
                .contains("x-request-id: " + problem.path("requestId").asText() + "\r\n")
                .contains("x-content-type-options: nosniff\r\n")
                .contains("x-frame-options: deny\r\n")
                .contains("referrer-policy: strict-origin-when-cross-origin\r\n")
                .contains("content-security-policy: ")
                .contains("cache-control: no-store\r\n")
                .contains("connection: close\r\n");
        assertThat(problem.path("code").asText()).isEqualTo("REQUEST_TIMEOUT");
        assertThat(problem.path("status").asInt()).isEqualTo(408);
        assertThat(problem.path("instance").asText()).isEqualTo(path);
        assertThat(problem.path("type").asText()).isNotEmpty();
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("requestId").asText()).isNotEmpty();
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void whose_headers_do_not_end_is_told_so_and_the_connection_is_closed() throws IOException {
        try (RawClient client = RawClient.of(server.port())) {
            client.send("GET /api/events?limit=5 HTTP/1.1\r\nHost: x\r\n");

            assertIsTooLateAndClosed(client, "/api/events");
        }
    }

    @Test
    void whose_body_does_not_end_is_told_so_and_the_connection_is_closed() throws IOException {
        try (RawClient client = RawClient.of(server.port())) {
            client.send("POST /auth/magic-link/verify HTTP/1.1\r\nHost: x\r\n");
            client.send("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertIsTooLateAndClosed(client, "/auth/magic-link/verify");
        }
    }

    @Test
    void each_request_of_a_connection_has_a_time_of_its_own() throws IOException {
        try (HttpServer slower = startWith(Duration.ofSeconds(3));
                RawClient client = RawClient.of(slower.port())) {
            assertThat(client.send(WHOLE).answer()).startsWith("HTTP/1.1 200 OK\r\n");
            client.send(WHOLE.substring(0, WHOLE.length() - 2));

            assertIsTooLateAndClosed(client, "/health/live");
        }
    }

    @Test
    void half_a_request_is_waited_for_as_long_as_the_limit_is() throws IOException {
        try (RawClient early = RawClient.of(patient.port());
                RawClient late = RawClient.of(server.port())) {
            String half = WHOLE.substring(0, WHOLE.length() - 2);
            early.send(half);
            late.send(half);
            assertIsTooLateAndClosed(late, "/health/live");

            assertThat(early.send("\r\n").answer()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }
}
