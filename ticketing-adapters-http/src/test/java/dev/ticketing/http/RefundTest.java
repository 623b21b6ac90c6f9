package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private String hold = "";
    private String payment = "";

    @BeforeEach
    void pay() {
        String event = Samples.onSale(organizer);
        hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 2))
                        .has(201)
                        .header("Location");
        payment =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(hold, "tok_ok"))
                        .has(201)
                        .header("Location");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Client.Reply refund(Client who, String body) {
        return who.withKey().post(payment + "/refund", body);
    }

    private static String amount(long amount) {
        return "{\"amount\":{\"amount\":%d,\"currency\":\"EUR\"},\"reason\":\"Fell ill.\"}"
                .formatted(amount);
    }

    @Test
    void parts_add_up_and_all_of_it_voids_the_tickets() {
        long all = Long.parseLong(organizer.get(payment).has(200).at("/amount/amount"));

        Client.Reply part = refund(organizer, amount(100)).has(200);
        assertThat(part.at("/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(part.at("/refunded/amount")).isEqualTo("100");
        assertThat(part.header("ETag")).isEqualTo("\"" + part.at("/version") + "\"");
        assertThat(part.header("Ticketing-Position")).isNotEmpty();
        assertThat(buyer.get(hold).at("/status")).isEqualTo("CONFIRMED");
        Client.Reply more = refund(organizer, amount(all)).isProblem(409, "REFUND_EXCEEDS_CAPTURE");
        assertThat(more.at("/refundable/amount")).isEqualTo(Long.toString(all - 100));

        Client.Reply rest = refund(organizer, "{\"reason\":\"Fell ill.\"}").has(200);

        assertThat(rest.at("/status")).isEqualTo("REFUNDED");
        assertThat(rest.at("/refunded/amount")).isEqualTo(Long.toString(all));
        Client.Reply reservation = buyer.get(hold).has(200);
        assertThat(reservation.at("/status")).isEqualTo("REFUNDED");
        assertThat(buyer.get("/api/tickets/" + reservation.at("/ticketIds/0")).at("/status"))
                .isEqualTo("VOID");
    }

    @Test
    void the_same_key_twice_is_one_refund() {
        Client key = organizer.withKey();

        Client.Reply first = key.post(payment + "/refund", amount(100)).has(200);
        Client.Reply second = key.post(payment + "/refund", amount(100)).has(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(organizer.get(payment).at("/refunded/amount")).isEqualTo("100");
    }

    @Test
    void a_key_and_a_reason_are_required() {
        organizer.post(payment + "/refund", amount(100)).isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
        refund(organizer, "{}").isInvalid("reason");
        refund(organizer, amount(0)).isInvalid("amount.amount");
        refund(organizer, amount(100).replace("EUR", "USD")).isInvalid("amount.currency");
        refund(organizer, amount(100).replace("EUR", "EURO")).isInvalid("amount.currency");
        refund(organizer, amount(100).replace("EUR", "XXZ")).isInvalid("amount.currency");
        refund(organizer, amount(100).replace("reason", "because")).isInvalid("because");
    }

    @Test
    void strangers_know_of_no_such_payment() {
        refund(stranger, amount(100)).isProblem(404, "NOT_FOUND");
        anybody.withKey().post(payment + "/refund", amount(100)).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void a_customer_gets_no_more_than_the_policy_gives() {
        Client.Reply all = refund(buyer, "{\"reason\":\"Fell ill.\"}").has(200);

        assertThat(all.at("/status")).isEqualTo("REFUNDED");
        refund(buyer, "{\"reason\":\"Once more.\"}").isProblem(409, "REFUND_EXCEEDS_CAPTURE");
    }
}
