package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class HistoryTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    private String held() {
        String event = Samples.onSale(organizer);
        return buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 2))
                .has(201)
                .header("Location");
    }

    @Test
    void an_entry_says_where_when_what_and_who() {
        String hold = held();

        Client.Reply story = buyer.get(hold + "/history").has(200);

        assertThat(story.header("Cache-Control")).isEqualTo("no-store");
        assertThat(story.json()).hasSize(1);
        assertThat(story.json().get("items")).hasSize(2);
        JsonNode started = story.json().at("/items/1");
        assertThat(started.fieldNames())
                .toIterable()
                .containsExactly(
                        "position", "at", "type", "summary", "actor", "correlationId", "data");
        assertThat(started.get("position").isTextual()).isTrue();
        assertThat(started.get("position").asLong()).isEqualTo(server.log.head().value());
        assertThat(started.get("at").asText()).isEqualTo("2027-03-01T12:00:00Z");
        assertThat(started.get("type").asText()).isEqualTo("reservation-started");
        assertThat(started.get("summary").asText())
                .startsWith("A reservation was made in section ga, for 50.00 EUR");
        assertThat(started.get("actor").asText())
                .isEqualTo("user:" + buyer.get("/api/me").at("/id"));
        assertThat(UUID.fromString(started.get("correlationId").asText())).isNotNull();
        assertThat(started.get("data").isObject()).isTrue();
    }

    @Test
    void everything_that_happens_is_told_at_once() {
        String hold = held();
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        buyer.post(hold + "/cancel").has(200);

        assertThat(buyer.get(hold + "/history").json().get("items").findValuesAsText("type"))
                .containsSubsequence(
                        "seats-held",
                        "reservation-started",
                        "payment-requested",
                        "payment-captured",
                        "reservation-confirmed",
                        "ticket-issued",
                        "ticket-issued",
                        "reservation-cancelled",
                        "ticket-voided",
                        "refund-requested");
    }

    @Test
    void what_the_provider_was_asked_is_told_without_a_position() {
        String hold = held();
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        Eventually.isTrue(() -> !calls(hold).isEmpty());

        assertThat(calls(hold))
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.fieldNames())
                                    .toIterable()
                                    .containsExactly(
                                            "position",
                                            "at",
                                            "type",
                                            "summary",
                                            "actor",
                                            "correlationId",
                                            "data");
                            assertThat(call.get("position").isNull()).isTrue();
                            assertThat(call.at("/summary").asText())
                                    .isEqualTo("The provider was asked for 50.00 EUR: captured.");
                            assertThat(call.at("/data/call").asText()).isEqualTo("capture");
                            assertThat(call.at("/data/answer").asText()).isEqualTo("captured");
                        });
    }

    private List<JsonNode> calls(String hold) {
        return buyer.get(hold + "/history")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("type").asText().equals("provider-call"))
                .toList();
    }

    @Test
    void a_story_is_its_customers_the_organizers_and_administrators() {
        String story = held() + "/history";

        for (Client who : List.of(buyer, organizer, admin)) {
            assertThat(who.get(story).has(200).json().get("items")).hasSize(2);
        }
        stranger.get(story).isProblem(404, "NOT_FOUND");
        anybody.get(story).isProblem(401, "UNAUTHENTICATED");
        admin.get("/api/reservations/" + UUID.randomUUID() + "/history")
                .isProblem(404, "NOT_FOUND");
        admin.get("/api/reservations/none/history").isProblem(404, "NOT_FOUND");
    }
}
