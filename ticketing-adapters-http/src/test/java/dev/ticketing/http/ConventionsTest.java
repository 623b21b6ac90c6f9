package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class ConventionsTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void request_id_and_trace_reach_the_log() {
        organizer
                .with("X-Request-Id", "My.request_1-x")
                .with("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01")
                .post("/api/events", Samples.EVENT)
                .has(201);
        RecordedEvent last = server.log.read(Position.START, 10).getLast();
        assertThat(last.metadata().requestId()).contains("My.request_1-x");
        assertThat(last.metadata().traceId()).contains(TRACE_ID);
        assertThat(last.metadata().actor()).startsWith("user:");
        assertThat(last.metadata().causationId()).isEqualTo(last.command().value());
    }

    @Test
    void all_that_a_payment_brings_about_is_known_by_its_request() {
        String hold =
                organizer
                        .withKey()
                        .post("/api/reservations", Samples.standing(Samples.onSale(organizer), 1))
                        .has(201)
                        .header("Location");
        Position before = server.log.head();
        organizer
                .withKey()
                .with("X-Request-Id", "pays-1")
                .with("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01")
                .post("/api/payments", Samples.payment(hold, "tok_ok"))
                .has(201);

        List<RecordedEvent> all = server.log.read(before, 20);
        assertThat(all).hasSizeGreaterThan(5);
        assertThat(all)
                .allSatisfy(
                        recorded -> {
                            assertThat(recorded.metadata().requestId()).contains("pays-1");
                            assertThat(recorded.metadata().traceId()).contains(TRACE_ID);
                        });
        assertThat(all)
                .map(recorded -> recorded.metadata().correlationId())
                .containsOnly(all.getFirst().metadata().correlationId());
    }

    @Test
    void a_valid_request_id_is_echoed_and_any_other_replaced() {
        String longest = "a".repeat(64);
        assertThat(with(longest).header("X-Request-Id")).isEqualTo(longest);
        for (String bad : new String[] {"a".repeat(65), "a b", "a/b", "ä"}) {
            assertThat(with(bad).header("X-Request-Id")).isNotEqualTo(bad).hasSize(36);
        }
    }

    private Client.Reply with(String requestId) {
        return anybody.with("X-Request-Id", requestId).get("/health/live").has(200);
    }

    @Test
    void an_unchanged_resource_is_not_sent_again() {
        String event = Samples.onSale(organizer);
        Client.Reply first = anybody.get(event).has(200);
        assertThat(first.header("ETag")).isEqualTo("\"3\"");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        Client.Reply again = anybody.with("If-None-Match", "\"2\", W/\"3\"").get(event).has(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo("\"3\"");
        anybody.with("If-None-Match", "*").get(event).has(304);
        anybody.with("If-None-Match", "\"2\"").get(event).has(200);
    }

    @Test
    void a_change_of_another_version_is_refused() {
        String event = Samples.draft(organizer);
        String changed = Samples.EVENT.replace("An evening.", "A long evening.");
        organizer.with("If-Match", "\"2\"").put(event, changed).isProblem(412, "VERSION_MISMATCH");
        organizer.with("If-Match", "W/\"1\"").put(event, changed).has(412);
        Client.Reply done = organizer.with("If-Match", "\"1\"").put(event, changed).has(200);
        assertThat(done.at("/version")).isEqualTo("2");
        assertThat(done.header("ETag")).isEqualTo("\"2\"");
        organizer.with("If-Match", "\"1\"").put(event, changed).has(412);
        organizer.with("If-Match", "*").put(event, changed).has(200);
        organizer.put(event, changed).has(200);
    }

    @Test
    void sections_are_fixed_once_published_but_may_be_sent_again() {
        String event = Samples.draft(organizer);
        organizer.post(event + "/publish").has(200);
        organizer.put(event, Samples.EVENT.replace("Night", "Nights")).has(200);
        Client.Reply fixed =
                organizer
                        .put(event, Samples.EVENT.replace("\"capacity\": 10", "\"capacity\": 11"))
                        .isProblem(409, "EVENT_NOT_EDITABLE");
        assertThat(fixed.at("/errors/0/field")).isEqualTo("sections");
    }

    @Test
    void a_reader_may_ask_for_a_position() {
        String event = Samples.draft(organizer);
        organizer.with("Ticketing-Min-Position", "1").get(event).has(200);
        organizer.with("Ticketing-Min-Position", "1").get("/api/tickets").has(200);
        for (String bad : new String[] {"-1", "x", "1.0", "1".repeat(30)}) {
            organizer
                    .with("Ticketing-Min-Position", bad)
                    .get(event)
                    .isInvalid("Ticketing-Min-Position");
        }
        server.impatient = true;
        Client.Reply behind =
                organizer
                        .with("Ticketing-Min-Position", "999999")
                        .get(event)
                        .isProblem(503, "READ_MODEL_BEHIND");
        assertThat(behind.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_named_with_those_it_has() {
        String event = Samples.draft(organizer);
        Client.Reply answer =
                organizer
                        .send("PATCH", event, HttpRequest.BodyPublishers.noBody())
                        .isProblem(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT, DELETE, OPTIONS");
        anybody.get("/api/nothing").isProblem(404, "NOT_FOUND");
        assertThat(anybody.get("/api/nothing").at("/instance")).isEqualTo("/api/nothing");
    }

    @Test
    void head_is_get_without_a_body() {
        Client.Reply head =
                anybody.send("HEAD", "/health/live", HttpRequest.BodyPublishers.noBody()).has(200);
        assertThat(head.header("Content-Length")).isEqualTo("15");
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void only_configured_origins_may_call_from_a_page() {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        Client page = anybody.with("Access-Control-Request-Method", "POST");
        Client.Reply preflight =
                page.with("Origin", TestServer.ORIGIN)
                        .send("OPTIONS", "/api/reservations", none)
                        .has(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(TestServer.ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Idempotency-Key");
        Client.Reply foreign =
                page.with("Origin", "https://evil.example.com")
                        .send("OPTIONS", "/api/reservations", none)
                        .has(204);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        Client.Reply read = anybody.with("Origin", TestServer.ORIGIN).get("/health/live");
        assertThat(read.header("Access-Control-Expose-Headers")).contains("Ticketing-Position");
        assertThat(read.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void production_has_no_mailbox_and_asks_for_tls() {
        try (TestServer production = TestServer.startForProduction()) {
            Client client = new Client(production.port());
            client.get("/dev/mailbox").isProblem(404, "NOT_FOUND");
            assertThat(client.get("/").has(200).text()).doesNotContain("mailbox\"");
            assertThat(client.get("/health/live").header("Strict-Transport-Security"))
                    .contains("max-age");
        }
        assertThat(anybody.get("/health/live").header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void the_start_page_allows_its_own_script_alone() {
        Client.Reply page = anybody.get("/").has(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.text()).contains("/dev/mailbox");
    }

    @Test
    void readiness_asks_every_part_and_tells_details_to_admins_alone() {
        Map<String, HealthProbe> probes =
                Map.of(
                        "event-store",
                        () -> {
                            throw new IllegalStateException("secret");
                        });
        try (TestServer sick = TestServer.startWith(probes)) {
            Client client = new Client(sick.port());
            Client.Reply ready = client.get("/health/ready").has(503);
            assertThat(ready.at("/status")).isEqualTo("DOWN");
            assertThat(ready.at("/checks/0/name")).isEqualTo("event-store");
            assertThat(ready.text()).doesNotContain("detail").doesNotContain("secret");
            assertThat(client.as(TestServer.ADMIN).get("/health/ready").has(503).text())
                    .contains("detail");
            client.get("/health/live").has(200);
        }
        try (TestServer well = TestServer.startWith(Map.of("a", () -> Optional.of("fine")))) {
            Client client = new Client(well.port());
            assertThat(client.get("/health/ready").has(200).at("/checks/0/status")).isEqualTo("UP");
        }
    }

    @Test
    void a_taken_port_is_a_clear_failure() {
        HttpSettings settings =
                new HttpSettings(
                        "127.0.0.1",
                        server.port(),
                        "http://localhost",
                        false,
                        List.of(),
                        true,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Duration.ZERO);
        assertThatThrownBy(() -> HttpServer.start(settings, server.needs))
                .isInstanceOf(TicketingException.class)
                .hasMessageContaining(Integer.toString(server.port()));
    }
}
