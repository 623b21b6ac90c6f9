package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ReadYourWritesTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private static Client after(Client.Reply written, Client who) {
        return who.with("Ticketing-Min-Position", written.header("Ticketing-Position"));
    }

    /** In a millisecond of its own: ids tell what is newer. */
    private Client.Reply hold(String event) {
        server.clock.advance(Duration.ofMillis(1));
        return buyer.withKey().post("/api/reservations", Samples.standing(event, 1)).has(201);
    }

    private static List<String> ids(Client.Reply page) {
        return page.has(200).json().get("items").findValuesAsText("id");
    }

    @Test
    void every_list_has_what_was_written_before_its_position() {
        for (int round = 0; round < 5; round++) {
            Client.Reply draft = organizer.post("/api/events", Samples.EVENT).has(201);
            assertThat(ids(after(draft, organizer).get("/api/events?owner=me")))
                    .contains(draft.at("/id"));
            String event = draft.header("Location");
            Client.Reply published = organizer.post(event + "/publish").has(200);
            assertThat(ids(after(published, anybody).get("/api/events?limit=100")))
                    .contains(draft.at("/id"));
            organizer.post(event + "/open-sales").has(200);
            Client.Reply held = hold(event);
            assertThat(ids(after(held, buyer).get("/api/reservations"))).contains(held.at("/id"));
            Client.Reply paid =
                    buyer.withKey()
                            .post(
                                    "/api/payments",
                                    Samples.payment(held.header("Location"), "tok_ok"))
                            .has(201);
            assertThat(ids(after(paid, buyer).get("/api/payments"))).contains(paid.at("/id"));
            assertThat(
                            after(paid, organizer)
                                    .get("/api/analytics/events/" + draft.at("/id") + "/sales")
                                    .has(200)
                                    .at("/ticketsSold"))
                    .isEqualTo("1");
            assertThat(
                            after(paid, buyer)
                                    .get(
                                            "/api/analytics/customers/"
                                                    + held.at("/customerId")
                                                    + "/profile")
                                    .has(200)
                                    .at("/purchases"))
                    .isEqualTo(Integer.toString(round + 1));
        }
    }

    @Test
    void a_list_that_does_not_follow_is_not_waited_for_for_ever() {
        String event = Samples.onSale(organizer);
        Client.Reply first = hold(event);
        after(first, buyer).get("/api/reservations").has(200);
        assertThat(server.consumers.pause(ReservationProjection.NAME)).isTrue();
        Client.Reply second = hold(event);

        server.impatient = true;
        Client.Reply behind =
                after(second, buyer).get("/api/reservations").isProblem(503, "READ_MODEL_BEHIND");

        assertThat(behind.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(ids(after(first, buyer).get("/api/reservations")))
                .as("what was there before is still told")
                .containsExactly(first.at("/id"));
        assertThat(ids(buyer.get("/api/reservations"))).containsExactly(first.at("/id"));
        assertThat(server.consumers.resume(ReservationProjection.NAME)).isTrue();
        Eventually.isTrue(() -> after(second, buyer).get("/api/reservations").status() == 200);
        assertThat(ids(after(second, buyer).get("/api/reservations")))
                .containsExactly(second.at("/id"), first.at("/id"));
    }

    @Test
    void how_far_a_cancellation_is_waits_for_the_figures_that_tell_it() {
        String event = Samples.onSale(organizer);
        Client.Reply called =
                organizer.withKey().post(event + "/cancel", "{\"reason\": \"Rain.\"}").has(202);
        after(called, organizer).get(event + "/cancellation").has(200);
        server.consumers.pause(SalesProjection.NAME);
        Client.Reply held = hold(Samples.onSale(organizer));

        server.impatient = true;
        for (String path : List.of("/cancellation", "/cancellation/failures")) {
            after(held, organizer).get(event + path).isProblem(503, "READ_MODEL_BEHIND");
        }
    }

    @Test
    void what_is_read_from_the_log_waits_for_no_read_model() {
        String event = Samples.onSale(organizer);
        for (String consumer :
                List.of(
                        ShowProjection.NAME,
                        ReservationProjection.NAME,
                        PaymentProjection.NAME,
                        "availability")) {
            server.consumers.pause(consumer);
        }
        Client.Reply held = hold(event);

        after(held, buyer).get(held.header("Location")).has(200);
        after(held, anybody).get(event).has(200);
        assertThat(after(held, anybody).get(event + "/availability").at("/sections/0/held"))
                .isEqualTo("1");
        assertThat(
                        Long.parseLong(
                                after(held, anybody).get(event + "/availability").at("/position")))
                .isGreaterThanOrEqualTo(Long.parseLong(held.header("Ticketing-Position")));
    }

    @Test
    void what_is_never_written_is_not_waited_for_for_ever() {
        String event = Samples.onSale(organizer);

        server.impatient = true;
        anybody.with("Ticketing-Min-Position", "999999")
                .get(event + "/availability")
                .isProblem(503, "READ_MODEL_BEHIND");
        anybody.with("Ticketing-Min-Position", "-1")
                .get("/api/events")
                .isInvalid("Ticketing-Min-Position");
    }
}
