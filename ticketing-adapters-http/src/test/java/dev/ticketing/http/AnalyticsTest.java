package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Filter;
import java.util.logging.Logger;

class AnalyticsTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);
    private String event = "";

    @BeforeEach
    void open() {
        event = Samples.onSale(organizer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String buy(Client who, String wish) {
        String held = who.withKey().post("/api/reservations", wish).has(201).header("Location");
        who.withKey().post("/api/payments", Samples.payment(held, "tok_ok")).has(201);
        return held;
    }

    private Client.Reply figures(Client who, String path) {
        String head = Long.toString(server.log.head().value());
        return who.with("Ticketing-Min-Position", head).get("/api/analytics" + path);
    }

    private String ofEvent(String path) {
        return "/events/" + Samples.id(event) + path;
    }

    private String idOf(Client who) {
        return who.get("/api/me").has(200).at("/id");
    }

    @Test
    void sales_are_told_in_all_and_in_parts() {
        buy(buyer, Samples.standing(event, 2));
        buy(buyer, Samples.seats(event, "A-1"));
        buyer.withKey().post("/api/reservations", Samples.standing(event, 1)).has(201);

        Client.Reply sales = figures(organizer, ofEvent("/sales")).has(200);

        assertThat(sales.at("/eventId")).isEqualTo(Samples.id(event));
        assertThat(sales.at("/revenue/amount")).isEqualTo("10000");
        assertThat(sales.at("/revenue/currency")).isEqualTo("EUR");
        assertThat(sales.at("/refunded/amount")).isEqualTo("0");
        assertThat(sales.at("/net/amount")).isEqualTo("10000");
        assertThat(sales.at("/ticketsSold")).isEqualTo("3");
        assertThat(sales.at("/averageTicketPrice/amount")).as("3,333.3").isEqualTo("3333");
        assertThat(sales.json().get("reservations"))
                .hasToString(
                        "{\"held\":1,\"confirmed\":2,\"expired\":0,\"cancelled\":0,"
                                + "\"refunded\":0}");
        assertThat(sales.json().get("bySection").findValuesAsText("sectionId"))
                .containsExactly("ga", "stalls");
        assertRow(sales.json().at("/bySection/0"), 5000, 0, 2);
        assertRow(sales.json().at("/byTier/1"), 5000, 0, 1);
        assertThat(sales.json().get("byDay")).hasSize(1);
        assertThat(sales.at("/byDay/0/day")).isEqualTo("2027-03-01");
        assertRow(sales.json().at("/byDay/0"), 10000, 0, 3);
        assertThat(sales.header("Cache-Control")).isEqualTo("no-store");
    }

    private static void assertRow(JsonNode row, long revenue, long refunded, int tickets) {
        assertThat(row.at("/revenue/amount").asLong()).isEqualTo(revenue);
        assertThat(row.at("/refunded/amount").asLong()).isEqualTo(refunded);
        assertThat(row.at("/ticketsSold").asInt()).isEqualTo(tickets);
    }

    @Test
    void refunds_leave_the_revenue_and_lessen_the_net() {
        buy(buyer, Samples.standing(event, 1));
        String given = buy(buyer, Samples.standing(event, 2));
        buyer.post(given + "/cancel").has(200);

        Eventually.isTrue(
                () -> figures(organizer, ofEvent("/sales")).at("/refunded/amount").equals("5000"));
        Client.Reply sales = figures(organizer, ofEvent("/sales")).has(200);

        assertThat(sales.at("/revenue/amount")).isEqualTo("7500");
        assertThat(sales.at("/net/amount")).isEqualTo("2500");
        assertThat(sales.at("/ticketsSold")).isEqualTo("1");
        assertThat(sales.at("/averageTicketPrice/amount")).isEqualTo("2500");
        assertThat(sales.at("/reservations/cancelled")).isEqualTo("1");
    }

    @Test
    void sales_of_nothing_are_nothing() {
        Client.Reply sales = figures(organizer, ofEvent("/sales")).has(200);

        assertThat(sales.at("/averageTicketPrice/amount")).isEqualTo("0");
        assertThat(sales.json().get("bySection")).hasSize(2);
        assertThat(sales.json().get("byDay")).isEmpty();
    }

    @Test
    void sections_are_popular_by_the_share_that_is_sold() {
        buy(buyer, Samples.standing(event, 3));
        buy(buyer, Samples.seats(event, "A-1"));

        Client.Reply popular = figures(organizer, ofEvent("/sections/popular")).has(200);

        assertThat(popular.json().get("items").findValuesAsText("sectionId"))
                .as("one of three before three of ten")
                .containsExactly("stalls", "ga");
        assertThat(popular.at("/items/0/share")).isEqualTo("0.3333");
        assertThat(popular.at("/items/1/ticketsSold")).isEqualTo("3");
        assertThat(popular.at("/items/1/capacity")).isEqualTo("10");
    }

    @Test
    void figures_of_an_event_are_for_its_organizers() {
        String draft = "/events/" + Samples.id(Samples.draft(organizer));
        for (String path : List.of("/sales", "/sections/popular")) {
            figures(admin, ofEvent(path)).has(200);
            figures(stranger, ofEvent(path)).isProblem(403, "FORBIDDEN");
            figures(anybody, ofEvent(path)).isProblem(401, "UNAUTHENTICATED");
            figures(organizer, draft + path).has(200);
            figures(stranger, draft + path).isProblem(404, "NOT_FOUND");
            figures(admin, "/events/" + UUID.randomUUID() + path).isProblem(404, "NOT_FOUND");
            figures(admin, "/events/x" + path).isProblem(404, "NOT_FOUND");
        }
    }

    @Test
    void revenue_is_counted_by_currency_and_by_days() {
        buy(buyer, Samples.standing(event, 2));
        server.clock.advance(Duration.ofDays(1));
        Client again = anybody.as("buyer@example.com");
        buy(again, Samples.standing(event, 1));
        Client boss = anybody.as(TestServer.ADMIN);

        assertThat(figures(boss, "/revenue").has(200).json().get("items")).hasSize(1);
        assertThat(figures(boss, "/revenue").at("/items/0/currency")).isEqualTo("EUR");
        assertThat(figures(boss, "/revenue").at("/items/0/net/amount")).isEqualTo("7500");
        assertThat(revenue(boss, "?from=2027-03-02")).isEqualTo("2500");
        assertThat(revenue(boss, "?to=2027-03-02")).isEqualTo("5000");
        assertThat(revenue(boss, "?to=2027-03-02T00:00:00Z")).isEqualTo("5000");
        assertThat(revenue(boss, "?to=2027-03-02T00:00:01Z")).isEqualTo("7500");
        assertThat(revenue(boss, "?from=2027-03-01T23:00:00Z&to=2027-03-03")).isEqualTo("7500");
        assertThat(figures(boss, "/revenue?from=2027-03-03").json().get("items")).isEmpty();
        boss.get("/api/analytics/revenue?from=2027-02-30&to=x").isInvalid("from", "to");
    }

    private String revenue(Client who, String query) {
        return figures(who, "/revenue" + query).has(200).at("/items/0/revenue/amount");
    }

    @Test
    void those_who_spend_most_come_first() {
        buy(buyer, Samples.standing(event, 1));
        buy(stranger, Samples.standing(event, 2));

        Client.Reply top = figures(admin, "/customers/top-spenders").has(200);

        assertThat(top.json().get("items").findValuesAsText("customerId"))
                .containsExactly(idOf(stranger), idOf(buyer));
        assertThat(top.at("/items/0/totalSpent/amount")).isEqualTo("5000");
        assertThat(top.at("/items/0/tickets")).isEqualTo("2");
        assertThat(figures(admin, "/customers/top-spenders?limit=1").json().get("items"))
                .hasSize(1);
        assertThat(figures(admin, "/customers/top-spenders?currency=USD").json().get("items"))
                .isEmpty();
        admin.get("/api/analytics/customers/top-spenders?limit=101").isInvalid("limit");
        admin.get("/api/analytics/customers/top-spenders?currency=EURO").isInvalid("currency");
    }

    @Test
    void figures_of_everything_are_for_administrators() {
        for (String path : List.of("/revenue", "/customers/top-spenders")) {
            figures(organizer, path).isProblem(403, "FORBIDDEN");
            figures(anybody, path).isProblem(401, "UNAUTHENTICATED");
        }
    }

    @Test
    void a_profile_tells_what_somebody_has_bought() {
        String held = buy(buyer, Samples.seats(event, "A-1", "A-2"));
        String profile = "/customers/" + idOf(buyer) + "/profile";

        Client.Reply own = figures(buyer, profile).has(200);

        assertThat(own.json().get("totalSpent"))
                .hasToString("[{\"amount\":10000,\"currency\":\"EUR\"}]");
        assertThat(own.at("/tickets")).isEqualTo("2");
        assertThat(own.at("/purchases")).isEqualTo("1");
        assertThat(own.at("/events")).isEqualTo("1");
        assertThat(own.at("/favouriteSection")).isEqualTo("Stalls");
        assertThat(own.at("/recent/0/reservationId")).isEqualTo(Samples.id(held));
        assertThat(own.at("/recent/0/quantity")).isEqualTo("2");
        assertThat(figures(admin, profile).has(200).json()).isEqualTo(own.json());
        figures(stranger, profile).isProblem(404, "NOT_FOUND");
        figures(organizer, profile).isProblem(404, "NOT_FOUND");
        figures(anybody, profile).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void an_administrators_look_at_anothers_profile_leaves_a_trace() {
        String profile = "/customers/" + idOf(buyer) + "/profile";
        String own = "/customers/" + idOf(admin) + "/profile";
        Logger audit = Logger.getLogger("dev.ticketing.audit");
        Queue<String> traces = new ConcurrentLinkedQueue<>();
        Filter keep =
                line -> {
                    traces.add(line.getMessage());
                    return false;
                };
        audit.setFilter(keep);
        try {
            figures(buyer, profile).has(200);
            figures(admin, own).has(200);
            figures(stranger, profile).has(404);
            assertThat(traces).isEmpty();

            Client.Reply looked = figures(admin, profile).has(200);

            assertThat(traces)
                    .singleElement()
                    .isEqualTo(
                            "action=customer.profile.override actorId="
                                    + idOf(admin)
                                    + " resourceType=customer resourceId="
                                    + idOf(buyer)
                                    + " outcome=ALLOWED requestId="
                                    + looked.header("X-Request-Id"));
        } finally {
            audit.setFilter(null);
        }
    }

    @Test
    void who_has_bought_nothing_has_an_empty_profile() {
        Client.Reply own = figures(stranger, "/customers/" + idOf(stranger) + "/profile").has(200);

        assertThat(own.json().get("totalSpent")).isEmpty();
        assertThat(own.json().get("favouriteSection").isNull()).isTrue();
        assertThat(own.json().get("recent")).isEmpty();
        figures(admin, "/customers/" + UUID.randomUUID() + "/profile").isProblem(404, "NOT_FOUND");
    }
}
