package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.core.payment.WebhookInbox.Stored;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What providers send by themselves, on the wire. */
class WebhooksTest {

    private static final String PATH = "/webhooks/payments/memory";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    private static String about(String payment) {
        return "{\"type\": \"payment.captured\", \"data\": {\"paymentId\": \"" + payment + "\"}}";
    }

    private Client signing(String id, String body) {
        long seconds = server.clock.instant().getEpochSecond();
        return anybody.with("Webhook-Id", id)
                .with("Webhook-Timestamp", Long.toString(seconds))
                .with(
                        "Webhook-Signature",
                        TestServer.SECRET.sign(id, seconds, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Client.Reply send(Client client, String body) {
        return client.send("POST", PATH, HttpRequest.BodyPublishers.ofString(body));
    }

    private Client.Reply delivered(String id, String body) {
        return send(signing(id, body), body);
    }

    private Stored stored(String id) {
        return server.webhooks.find("memory", id).orElseThrow();
    }

    @Test
    void what_is_signed_is_stored_and_then_answered() {
        String body = about(UUID.randomUUID().toString());

        Client.Reply answer = delivered("msg_1", body).has(200);

        assertThat(answer.text()).isEqualTo("{}");
        assertThat(stored("msg_1").webhook().type()).isEqualTo("payment.captured");
        Eventually.isTrue(() -> stored("msg_1").settled());
    }

    @Test
    void what_is_delivered_again_is_answered_as_the_first_time() {
        String body = about(UUID.randomUUID().toString());
        delivered("msg_1", body).has(200);

        delivered("msg_1", body).has(200);

        assertThat(stored("msg_1").deliveries()).isEqualTo(2);
    }

    @Test
    void the_story_of_a_reservation_tells_each_delivery() {
        Client organizer = anybody.as("organizer@example.com");
        Client buyer = anybody.as("buyer@example.com");
        String event = Samples.onSale(organizer);
        String hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 2))
                        .has(201)
                        .header("Location");
        String payment =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(hold, "tok_ok"))
                        .has(201)
                        .at("/id");

        delivered("msg_1", about(payment)).has(200);
        delivered("msg_1", about(payment)).has(200);

        Eventually.isTrue(() -> told(buyer, hold).size() == 2);
        assertThat(told(buyer, hold))
                .extracting(item -> item.at("/data/delivery").asText())
                .containsExactlyInAnyOrder("1", "2");
        assertThat(told(buyer, hold))
                .allSatisfy(
                        item -> {
                            assertThat(item.at("/data/webhook").asText()).isEqualTo("msg_1");
                            assertThat(item.at("/data/payment").asText()).isEqualTo(payment);
                            assertThat(item.get("position").isNull()).isTrue();
                        });
    }

    private static List<JsonNode> told(Client buyer, String hold) {
        return buyer.get(hold + "/history")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("type").asText().equals("webhook"))
                .toList();
    }

    @Test
    void what_is_not_signed_by_the_provider_is_not_stored() {
        String body = about(UUID.randomUUID().toString());

        Client.Reply refused = send(signing("msg_1", body + " "), body);

        refused.isProblem(401, "INVALID_SIGNATURE");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Webhook-Signature");
        send(anybody, body).isProblem(401, "INVALID_SIGNATURE");
        assertThat(server.webhooks.find("memory", "msg_1")).isEmpty();
    }

    @Test
    void what_was_signed_long_ago_is_not_stored() {
        String body = about(UUID.randomUUID().toString());
        Client signed = signing("msg_1", body);
        server.clock.advance(StandardWebhookReader.TOLERANCE.plusSeconds(1));

        send(signed, body).isProblem(401, "INVALID_SIGNATURE");

        assertThat(server.webhooks.find("memory", "msg_1")).isEmpty();
    }

    @Test
    void what_is_signed_and_no_webhook_is_malformed() {
        for (String body : List.of("", "captured", "[]", "{}")) {
            delivered("msg_1", body).isProblem(400, "MALFORMED_REQUEST");
        }
        delivered("m".repeat(201), about("")).isProblem(400, "MALFORMED_REQUEST");
    }

    @Test
    void a_provider_that_there_is_not_has_no_path() {
        anybody.post("/webhooks/payments/paypal", "{}").isProblem(404, "NOT_FOUND");
        anybody.get(PATH).isProblem(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void other_credentials_and_the_type_of_the_body_are_not_looked_at() {
        String body = about(UUID.randomUUID().toString());
        Client signed =
                signing("msg_1", body)
                        .with("Authorization", "Basic " + base64("stripe:secret"))
                        .with("Idempotency-Key", "short")
                        .with("Content-Type", "text/plain");

        send(signed, body).has(200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        send(anybody, "x".repeat(Bodies.MAX_BYTES + 1)).isProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void what_cannot_be_stored_is_not_answered_as_if_it_were() {
        String body = about(UUID.randomUUID().toString());
        server.inboxFails = true;

        Client.Reply answer = delivered("msg_1", body);

        answer.isProblem(503, "UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        server.inboxFails = false;
        delivered("msg_1", body).has(200);
        assertThat(stored("msg_1").deliveries()).isEqualTo(1);
    }

    @Test
    void monitoring_is_told_what_came_and_what_waits() {
        String body = about(UUID.randomUUID().toString());
        delivered("msg_1", body).has(200);
        delivered("msg_1", body).has(200);
        send(anybody, body).has(401);
        Eventually.isTrue(() -> stored("msg_1").settled());

        String metrics = anybody.as(TestServer.ADMIN).get("/metrics").has(200).text();

        assertThat(metrics)
                .contains("ticketing_webhooks_total{outcome=\"stored\"} 1.0")
                .contains("ticketing_webhooks_total{outcome=\"again\"} 1.0")
                .contains("ticketing_webhooks_total{outcome=\"refused\"} 1.0")
                .contains("ticketing_webhooks_waiting 0.0");
    }
}
