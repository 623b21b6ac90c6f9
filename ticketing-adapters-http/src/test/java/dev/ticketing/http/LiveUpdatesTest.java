package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LiveUpdatesTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private String event = "";

    @BeforeEach
    void open() {
        event = Samples.onSale(organizer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void first_tells_the_present_state_of_every_section() {
        hold(buyer, 3);
        String position = anybody.get(event + "/availability").at("/position");
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            assertThat(List.of(watcher.next().toString(), watcher.next().toString()))
                    .containsExactly(
                            availability("ga", 10, 3, position),
                            availability("stalls", 3, 0, position));
            assertThat(watcher.rest()).isEmpty();
        }
    }

    private String availability(String section, int capacity, int held, String position) {
        return """
        {"type":"availability","eventId":"%s","sectionId":"%s","capacity":%d,"held":%d,\
        "sold":0,"blocked":0,"available":%d,"position":"%s"}\
        """
                .formatted(Samples.id(event), section, capacity, held, capacity - held, position);
    }

    @Test
    void tells_a_hold_and_a_sale() {
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            watcher.next("stalls");
            String reservation = hold(buyer, 2);
            assertThat(watcher.next("ga").get("held").asInt()).isEqualTo(2);
            buyer.withKey().post("/api/payments", Samples.payment(reservation, "tok_ok")).has(201);
            JsonNode sold = watcher.next("ga");
            assertThat(sold.get("held").asInt()).isZero();
            assertThat(sold.get("sold").asInt()).isEqualTo(2);
            assertThat(sold.get("available").asInt()).isEqualTo(8);
        }
    }

    @Test
    void of_a_burst_only_the_latest_is_told_at_most_ten_times_a_second() {
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            watcher.next("stalls");
            long began = System.nanoTime();
            for (int i = 1; i <= 10; i++) {
                hold(anybody.as("buyer" + i + "@example.com"), 1);
            }
            int told = 1;
            while (watcher.next("ga").get("held").asInt() < 10) {
                told++;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(told).isLessThanOrEqualTo((int) (took.toMillis() / 100) + 1);
        }
    }

    @Test
    void tells_that_a_hold_has_ended_by_time() {
        hold(buyer, 4);
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            assertThat(watcher.next("ga").get("held").asInt()).isEqualTo(4);
            server.clock.advance(Duration.ofMinutes(5));
            assertThat(watcher.next("ga").get("available").asInt()).isEqualTo(10);
        }
    }

    @Test
    void tells_a_customer_of_their_reservations_and_payments() {
        try (LiveClient notified = LiveClient.notified(server, token("buyer@example.com"))) {
            assertThat(notified.subprotocol()).isEqualTo("bearer");
            String reservation = hold(buyer, 1);
            assertThat(notified.next().toString()).isEqualTo(status(reservation, "HELD"));
            String payment =
                    buyer.withKey()
                            .post("/api/payments", Samples.payment(reservation, "tok_ok"))
                            .has(201)
                            .header("Location");
            List<String> told =
                    List.of(
                            notified.next().toString(),
                            notified.next().toString(),
                            notified.next().toString(),
                            notified.next().toString());
            assertThat(told)
                    .usingElementComparator((a, b) -> a.startsWith(b) ? 0 : 1)
                    .containsExactlyInAnyOrder(
                            start(reservation, "PAYMENT_PENDING"),
                            start(reservation, "CONFIRMED"),
                            startOfPayment(payment, reservation, "PENDING"),
                            startOfPayment(payment, reservation, "CAPTURED"));
        }
    }

    private String status(String reservation, String status) {
        String position = Long.toString(Long.parseLong(position()));
        return start(reservation, status) + position + "\"}";
    }

    private String position() {
        return anybody.get(event + "/availability").at("/position");
    }

    private static String start(String reservation, String status) {
        return """
        {"type":"reservation","reservationId":"%s","status":"%s","position":"\
        """
                .formatted(Samples.id(reservation), status);
    }

    private static String startOfPayment(String payment, String reservation, String status) {
        return """
        {"type":"payment","paymentId":"%s","reservationId":"%s","status":"%s","position":"\
        """
                .formatted(Samples.id(payment), Samples.id(reservation), status);
    }

    @Test
    void a_customer_first_hears_what_they_hold_already() {
        String reservation = hold(buyer, 1);
        try (LiveClient notified = LiveClient.notified(server, token("buyer@example.com"))) {
            JsonNode first = notified.next();
            assertThat(first.get("reservationId").asText()).isEqualTo(Samples.id(reservation));
            assertThat(first.get("status").asText()).isEqualTo("HELD");
        }
    }

    @Test
    void nobody_is_told_of_the_reservations_of_others() {
        hold(buyer, 1);
        Client stranger = anybody.as("stranger@example.com");
        try (LiveClient notified = LiveClient.notified(server, token("stranger@example.com"))) {
            hold(buyer, 1);
            String own = hold(stranger, 1);
            JsonNode first = notified.next();
            assertThat(first.get("reservationId").asText()).isEqualTo(Samples.id(own));
        }
    }

    @Test
    void what_is_not_understood_is_answered_with_an_error() {
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            watcher.next("stalls");
            watcher.say("hello");
            assertError(watcher.next(), "MALFORMED_REQUEST");
            watcher.say("{\"type\":\"subscribe\"}");
            assertError(watcher.next(), "VALIDATION_FAILED");
            watcher.say(new byte[] {1, 2});
            assertError(watcher.next(), "MALFORMED_REQUEST");
            watcher.sayInPieces("{\"type\":", "\"subscribe\"}");
            assertError(watcher.next(), "MALFORMED_REQUEST");
            hold(buyer, 1);
            assertThat(watcher.next("ga").get("held").asInt()).isEqualTo(1);
        }
    }

    private static void assertError(JsonNode message, String code) {
        assertThat(message.get("type").asText()).isEqualTo("error");
        assertThat(message.get("code").asText()).isEqualTo(code);
        assertThat(message.get("message").asText()).isNotEmpty();
        assertThat(message).hasSize(3);
    }

    @Test
    void a_ping_is_answered_with_what_it_carried() {
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            assertThat(watcher.ping("are you there?")).isEqualTo("are you there?");
        }
    }

    @Test
    void when_the_server_stops_everybody_is_told_at_once() {
        HttpServer stopping = server.startPatient();
        int port = stopping.port();
        String places = "/api/ws/availability/" + Samples.id(event);
        String notifications = "/api/ws/notifications";
        String token = token("buyer@example.com");
        try (LiveClient watcher = LiveClient.at(port, places);
                LiveClient notified = LiveClient.at(port, notifications, "bearer", token)) {
            watcher.next("stalls");
            long began = System.nanoTime();
            stopping.close();
            assertThat(watcher.closeCode()).isEqualTo(1001);
            assertThat(notified.closeCode()).isEqualTo(1001);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(HttpSettings.MAX_SHUTDOWN_GRACE);
        }
    }

    private String token(String email) {
        return anybody.signIn(email).at("/accessToken");
    }

    /** The path of the reservation. */
    private String hold(Client client, int quantity) {
        return client.withKey()
                .post("/api/reservations", Samples.standing(event, quantity))
                .has(201)
                .header("Location");
    }
}
