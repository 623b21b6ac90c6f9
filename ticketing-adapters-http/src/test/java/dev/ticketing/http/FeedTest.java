package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class FeedTest {

    private static final String KEY = "a-key-for-the-feed-of-tests";

    private final TestServer server = TestServer.startWith(new FeedKey(KEY));
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client program = anybody.with("Ticketing-Feed-Key", KEY);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void is_for_administrators_and_for_programs_with_the_key() {
        anybody.get("/api/feed").isProblem(401, "UNAUTHENTICATED");
        organizer.get("/api/feed").isProblem(403, "FORBIDDEN");
        for (String wrong : List.of(KEY + "x", KEY.substring(1), "x")) {
            anybody.with("Ticketing-Feed-Key", wrong)
                    .get("/api/feed")
                    .isProblem(401, "UNAUTHENTICATED");
        }
        program.get("/api/feed").has(200);
        anybody.as(TestServer.ADMIN).get("/api/feed").has(200);
    }

    @Test
    void no_key_fits_a_server_that_has_none() {
        try (TestServer without = TestServer.start()) {
            new Client(without.port())
                    .with("Ticketing-Feed-Key", KEY)
                    .get("/api/feed")
                    .isProblem(401, "UNAUTHENTICATED");
        }
    }

    @Test
    void an_event_is_told_as_it_is_stored_with_how_it_came_about() {
        organizer
                .with("X-Request-Id", "request-1")
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .post("/api/events", Samples.EVENT)
                .has(201);

        JsonNode event = program.get("/api/feed").has(200).json().get("items").get(0);

        assertThat(event.get("position").isTextual()).isTrue();
        assertThat(event.get("position").asText()).isEqualTo("1");
        assertThat(event.get("streamId").asText()).startsWith("show/");
        assertThat(event.get("version").asInt()).isEqualTo(1);
        assertThat(event.get("type").asText()).isEqualTo("show-created");
        assertThat(event.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(event.get("recordedAt").asText()).endsWith("Z");
        assertThat(event.get("correlationId").asText()).hasSize(36);
        assertThat(event.get("causationId").asText()).hasSize(36);
        assertThat(event.get("requestId").asText()).isEqualTo("request-1");
        assertThat(event.get("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(event.get("actor").asText()).startsWith("user:");
        assertThat(event.at("/data/details/title").asText()).isEqualTo("Night of the Proms");
        assertThat(event).hasSize(12);
    }

    @Test
    void everything_comes_in_order_without_gaps() {
        String event = Samples.onSale(organizer);
        for (int i = 0; i < 3; i++) {
            organizer.withKey().post("/api/reservations", Samples.standing(event, 1)).has(201);
        }

        List<String> seen = new ArrayList<>();
        JsonNode items;
        do {
            String after = seen.isEmpty() ? "0" : seen.getLast();
            items = program.get("/api/feed?limit=2&after=" + after).has(200).json().get("items");
            assertThat(items.size()).isLessThanOrEqualTo(2);
            seen.addAll(items.findValuesAsText("position"));
        } while (!items.isEmpty());

        int head = Math.toIntExact(server.log.head().value());
        assertThat(head).isGreaterThan(6);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, head).mapToObj(Integer::toString).toList());
    }

    @Test
    void bounds_are_checked_from_both_sides() {
        for (String good :
                List.of("limit=1", "limit=1000", "after=0", "after=999999999999999999", "wait=0")) {
            assertThat(program.get("/api/feed?" + good).has(200).json().get("items")).isEmpty();
        }
        for (String bad : List.of("limit=0", "limit=1001", "limit=", "limit=ten", "limit=-1")) {
            program.get("/api/feed?" + bad).isInvalid("limit");
        }
        for (String bad :
                List.of("after=-1", "after=x", "after=1e3", "after=1000000000000000000")) {
            program.get("/api/feed?" + bad).isInvalid("after");
        }
        for (String bad : List.of("wait=31", "wait=-1", "wait=1.5")) {
            program.get("/api/feed?" + bad).isInvalid("wait");
        }
    }

    @Test
    void a_commit_wakes_who_waits_at_the_end() {
        CompletableFuture<Client.Reply> waiting =
                CompletableFuture.supplyAsync(() -> program.get("/api/feed?wait=30"));
        Samples.draft(organizer);

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(30))
                .satisfies(
                        reply ->
                                assertThat(reply.has(200).json().get("items").size()).isPositive());
    }

    @Test
    void who_waits_in_vain_gets_an_empty_page_when_the_time_is_over() {
        long began = System.nanoTime();

        Client.Reply reply = program.get("/api/feed?wait=1").has(200);

        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(reply.text()).isEqualTo("{\"items\":[]}");
        assertThat(took).isBetween(Duration.ofMillis(990), Duration.ofSeconds(20));
    }

    @Test
    void who_has_not_read_everything_does_not_wait() {
        Samples.draft(organizer);
        long began = System.nanoTime();

        program.get("/api/feed?wait=30").has(200);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_server_that_closes_lets_nobody_wait() throws IOException {
        HttpServer closing = server.startPatient();
        try (RawClient reader = RawClient.of(closing.port())) {
            reader.send(
                    "GET /api/feed?wait=30 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + ("Ticketing-Feed-Key: " + KEY + "\r\n\r\n"));
            Eventually.isTrue(closing::isWaitedFor);
            long began = System.nanoTime();

            closing.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(reader.answer()).startsWith("HTTP/1.1 200 ");
        }
    }
}
