package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private static final String REASON = "{\"reason\":\"The tenor has a cold.\"}";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private String event = "";
    private String hold = "";
    private String payment = "";

    @BeforeEach
    void sell() {
        event = Samples.onSale(organizer);
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

    @Test
    void a_cancelled_event_gives_everything_back() {
        Client.Reply begun = organizer.post(event + "/cancel", REASON).has(202);
        assertThat(begun.at("/reservations/total")).isEqualTo("1");
        assertThat(begun.header("Ticketing-Position")).isNotEmpty();

        Eventually.isTrue(
                () ->
                        organizer
                                .get(event + "/cancellation")
                                .has(200)
                                .at("/status")
                                .equals("COMPLETED"));

        Client.Reply over = organizer.get(event + "/cancellation").has(200);
        assertThat(over.at("/reservations/done")).isEqualTo("1");
        assertThat(over.at("/reservations/failed")).isEqualTo("0");
        assertThat(over.at("/refunded/amount")).isEqualTo(buyer.get(payment).at("/amount/amount"));
        assertThat(over.at("/refunded/currency")).isEqualTo("EUR");
        assertThat(buyer.get(payment).at("/status")).isEqualTo("REFUNDED");
        assertThat(buyer.get(hold).at("/status")).isEqualTo("CANCELLED");
        assertThat(anybody.get(event).has(200).at("/status")).isEqualTo("CANCELLED");
        assertThat(anybody.get(event + "/availability").at("/sections/0/sold")).isEqualTo("0");
    }

    @Test
    void cancelling_again_answers_how_far_it_is() {
        organizer.post(event + "/cancel", REASON).has(202);
        assertThat(organizer.post(event + "/cancel", REASON).has(202).at("/reservations/total"))
                .isEqualTo("1");
        organizer.delete(event).has(204);
    }

    @Test
    void deleting_what_is_public_cancels_it() {
        organizer.delete(event).has(204);

        assertThat(anybody.get(event).has(200).at("/status")).isEqualTo("CANCELLED");
        assertThat(organizer.get(event + "/cancellation").has(200).at("/reservations/total"))
                .isEqualTo("1");
    }

    @Test
    void it_is_cancelled_as_it_was_seen_or_not_at_all() {
        organizer.with("If-Match", "\"1\"").delete(event).isProblem(412, "VERSION_MISMATCH");
        assertThat(anybody.get(event).at("/status")).isEqualTo("SALES_OPEN");
    }

    @Test
    void a_reason_is_required() {
        organizer.post(event + "/cancel", "{}").isInvalid("reason");
    }

    @Test
    void only_organizers_may() {
        anybody.post(event + "/cancel", REASON).isProblem(401, "UNAUTHENTICATED");
        stranger.post(event + "/cancel", REASON).isProblem(403, "FORBIDDEN");
        stranger.delete(event).isProblem(403, "FORBIDDEN");
        stranger.get(event + "/cancellation").isProblem(403, "FORBIDDEN");
        organizer.get(event + "/cancellation").isProblem(404, "NOT_FOUND");
    }
}
