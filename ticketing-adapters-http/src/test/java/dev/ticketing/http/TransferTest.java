package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.idempotency.IdempotencyStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class TransferTest {

    private static final String FRIEND = "friend@example.com";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);
    private final String event = Samples.onSale(organizer);
    private final Client.Reply ticket = bought();
    private final String path = "/api/tickets/" + ticket.at("/id");

    @AfterEach
    void stop() {
        server.close();
    }

    /** A ticket as its buyer sees it. */
    private Client.Reply bought() {
        String hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 1))
                        .has(201)
                        .header("Location");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        return buyer.get("/api/tickets/" + buyer.get(hold).at("/ticketIds/0")).has(200);
    }

    private Client.Reply transfer(Client from, String to) {
        return from.post(path + "/transfer", to(to));
    }

    private static String to(String email) {
        return "{\"toEmail\":\"" + email + "\"}";
    }

    private Client.Reply scan(String code) {
        return organizer.post(event + "/check-ins", "{\"code\":\"" + code + "\"}");
    }

    @Test
    void the_answer_is_the_receivers_ticket() {
        Client.Reply given = transfer(buyer, FRIEND).has(200);

        assertThat(given.at("/id")).isEqualTo(ticket.at("/id"));
        assertThat(given.at("/status")).isEqualTo("VALID");
        assertThat(given.at("/holderId")).isNotEqualTo(ticket.at("/holderId"));
        assertThat(given.at("/code")).isNotEmpty().isNotEqualTo(ticket.at("/code"));
        assertThat(given.at("/version")).isEqualTo("2");
        assertThat(given.header("ETag")).isEqualTo("\"2\"");
        assertThat(given.header("Ticketing-Position")).isNotEmpty();
        assertThat(given.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void who_first_signs_in_with_the_address_finds_the_ticket() {
        Client.Reply given = transfer(buyer, "Friend@Example.COM").has(200);

        Client friend = anybody.as(FRIEND);

        assertThat(friend.get("/api/me").at("/id")).isEqualTo(given.at("/holderId"));
        assertThat(friend.get(path).has(200).json()).isEqualTo(given.json());
        Client.Reply listed =
                friend.with("Ticketing-Min-Position", given.header("Ticketing-Position"))
                        .get("/api/tickets")
                        .has(200);
        assertThat(listed.json().get("items")).hasSize(1);
        assertThat(listed.json().at("/items/0")).isEqualTo(given.json());
        friend.get(path + "/qr.png").has(200);
    }

    @Test
    void the_receiver_may_have_been_there_before() {
        Client.Reply given = transfer(buyer, "stranger@example.com").has(200);

        assertThat(given.at("/holderId")).isEqualTo(stranger.get("/api/me").at("/id"));
        assertThat(stranger.get(path).has(200).at("/code")).isEqualTo(given.at("/code"));
    }

    @Test
    void who_handed_it_on_sees_that_they_did_and_no_code() {
        Client.Reply given = transfer(buyer, FRIEND).has(200);

        Client.Reply left = buyer.get(path).has(200);

        assertThat(left.at("/status")).isEqualTo("TRANSFERRED");
        assertThat(left.json().has("code")).isFalse();
        assertThat(left.at("/holderId")).isEqualTo(given.at("/holderId"));
        buyer.get(path + "/qr.png").isProblem(403, "FORBIDDEN");
        Client.Reply listed =
                buyer.with("Ticketing-Min-Position", given.header("Ticketing-Position"))
                        .get("/api/tickets?eventId=" + Samples.id(event))
                        .has(200);
        assertThat(listed.json().get("items")).hasSize(1);
        assertThat(listed.json().at("/items/0")).isEqualTo(left.json());

        scan(given.at("/code")).has(200);

        Client.Reply later = buyer.get(path).has(200);
        assertThat(later.json()).as("nor what comes of it").isEqualTo(left.json());
        assertThat(later.header("ETag")).isEqualTo(left.header("ETag"));
        assertThat(
                        organizer
                                .with("Ticketing-Min-Position", given.header("Ticketing-Position"))
                                .get("/api/tickets?eventId=" + Samples.id(event))
                                .json()
                                .get("items"))
                .as("to the organizer it is one ticket")
                .hasSize(1);
        assertThat(organizer.get(path).at("/status")).isEqualTo("CHECKED_IN");
    }

    @Test
    void the_old_code_is_void_at_once_and_the_new_one_admits() {
        String code = transfer(buyer, FRIEND).has(200).at("/code");

        scan(ticket.at("/code")).isProblem(409, "TICKET_NOT_VALID");
        assertThat(scan(code).has(200).at("/result")).isEqualTo("ADMITTED");
        scan(ticket.at("/code")).isProblem(409, "TICKET_NOT_VALID");
        scan(code).isProblem(409, "ALREADY_CHECKED_IN");
    }

    @Test
    void the_same_key_again_gets_the_same_answer() {
        Client once = buyer.withKey();
        Client.Reply first = transfer(once, FRIEND).has(200);

        Client.Reply again = transfer(once, FRIEND).has(200);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        transfer(once, "other@example.com").isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        transfer(buyer, FRIEND).isProblem(409, "TICKET_NOT_VALID");
    }

    @Test
    void an_answer_that_was_not_kept_is_given_again_from_the_log() {
        String key = "a-key-of-this-transfer";
        Client once = buyer.with("Idempotency-Key", key);
        Client.Reply first = transfer(once, FRIEND).has(200);
        server.idempotency.release(new IdempotencyStore.Key(buyer.get("/api/me").at("/id"), key));

        Client.Reply again = transfer(once, FRIEND).has(200);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Ticketing-Position"))
                .isEqualTo(first.header("Ticketing-Position"));
    }

    @Test
    void only_who_holds_it_hands_it_on() {
        transfer(anybody, FRIEND).isProblem(401, "UNAUTHENTICATED");
        transfer(stranger, FRIEND).isProblem(404, "NOT_FOUND");
        transfer(organizer, FRIEND).isProblem(403, "FORBIDDEN");
        transfer(admin, FRIEND).isProblem(403, "FORBIDDEN");
        buyer.post("/api/tickets/none/transfer", to(FRIEND)).isProblem(404, "NOT_FOUND");
        assertThat(buyer.get(path).at("/status")).isEqualTo("VALID");

        transfer(buyer, FRIEND).has(200);
        transfer(buyer, FRIEND).isProblem(409, "TICKET_NOT_VALID");
    }

    @Test
    void what_has_admitted_or_is_void_stays_where_it_is() {
        scan(ticket.at("/code")).has(200);
        transfer(buyer, FRIEND).isProblem(409, "TICKET_NOT_VALID");

        buyer.post("/api/reservations/" + ticket.at("/reservationId") + "/cancel").has(200);

        transfer(buyer, FRIEND).isProblem(409, "TICKET_NOT_VALID");
    }

    @Test
    void a_cancelled_reservation_takes_its_tickets_from_whoever_holds_them() {
        String code = transfer(buyer, FRIEND).has(200).at("/code");
        buyer.post("/api/reservations/" + ticket.at("/reservationId") + "/cancel").has(200);

        Client friend = anybody.as(FRIEND);

        assertThat(friend.get(path).has(200).at("/status")).isEqualTo("VOID");
        scan(code).isProblem(409, "TICKET_NOT_VALID");
        assertThat(buyer.get(path).at("/status")).isEqualTo("TRANSFERRED");
    }

    @Test
    void it_can_be_handed_on_until_a_day_before_the_event() {
        server.clock.set(Instant.parse("2027-05-31T18:00:00Z"));
        Client late = anybody.as("buyer@example.com");
        transfer(late, FRIEND).has(200);

        server.clock.set(Instant.parse("2027-05-31T18:00:00.001Z"));

        Client.Reply refused =
                transfer(anybody.as(FRIEND), "buyer@example.com").isProblem(409, "TRANSFER_CLOSED");
        assertThat(refused.at("/closedAt")).isEqualTo("2027-05-31T18:00:00Z");
    }

    @Test
    void an_address_is_needed_and_not_ones_own() {
        for (String text : List.of("", " ", "nobody", "a@b", "two@example.com, one@example.com")) {
            transfer(buyer, text).isInvalid("toEmail");
        }
        buyer.post(path + "/transfer", "{}").isInvalid("toEmail");
        buyer.post(path + "/transfer", "{\"email\":\"a@example.com\"}").isInvalid("email");
        transfer(buyer, "buyer@example.com").isInvalid("toEmail");
        assertThat(buyer.get(path).json()).isEqualTo(ticket.json());
    }
}
