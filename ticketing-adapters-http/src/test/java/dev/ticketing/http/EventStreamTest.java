package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

class EventStreamTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestServer server = TestServer.startWith(nanoTime::get);
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private String event = "";

    @BeforeEach
    void open() {
        event = Samples.onSale(organizer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient stream(String... headers) throws IOException {
        return RawClient.of(server.port())
                .send(
                        "GET "
                                + event
                                + "/availability/stream HTTP/1.1\r\nHost: x\r\n"
                                + String.join("", headers)
                                + "\r\n");
    }

    private String told(String section, int capacity, int held, String position) {
        return """
        event: availability
        id: %s
        data: {"type":"availability","eventId":"%s","sectionId":"%s","capacity":%d,"held":%d,\
        "sold":0,"blocked":0,"available":%d,"position":"%1$s"}

        """
                .formatted(position, Samples.id(event), section, capacity, held, capacity - held);
    }

    private String position() {
        return anybody.get(event + "/availability").at("/position");
    }

    @Test
    void tells_the_present_state_and_then_what_changes() throws IOException {
        try (RawClient stream = stream("Origin: " + TestServer.ORIGIN + "\r\n")) {
            assertThat(stream.until("\r\n\r\n").toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 200 ok\r\n")
                    .contains("content-type: text/event-stream\r\n")
                    .contains("cache-control: no-store\r\n", "x-content-type-options: nosniff\r\n")
                    .contains("access-control-allow-origin: " + TestServer.ORIGIN + "\r\n")
                    .contains("connection: close\r\n")
                    .doesNotContain("content-length", "transfer-encoding");
            String position = position();
            assertThat(stream.until("\n\n")).isEqualTo(told("ga", 10, 0, position));
            assertThat(stream.until("\n\n")).isEqualTo(told("stalls", 3, 0, position));
            anybody.as("buyer@example.com")
                    .withKey()
                    .post("/api/reservations", Samples.standing(event, 4))
                    .has(201);
            assertThat(stream.until("\n\n")).isEqualTo(told("ga", 10, 4, position()));
        }
    }

    @Test
    void sends_a_comment_every_fifteen_seconds() throws IOException {
        try (RawClient stream = stream()) {
            stream.until("\r\n\r\n");
            stream.until("\n\n");
            stream.until("\n\n");
            for (int i = 0; i < 3; i++) {
                nanoTime.addAndGet(Duration.ofSeconds(15).toNanos());
                assertThat(stream.until("\n\n")).isEqualTo(":\n\n");
            }
        }
    }

    @Test
    void ends_at_once_when_the_server_stops() throws IOException {
        try (RawClient stream = stream()) {
            stream.until("\r\n\r\n");
            stream.until("\n\n");
            stream.until("\n\n");
            server.server.close();
            assertThat(stream.rest()).isEmpty();
        }
    }

    @Test
    void is_only_of_what_may_be_seen() {
        String draft = Samples.draft(organizer);
        anybody.get(draft + "/availability/stream").isProblem(404, "NOT_FOUND");
        anybody.get("/api/events/nonsense/availability/stream").isProblem(404, "NOT_FOUND");
        anybody.with("Authorization", "Bearer nonsense")
                .get(event + "/availability/stream")
                .isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void a_head_request_is_answered_without_a_stream() throws IOException {
        try (RawClient client = RawClient.of(server.port())) {
            client.send("HEAD " + event + "/availability/stream HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.until("\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("content-type: text/event-stream");
            client.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }
}
