package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

class LiveHandshakeTest {

    private static final String NOTIFICATIONS = "/api/ws/notifications";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private static String places(String event) {
        return "/api/ws/availability/" + Samples.id(event);
    }

    private String refused(String path, String... headers) throws IOException {
        try (RawClient client = RawClient.of(server.port())) {
            return client.handshake(path, headers).answer();
        }
    }

    private static void assertIsProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"requestId\":\"")
                .containsIgnoringCase("x-content-type-options: nosniff");
    }

    @Test
    void a_handshake_is_answered_as_the_protocol_has_it() throws IOException {
        String event = Samples.onSale(organizer);
        try (RawClient client = RawClient.of(server.port())) {
            String head =
                    client.handshake(places(event), "X-Request-Id: live-1\r\n")
                            .until("\r\n\r\n")
                            .toLowerCase(Locale.ROOT);
            assertThat(head)
                    .startsWith("http/1.1 101 switching protocols\r\n")
                    .contains("upgrade: websocket\r\n", "connection: upgrade\r\n")
                    .contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n")
                    .contains("x-request-id: live-1\r\n", "x-content-type-options: nosniff\r\n")
                    .contains("content-security-policy: ", "cache-control: no-store\r\n")
                    .doesNotContain("content-length", "sec-websocket-protocol");
        }
    }

    @Test
    void without_or_with_a_bad_token_there_are_no_notifications() throws IOException {
        assertThat(LiveClient.refused(server.port(), NOTIFICATIONS)).isEqualTo(401);
        assertThat(LiveClient.refused(server.port(), NOTIFICATIONS, "bearer", "nonsense"))
                .isEqualTo(401);
        assertIsProblem(refused(NOTIFICATIONS), 401, "UNAUTHENTICATED");
        String bad = refused(NOTIFICATIONS, "Sec-WebSocket-Protocol: bearer, nonsense\r\n");
        assertIsProblem(bad, 401, "UNAUTHENTICATED");
        assertThat(bad).containsIgnoringCase("www-authenticate: Bearer error=\"invalid_token\"");
    }

    @Test
    void a_bad_token_is_refused_where_none_is_needed() {
        String event = Samples.onSale(organizer);
        assertThat(LiveClient.refused(server.port(), places(event), "bearer", "nonsense"))
                .isEqualTo(401);
    }

    @Test
    void a_token_may_also_come_in_the_header() throws IOException {
        String token = anybody.signIn("buyer@example.com").at("/accessToken");
        try (RawClient client = RawClient.of(server.port())) {
            client.handshake(NOTIFICATIONS, "Authorization: Bearer " + token + "\r\n");
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void a_draft_is_watched_by_its_organizers_alone() throws IOException {
        String draft = Samples.draft(organizer);
        String stranger = anybody.signIn("stranger@example.com").at("/accessToken");
        assertThat(LiveClient.refused(server.port(), places(draft))).isEqualTo(404);
        assertThat(LiveClient.refused(server.port(), places(draft), "bearer", stranger))
                .isEqualTo(404);
        assertIsProblem(refused(places(draft)), 404, "NOT_FOUND");
        String token = anybody.signIn("organizer@example.com").at("/accessToken");
        try (LiveClient watcher = LiveClient.watching(server, draft, "bearer", token)) {
            assertThat(watcher.next().get("sectionId").asText()).isEqualTo("ga");
        }
    }

    @Test
    void what_is_not_there_cannot_be_watched() throws IOException {
        assertIsProblem(refused("/api/ws/availability/" + UUID.randomUUID()), 404, "NOT_FOUND");
        assertIsProblem(refused("/api/ws/availability/nonsense"), 404, "NOT_FOUND");
        assertIsProblem(refused("/api/ws/nothing"), 404, "NOT_FOUND");
    }

    @Test
    void an_ordinary_request_is_told_what_is_wanted() {
        Client.Reply reply = anybody.get(places(Samples.onSale(organizer)));
        reply.isProblem(426, "UPGRADE_REQUIRED");
        assertThat(reply.header("Upgrade")).isEqualTo("websocket");
        assertThat(reply.header("Sec-WebSocket-Version")).isEqualTo("13");
        anybody.post(places(Samples.onSale(organizer))).isProblem(405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!!", "c2hvcnQ=", "dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ=="})
    void a_key_that_is_none_is_refused(String key) throws IOException {
        String event = Samples.onSale(organizer);
        try (RawClient client = RawClient.of(server.port())) {
            client.send(
                    "GET "
                            + places(event)
                            + " HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Upgrade: websocket\r\n"
                            + "Connection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\n"
                            + (key.isEmpty() ? "" : "Sec-WebSocket-Key: " + key + "\r\n")
                            + "\r\n");
            assertIsProblem(client.answer(), 400, "MALFORMED_REQUEST");
        }
    }

    @Test
    void a_refused_handshake_leaves_the_connection_as_it_was() throws IOException {
        try (RawClient client = RawClient.of(server.port())) {
            assertThat(client.handshake(NOTIFICATIONS).answer()).startsWith("HTTP/1.1 401 ");
            client.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }
}
