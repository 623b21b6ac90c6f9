package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.idempotency.IdempotencyStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class IdempotencyTest {

    private static final String KEY = "a-key-of-16-char";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private Client keyed(Client client) {
        return client.with("Idempotency-Key", KEY);
    }

    @Test
    void a_repeated_hold_gets_the_first_answer_again() {
        String body = Samples.standing(Samples.onSale(organizer), 2);
        Client.Reply first = keyed(buyer).post("/api/reservations", body).has(201);
        buyer.post(first.header("Location") + "/cancel").has(200);
        Client.Reply second = keyed(buyer).post("/api/reservations", body).has(201);
        assertIsReplay(first, second);
    }

    private static void assertIsReplay(Client.Reply first, Client.Reply second) {
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.text()).isEqualTo(first.text());
        for (String header : new String[] {"Location", "ETag", "Ticketing-Position"}) {
            assertThat(second.header(header)).isEqualTo(first.header(header));
        }
    }

    @Test
    void a_repeated_sign_in_that_failed_says_again_what_credentials_are_wanted() {
        String body = "{\"token\": \"" + "x".repeat(43) + "\"}";
        Client.Reply first =
                keyed(anybody)
                        .post("/auth/magic-link/verify", body)
                        .isProblem(401, "INVALID_TOKEN");
        Client.Reply second = keyed(anybody).post("/auth/magic-link/verify", body).has(401);
        assertIsReplay(first, second);
        assertThat(second.header("WWW-Authenticate"))
                .startsWith("Bearer")
                .isEqualTo(first.header("WWW-Authenticate"));
    }

    @Test
    void another_hold_with_the_same_key_is_refused() {
        String event = Samples.onSale(organizer);
        keyed(buyer).post("/api/reservations", Samples.standing(event, 2)).has(201);
        keyed(buyer)
                .post("/api/reservations", Samples.standing(event, 1))
                .isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        keyed(buyer)
                .post("/api/payments", Samples.payment("/x/" + event, "tok_ok"))
                .isProblem(404, "NOT_FOUND");
    }

    @Test
    void the_same_key_of_two_callers_is_two_keys() {
        String body = Samples.standing(Samples.onSale(organizer), 1);
        Client.Reply first = keyed(buyer).post("/api/reservations", body).has(201);
        Client.Reply other = keyed(organizer).post("/api/reservations", body).has(201);
        assertThat(other.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void a_refused_hold_may_succeed_later_with_the_same_key() {
        String event = Samples.draft(organizer);
        organizer.post(event + "/publish").has(200);
        String body = Samples.standing(event, 1);
        keyed(buyer).post("/api/reservations", body).isProblem(409, "SALES_NOT_OPEN");
        organizer.post(event + "/open-sales").has(200);
        keyed(buyer).post("/api/reservations", body).has(201);
    }

    @Test
    void a_repeated_payment_takes_the_money_once() {
        String hold =
                keyed(buyer)
                        .post("/api/reservations", Samples.standing(Samples.onSale(organizer), 2))
                        .has(201)
                        .header("Location");
        Client payer = buyer.withKey();
        Client.Reply first = payer.post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        assertIsReplay(
                first, payer.post("/api/payments", Samples.payment(hold, "tok_ok")).has(201));
        payer.post("/api/payments", Samples.payment(hold, "tok_declined"))
                .isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_repeated_draft_is_made_once_and_a_forgotten_answer_is_made_again_from_the_log() {
        Client.Reply first = keyed(organizer).post("/api/events", Samples.EVENT).has(201);
        assertIsReplay(first, keyed(organizer).post("/api/events", Samples.EVENT).has(201));
        server.idempotency.release(new IdempotencyStore.Key(first.at("/ownerId"), KEY));
        assertIsReplay(first, keyed(organizer).post("/api/events", Samples.EVENT).has(201));
    }

    @Test
    void a_key_whose_first_request_is_running_is_in_progress_until_its_lease_ends()
            throws Exception {
        String event = Samples.draft(organizer);
        String path = event + "/publish";
        IdempotencyStore.Key key =
                new IdempotencyStore.Key(organizer.get("/api/me").at("/id"), KEY);
        Duration lease = Duration.ofMinutes(1);
        server.idempotency.claim(key, digest(path), server.clock.instant(), lease);
        keyed(organizer).post(path).isProblem(409, "IDEMPOTENCY_IN_PROGRESS");
        server.clock.advance(lease);
        keyed(organizer).post(path).has(200);
    }

    /** Of a request without a body. */
    private static long digest(String path) throws Exception {
        byte[] text = ("POST\n" + path + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    }

    @Test
    void of_many_equal_holds_at_once_one_is_made() {
        String body = Samples.standing(Samples.onSale(organizer), 1);
        List<Client.Reply> replies =
                IntStream.range(0, 30)
                        .parallel()
                        .mapToObj(i -> keyed(buyer).post("/api/reservations", body))
                        .toList();
        assertThat(replies).extracting(Client.Reply::status).isSubsetOf(201, 409).contains(201);
        assertThat(replies.stream().filter(reply -> reply.status() == 201))
                .extracting(reply -> reply.at("/id"))
                .containsOnly(buyerHolds(replies));
        for (Client.Reply reply : replies) {
            if (reply.status() == 409) {
                reply.isProblem(409, "IDEMPOTENCY_IN_PROGRESS");
            }
        }
    }

    private static String buyerHolds(List<Client.Reply> replies) {
        return replies.stream()
                .filter(reply -> reply.status() == 201)
                .findFirst()
                .orElseThrow()
                .at("/id");
    }

    @Test
    void a_refusal_is_not_kept_but_a_success_is() {
        String event = Samples.draft(organizer);
        keyed(organizer).post(event + "/open-sales").isProblem(409, "INVALID_TRANSITION");
        organizer.post(event + "/publish").has(200);
        Client.Reply open = keyed(organizer).post(event + "/open-sales").has(200);
        organizer.post(event + "/close-sales").has(200);
        assertIsReplay(open, keyed(organizer).post(event + "/open-sales").has(200));
    }

    @Test
    void keys_are_required_where_money_and_seats_are_at_stake_and_have_a_form() {
        String body = Samples.standing(Samples.onSale(organizer), 1);
        buyer.post("/api/reservations", body).isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
        buyer.post("/api/payments", Samples.payment("/x/y", "tok_ok"))
                .isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
        buyer.with("Idempotency-Key", "k".repeat(15))
                .post("/api/reservations", body)
                .isInvalid("Idempotency-Key");
        buyer.with("Idempotency-Key", "k".repeat(129))
                .post("/api/reservations", body)
                .isInvalid("Idempotency-Key");
        buyer.with("Idempotency-Key", "k".repeat(128)).post("/api/reservations", body).has(201);
        buyer.with("Idempotency-Key", "k".repeat(16)).post("/api/reservations", body).has(201);
    }
}
