package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisibilityTest {

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

    @Test
    void a_draft_is_seen_by_its_organizer_and_admins_alone() {
        String draft = Samples.draft(organizer);
        organizer.get(draft).has(200);
        admin.get(draft).has(200);
        anybody.get(draft).isProblem(404, "NOT_FOUND");
        stranger.get(draft).isProblem(404, "NOT_FOUND");
        stranger.post(draft + "/publish").isProblem(404, "NOT_FOUND");
        stranger.put(draft, Samples.EVENT).isProblem(404, "NOT_FOUND");
        organizer.post(draft + "/publish").has(200);
        anybody.get(draft).has(200);
        stranger.post(draft + "/open-sales").isProblem(403, "FORBIDDEN");
        admin.post(draft + "/open-sales").has(200);
    }

    @Test
    void what_somebody_bought_is_not_there_for_strangers() {
        String event = Samples.onSale(organizer);
        String hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 1))
                        .has(201)
                        .header("Location");
        stranger.withKey()
                .post("/api/payments", Samples.payment(hold, "tok_ok"))
                .isProblem(404, "NOT_FOUND");
        Client.Reply paid =
                buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        String payment = paid.header("Location");
        String ticket = "/api/tickets/" + buyer.get(hold).at("/ticketIds/0");
        for (String path : new String[] {hold, payment, ticket}) {
            buyer.get(path).has(200);
            organizer.get(path).has(200);
            admin.get(path).has(200);
            stranger.get(path).isProblem(404, "NOT_FOUND");
            anybody.get(path).isProblem(401, "UNAUTHENTICATED");
        }
        stranger.post(hold + "/cancel").isProblem(404, "NOT_FOUND");
        stranger.get(ticket + "/qr.png").isProblem(404, "NOT_FOUND");
        assertThat(organizer.get(ticket).json().has("code")).isFalse();
        organizer.get(ticket + "/qr.png").isProblem(403, "FORBIDDEN");
    }

    @Test
    void roles_are_told_by_me() {
        Client.Reply me = admin.get("/api/me").has(200);
        assertThat(me.at("/email")).isEqualTo(TestServer.ADMIN);
        assertThat(me.json().get("roles")).hasToString("[\"CUSTOMER\",\"ADMIN\"]");
        assertThat(buyer.get("/api/me").json().get("roles")).hasToString("[\"CUSTOMER\"]");
    }
}
