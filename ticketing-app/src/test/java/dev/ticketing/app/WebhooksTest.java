package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.http.WebhookSecret;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The simulated provider tells a whole server what it has done, over its own port. Nobody looks
 * anything up meanwhile: the settlement is paused. One after the other, for each has a provider of
 * its own, and all have one database.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(PostgresExtension.class)
class WebhooksTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final TestDatabase database;
    @TempDir private Path directory;

    WebhooksTest(TestDatabase database) {
        this.database = database;
    }

    private TestServer start() {
        Map<String, String> environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_SIMULATED_WEBHOOK_SECRET", SECRET);
        return TestServer.start(environment, directory, InstantSource.system());
    }

    private static void lookNothingUp(TestServer server) {
        server.api()
                .signIn("admin@example.com")
                .post("/api/admin/subscriptions/settlement/pause")
                .has(200);
    }

    private static String held(TestServer server, Person buyer) {
        Person organizer = server.api().signIn("organizer@example.com");
        String event = organizer.openSales(300, NewSection.general("hall", 10));
        return buyer.hold(Person.newKey(), event, "hall", 2).has(201).id();
    }

    private static List<JsonNode> told(Person buyer, String reservation, String type) {
        JsonNode items = buyer.get("/api/reservations/" + reservation + "/history").has(200).json();
        return StreamSupport.stream(items.path("items").spliterator(), false)
                .filter(item -> item.path("type").asText().equals(type))
                .toList();
    }

    private static void awaitStatus(Person buyer, String reservation, String status) {
        Eventually.isTrue(
                reservation + " is " + status,
                LIMIT,
                () ->
                        buyer.get("/api/reservations/" + reservation)
                                .has(200)
                                .text("status")
                                .equals(status));
    }

    /** What is no event is written down in the background: it comes after what it has done. */
    private static void awaitTold(Person buyer, String reservation, String type, int times) {
        Eventually.isTrue(
                type + " is told " + times + " times",
                LIMIT,
                () -> told(buyer, reservation, type).size() >= times);
        assertThat(told(buyer, reservation, type)).hasSize(times);
    }

    @Test
    void what_is_told_three_times_is_one_sale_and_all_three_are_in_its_story() {
        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(server, buyer);

            buyer.paid(reservation, "tok_duplicate_webhook");
            awaitTold(buyer, reservation, "webhook", 3);

            assertThat(told(buyer, reservation, "webhook"))
                    .extracting(item -> item.at("/data/delivery").asText())
                    .containsExactlyInAnyOrder("1", "2", "3");
            assertThat(told(buyer, reservation, "webhook"))
                    .filteredOn(item -> item.path("summary").asText().contains("delivered again"))
                    .hasSize(2);
            assertThat(told(buyer, reservation, "webhook"))
                    .extracting(item -> item.at("/data/webhook").asText())
                    .containsOnly(
                            told(buyer, reservation, "webhook")
                                    .getFirst()
                                    .at("/data/webhook")
                                    .asText());
            awaitStatus(buyer, reservation, "CONFIRMED");
            assertThat(told(buyer, reservation, "payment-captured")).hasSize(1);
        }
    }

    @Test
    void who_was_not_answered_has_paid_as_soon_as_that_is_told() {
        try (TestServer server = start()) {
            lookNothingUp(server);
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(server, buyer);

            buyer.pay(Person.newKey(), reservation, "tok_timeout").has(202);
            awaitStatus(buyer, reservation, "CONFIRMED");
            awaitTold(buyer, reservation, "webhook", 1);
            awaitTold(buyer, reservation, "provider-call", 2);

            assertThat(told(buyer, reservation, "webhook"))
                    .singleElement()
                    .satisfies(
                            item ->
                                    assertThat(item.at("/data/type").asText())
                                            .isEqualTo("payment.captured"));
            assertThat(told(buyer, reservation, "provider-call"))
                    .extracting(item -> item.at("/data/answer").asText())
                    .containsExactly("none", "captured");
            assertThat(told(buyer, reservation, "payment-captured")).hasSize(1);
        }
    }

    @Test
    void who_was_not_answered_may_pay_otherwise_as_soon_as_a_decline_is_told() {
        try (TestServer server = start()) {
            lookNothingUp(server);
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(server, buyer);

            buyer.pay(Person.newKey(), reservation, "tok_timeout_declined").has(202);
            awaitStatus(buyer, reservation, "HELD");

            assertThat(told(buyer, reservation, "payment-failed")).hasSize(1);
            buyer.paid(reservation, "tok_ok");
            awaitStatus(buyer, reservation, "CONFIRMED");
        }
    }

    @Test
    void money_that_has_gone_back_is_told_too() {
        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(server, buyer);
            buyer.paid(reservation, "tok_ok");

            buyer.cancel(reservation).has(200);
            awaitTold(buyer, reservation, "refund-completed", 1);
            awaitTold(buyer, reservation, "webhook", 2);

            assertThat(told(buyer, reservation, "webhook"))
                    .extracting(item -> item.at("/data/type").asText())
                    .containsExactlyInAnyOrder("payment.captured", "refund.completed");
        }
    }

    @Test
    void what_could_not_be_told_before_the_server_stopped_is_told_after_it_has_started_again() {
        String reservation;
        try (TestServer server = start()) {
            lookNothingUp(server);
            Person buyer = server.api().signIn("buyer@example.com");
            reservation = held(server, buyer);
            buyer.pay(Person.newKey(), reservation, "tok_timeout").has(202);
        }

        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            awaitStatus(buyer, reservation, "CONFIRMED");
            awaitTold(buyer, reservation, "webhook", 1);
        }
    }

    @Test
    void whoever_has_the_configured_key_is_believed_and_nobody_else() {
        try (TestServer server = start()) {
            WebhookSecret key = WebhookSecret.parse(SECRET).orElseThrow();
            SimulatedWebhook webhook =
                    new SimulatedWebhook(
                            "msg_1",
                            "payment.captured",
                            "0198f0a0-0000-7000-8000-000000000001",
                            Clock.systemUTC().instant());

            Eventually.isTrue("it is believed", LIMIT, () -> sent(server, key, webhook));
            assertThat(sent(server, WebhookSecret.random(), webhook)).isFalse();
        }
    }

    private static boolean sent(TestServer server, WebhookSecret key, SimulatedWebhook webhook) {
        try (WebhookSender sender =
                new WebhookSender(
                        SimulatedMessenger.target("0.0.0.0", server.port()),
                        key,
                        InstantSource.system(),
                        task -> Thread.ofVirtual().start(task))) {
            return sender.test(webhook);
        }
    }
}
