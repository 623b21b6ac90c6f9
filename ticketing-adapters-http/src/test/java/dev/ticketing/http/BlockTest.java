package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class BlockTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);
    private String event = "";
    private String standing = "";
    private String stalls = "";

    @BeforeEach
    void open() {
        event = Samples.onSale(organizer);
        standing = event + "/sections/ga";
        stalls = event + "/sections/stalls";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String some(int quantity) {
        return "{\"quantity\":%d,\"reason\":\"For the press.\"}".formatted(quantity);
    }

    private static String these(String... labels) {
        return "{\"seats\":[\"%s\"],\"reason\":\"For the press.\"}"
                .formatted(String.join("\",\"", labels));
    }

    private Client.Reply hold(String body) {
        return buyer.withKey().post("/api/reservations", body);
    }

    @Test
    void blocked_places_are_not_for_sale_until_they_are_unblocked() {
        Client.Reply blocked = organizer.post(standing + "/block", some(8)).has(200);

        assertThat(blocked.text())
                .isEqualTo(
                        "{\"sectionId\":\"ga\",\"capacity\":10,\"held\":0,\"sold\":0,"
                                + "\"blocked\":8,\"available\":2}");
        assertThat(blocked.header("Ticketing-Position")).isNotEmpty();
        assertThat(anybody.get(standing + "/availability").text()).isEqualTo(blocked.text());
        assertThat(anybody.get(event + "/availability").at("/sections/0/blocked")).isEqualTo("8");
        Client.Reply few =
                hold(Samples.standing(event, 3)).isProblem(409, "INSUFFICIENT_INVENTORY");
        assertThat(few.at("/available")).isEqualTo("2");
        hold(Samples.standing(event, 2)).has(201);

        Client.Reply full =
                admin.post(standing + "/block", some(1)).isProblem(409, "INSUFFICIENT_INVENTORY");
        assertThat(full.at("/requested")).isEqualTo("1");
        assertThat(full.at("/available")).isEqualTo("0");
        Client.Reply unblocked = admin.post(standing + "/unblock", some(5)).has(200);
        assertThat(unblocked.at("/blocked")).isEqualTo("3");
        hold(Samples.standing(event, 5)).has(201);
    }

    @Test
    void seats_are_blocked_by_their_labels_or_as_many_as_are_wanted() {
        hold(Samples.seats(event, "A-1")).has(201);
        Client.Reply taken =
                organizer.post(stalls + "/block", these("A-1", "A-2")).isProblem(409, "SEAT_TAKEN");
        assertThat(taken.json().get("seats")).hasToString("[\"A-1\"]");

        organizer.post(stalls + "/block", these("A-3")).has(200);

        assertThat(statuses()).containsExactly("HELD", "AVAILABLE", "BLOCKED");
        hold(Samples.seats(event, "A-3")).isProblem(409, "SEAT_TAKEN");
        organizer.post(stalls + "/block", these("A-3")).isProblem(409, "SEAT_TAKEN");
        organizer.post(stalls + "/block", some(1)).has(200);
        assertThat(statuses()).containsExactly("HELD", "BLOCKED", "BLOCKED");
        organizer.post(stalls + "/unblock", these("A-3")).has(200);
        organizer.post(stalls + "/unblock", some(1)).has(200);
        assertThat(statuses()).containsExactly("HELD", "AVAILABLE", "AVAILABLE");
    }

    private List<String> statuses() {
        return anybody.get(stalls + "/seats").has(200).json().findValuesAsText("status");
    }

    @Test
    void what_is_not_blocked_cannot_be_unblocked() {
        organizer.post(standing + "/block", some(2)).has(200);
        organizer.post(stalls + "/block", these("A-1")).has(200);

        Client.Reply few =
                organizer.post(standing + "/unblock", some(3)).isProblem(409, "INVALID_TRANSITION");
        assertThat(few.at("/requested")).isEqualTo("3");
        assertThat(few.at("/blocked")).isEqualTo("2");
        Client.Reply others =
                organizer
                        .post(stalls + "/unblock", these("A-1", "A-2"))
                        .isProblem(409, "INVALID_TRANSITION");
        assertThat(others.json().get("seats")).hasToString("[\"A-2\"]");
    }

    @Test
    void a_hold_whose_time_is_over_is_not_in_the_way() {
        hold(Samples.standing(event, 8)).has(201);
        organizer.post(standing + "/block", some(3)).isProblem(409, "INSUFFICIENT_INVENTORY");

        server.clock.advance(Duration.ofMinutes(5));

        Client.Reply blocked = organizer.post(standing + "/block", some(10)).has(200);
        assertThat(blocked.at("/blocked")).isEqualTo("10");
        assertThat(blocked.at("/held")).isEqualTo("0");
    }

    @Test
    void it_is_done_once_under_a_key() {
        Client once = organizer.withKey();

        Client.Reply first = once.post(standing + "/block", some(4)).has(200);
        Client.Reply second = once.post(standing + "/block", some(4)).has(200);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        once.post(standing + "/block", some(5)).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        once.post(standing + "/unblock", some(4)).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void only_organizers_block_and_others_do_not_know_of_drafts() {
        String draft = Samples.draft(organizer) + "/sections/ga";

        anybody.post(standing + "/block", some(1)).isProblem(401, "UNAUTHENTICATED");
        buyer.post(standing + "/block", some(1)).isProblem(403, "FORBIDDEN");
        buyer.post(standing + "/unblock", some(1)).isProblem(403, "FORBIDDEN");
        buyer.post(draft + "/block", some(1)).isProblem(404, "NOT_FOUND");
        organizer.post(draft + "/block", some(1)).isProblem(409, "INVALID_TRANSITION");
        organizer.post(event + "/sections/roof/block", some(1)).isProblem(404, "NOT_FOUND");
        organizer.post(event + "/sections/no!/block", some(1)).isProblem(404, "NOT_FOUND");
        organizer.post("/api/events/none/sections/ga/block", some(1)).isProblem(404, "NOT_FOUND");
    }

    @Test
    void a_published_event_has_places_to_block_before_sales_open() {
        String published = Samples.draft(organizer);
        organizer.post(published + "/publish").has(200);

        organizer.post(published + "/sections/ga/block", some(9)).has(200);

        organizer.post(published + "/open-sales").has(200);
        hold(Samples.standing(published, 2)).isProblem(409, "INSUFFICIENT_INVENTORY");
        hold(Samples.standing(published, 1)).has(201);
    }

    @Test
    void what_is_wrong_is_said_by_field() {
        organizer.post(standing + "/block", "{}").isInvalid("quantity");
        organizer.post(standing + "/block", some(0)).isInvalid("quantity");
        organizer.post(standing + "/block", some(200_001)).isInvalid("quantity");
        organizer.post(standing + "/block", these("A-1")).isInvalid("seats");
        organizer.post(stalls + "/block", these("A-1", "Z-1")).isInvalid("seats");
        organizer.post(stalls + "/unblock", these("Z-1")).isInvalid("seats");
        organizer.post(stalls + "/block", these("A-1", "A-1")).isInvalid("seats[1]");
        organizer.post(stalls + "/block", "{\"seats\":[]}").isInvalid("seats");
        organizer.post(stalls + "/block", "{\"seats\":[null]}").isInvalid("seats[0]");
        organizer
                .post(stalls + "/block", "{\"seats\":[\"A-1\"],\"quantity\":1}")
                .isInvalid("seats");
        organizer.post(standing + "/block", "{\"quantity\":1,\"why\":\"\"}").isInvalid("why");
        organizer
                .post(
                        standing + "/block",
                        "{\"quantity\":1,\"reason\":\"%s\"}".formatted("x".repeat(501)))
                .isInvalid("reason");
        organizer.post(standing + "/block", "{\"quantity\":1}").has(200);
    }

    @Test
    void those_who_watch_are_told() {
        try (LiveClient watcher = LiveClient.watching(server, event)) {
            watcher.next("stalls");

            organizer.post(standing + "/block", some(6)).has(200);

            JsonNode told = watcher.next("ga");
            assertThat(told.get("blocked").asInt()).isEqualTo(6);
            assertThat(told.get("available").asInt()).isEqualTo(4);
        }
    }

    @Test
    void why_is_not_written_into_the_log_of_events() {
        organizer.post(standing + "/block", some(1)).has(200);

        Client.Reply feed = admin.get("/api/feed?after=0&limit=100").has(200);

        assertThat(feed.text()).contains("seats-blocked").doesNotContain("For the press.");
    }
}
