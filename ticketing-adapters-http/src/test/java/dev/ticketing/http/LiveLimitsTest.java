package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class LiveLimitsTest {

    private static final int SECTIONS = 200;

    /** More than the buffers of both ends take of a stream that nobody reads. */
    private static final int ENOUGH_TO_BLOCK = 2_000;

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestServer server = TestServer.startWith(nanoTime::get);
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final List<LiveClient> open = new ArrayList<>();

    @AfterEach
    void stop() {
        open.forEach(LiveClient::close);
        server.close();
    }

    private LiveClient watch(String event, String... subprotocols) {
        LiveClient client = LiveClient.watching(server, event, subprotocols);
        open.add(client);
        return client;
    }

    private static String places(String event) {
        return "/api/ws/availability/" + Samples.id(event);
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private String token(String email) {
        return anybody.signIn(email).at("/accessToken");
    }

    @Test
    void an_address_may_have_five_connections_whatever_their_kind() throws IOException {
        String event = Samples.onSale(organizer);
        try (RawClient stream = RawClient.of(server.port())) {
            stream.send(get(event + "/availability/stream")).until("\r\n\r\n");
            for (int i = 0; i < 4; i++) {
                watch(event);
            }
            assertThat(LiveClient.refused(server.port(), places(event))).isEqualTo(429);
            Client.Reply refused = anybody.get(event + "/availability/stream");
            refused.isProblem(429, "RATE_LIMITED");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            // Who has signed in has five of their own.
            watch(event, "bearer", token("buyer@example.com"));
        }
    }

    @Test
    void a_user_may_have_five_connections_and_another_when_one_has_gone() {
        String event = Samples.onSale(organizer);
        String token = token("buyer@example.com");
        for (int i = 0; i < 4; i++) {
            watch(event, "bearer", token);
        }
        LiveClient last = LiveClient.notified(server, token);
        open.add(last);
        assertThat(LiveClient.refused(server.port(), places(event), "bearer", token))
                .isEqualTo(429);
        last.leave();
        Eventually.isTrue(() -> isLetIn(event, "bearer", token));
        assertThat(LiveClient.refused(server.port(), places(event), "bearer", token))
                .isEqualTo(429);
    }

    private boolean isLetIn(String event, String... subprotocols) {
        try {
            watch(event, subprotocols);
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    @Test
    void a_stream_that_was_left_is_noticed_at_once() throws IOException {
        String event = Samples.onSale(organizer);
        for (int i = 0; i < 20; i++) {
            try (RawClient stream = RawClient.of(server.port())) {
                Eventually.isTrue(() -> isStreamed(event, stream));
            }
        }
    }

    private static boolean isStreamed(String event, RawClient stream) {
        try {
            stream.send(get(event + "/availability/stream"));
            return stream.answer().startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_101st_message_of_a_minute_ends_the_connection() {
        LiveClient watcher = watch(Samples.onSale(organizer));
        watcher.next("stalls");
        for (int i = 0; i < 100; i++) {
            watcher.say("{}");
        }
        Eventually.isTrue(() -> !watcher.rest().isEmpty());
        assertThat(watcher.isClosed()).isFalse();
        watcher.say("{}");
        assertThat(watcher.closeCode()).isEqualTo(1008);
        assertThat(watcher.rest().getLast().get("code").asText()).isEqualTo("RATE_LIMITED");
    }

    /** The last is a ping: that it was answered shows that all were counted. */
    private static void sayHundred(LiveClient client) {
        for (int i = 0; i < 99; i++) {
            client.say("{}");
        }
        assertThat(client.ping("the hundredth")).isEqualTo("the hundredth");
    }

    @Test
    void the_messages_of_all_connections_of_a_user_count() {
        String event = Samples.onSale(organizer);
        String token = token("buyer@example.com");
        LiveClient one = watch(event, "bearer", token);
        LiveClient other = watch(event, "bearer", token);
        sayHundred(other);
        assertThat(other.isClosed()).isFalse();
        one.say("{}");
        assertThat(one.closeCode()).isEqualTo(1008);
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void a_frame_that_is_too_large_ends_the_connection() {
        LiveClient watcher = watch(Samples.onSale(organizer));
        watcher.say("x".repeat(4_096));
        watcher.next("stalls");
        watcher.say("x".repeat(4_097));
        Eventually.isTrue(watcher::isClosed);
    }

    @Test
    void bytes_that_are_no_frame_end_the_connection() throws IOException {
        String event = Samples.onSale(organizer);
        try (RawClient client = RawClient.of(server.port())) {
            client.handshake(places(event)).until("\r\n\r\n");
            client.send((byte) 0x83, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            client.rest();
        }
        try (RawClient client = RawClient.of(server.port())) {
            client.handshake(places(event)).until("\r\n\r\n");
            // Not masked.
            client.send((byte) 0x81, (byte) 0x01, (byte) 'x');
            assertThat(closeCode(client.until("Unmasked client frame"))).isEqualTo(1002);
        }
    }

    @Test
    void who_does_not_answer_signs_of_life_for_a_minute_is_gone() throws IOException {
        String event = Samples.onSale(organizer);
        LiveClient alive = watch(event);
        alive.next("stalls");
        try (RawClient client = RawClient.of(server.port())) {
            client.handshake(places(event)).until("stalls");
            for (int i = 0; i < 5; i++) {
                pass(Duration.ofSeconds(15));
                // A sign of life is answered by a well-behaved client, and shows here.
                assertThat(alive.ping("" + i)).isNotEmpty();
            }
            client.rest();
        }
        assertThat(alive.isClosed()).isFalse();
    }

    @Test
    void who_stops_reading_is_let_go_after_ten_seconds_and_holds_up_nobody() throws IOException {
        String event = largeEvent();
        Client buyer = anybody.as("buyer@example.com");
        try (RawClient client = RawClient.of(server.port(), 4 * 1024)) {
            client.handshake(places(event)).until("\r\n\r\n");
            for (int i = 0; i < 4; i++) {
                watch(event);
            }
            for (int i = 0; i < ENOUGH_TO_BLOCK; i++) {
                buyer.withKey().post("/api/reservations", hold(event, i % SECTIONS)).has(201);
            }
            Eventually.isTrue(() -> open.stream().allMatch(LiveLimitsTest::hasHeardTheLast));
            pass(Outbox.PATIENCE.minusNanos(1));
            assertThat(LiveClient.refused(server.port(), places(event))).isEqualTo(429);
            pass(Duration.ofSeconds(1));
            // They count no longer, although they have not heard of it.
            Eventually.isTrue(() -> isLetIn(event));
            assertThat(closeCode(client.until("too slow"))).isEqualTo(1013);
        }
        assertThat(open).noneMatch(LiveClient::isClosed);
    }

    /** Of every section. */
    private static boolean hasHeardTheLast(LiveClient watcher) {
        return watcher.rest().stream()
                        .filter(news -> news.path("held").asInt() == ENOUGH_TO_BLOCK / SECTIONS)
                        .map(news -> news.path("sectionId").asText())
                        .distinct()
                        .count()
                == SECTIONS;
    }

    private String largeEvent() {
        String sections =
                joined("{'id': '%1$s', 'name': 'x', 'capacity': 1000, 'seating': 'GENERAL'}");
        String tiers =
                joined(
                        "{'id': '%1$s', 'name': 'x', 'sectionId': '%1$s',"
                                + " 'price': {'amount': 1, 'currency': 'EUR'}}");
        String body =
                """
                {"title": "x", "startsAt": "2027-06-01T18:00:00Z", "endsAt": "2027-06-01T22:00:00Z",
                 "timezone": "Europe/Berlin", "venue": {"name": "x"}, "currency": "EUR",
                 "sections": [%s], "tiers": [%s]}
                """
                        .formatted(sections, tiers);
        String path = organizer.post("/api/events", body).has(201).header("Location");
        organizer.post(path + "/publish").has(200);
        organizer.post(path + "/open-sales").has(200);
        return path;
    }

    private static String joined(String each) {
        return IntStream.range(0, SECTIONS)
                .mapToObj(i -> each.replace('\'', '"').formatted(section(i)))
                .collect(Collectors.joining(","));
    }

    private static String section(int i) {
        return "a-section-with-quite-a-name-" + i;
    }

    private static String hold(String event, int section) {
        return """
        {"eventId": "%s", "sectionId": "%s", "quantity": 1}
        """
                .formatted(Samples.id(event), section(section));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** Of the close frame at the end, which is not masked. */
    private static int closeCode(String frames) {
        int close = frames.lastIndexOf('\u0088');
        assertThat(close).isNotNegative();
        return frames.charAt(close + 2) * 256 + frames.charAt(close + 3);
    }
}
