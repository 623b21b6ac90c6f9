package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

class ListsTest {

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

    /** As far as the log has come by now. */
    private Client.Reply list(Client who, String path) {
        String head = Long.toString(server.log.head().value());
        return who.with("Ticketing-Min-Position", head).get(path).has(200);
    }

    private List<String> ids(Client who, String path) {
        return list(who, path).json().get("items").findValuesAsText("id");
    }

    private String event(String title, String startsAt) {
        String body =
                Samples.EVENT
                        .replace("Night of the Proms", title)
                        .replace("2027-06-01T18:00:00Z", startsAt)
                        .replace("2027-06-01T22:00:00Z", "2028-01-01T00:00:00Z");
        String path = organizer.post("/api/events", body).has(201).header("Location");
        organizer.post(path + "/publish").has(200);
        return Samples.id(path);
    }

    /** In a millisecond of its own: ids tell what is newer. */
    private String hold(Client who, String event) {
        server.clock.advance(Duration.ofMillis(1));
        return who.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .has(201)
                .header("Location");
    }

    private String pay(Client who, String reservation) {
        return who.withKey()
                .post("/api/payments", Samples.payment(reservation, "tok_ok"))
                .has(201)
                .header("Location");
    }

    @Test
    void events_are_listed_by_their_start_and_found_by_words_times_and_status() {
        String late = event("Winter Songs", "2027-12-01T18:00:00Z");
        String early = event("Summer Songs", "2027-07-01T18:00:00Z");
        organizer.post("/api/events/" + early + "/open-sales").has(200);

        assertThat(ids(anybody, "/api/events")).containsSubsequence(early, late);
        assertThat(list(anybody, "/api/events").at("/items/0/sections/1/seats/0")).isEqualTo("A-1");
        assertThat(ids(anybody, "/api/events?q=songs%20summ")).contains(early).doesNotContain(late);
        assertThat(ids(anybody, "/api/events?status=SALES_OPEN")).contains(early);
        assertThat(ids(anybody, "/api/events?status=SALES_OPEN")).doesNotContain(late);
        assertThat(list(anybody, "/api/events?status=CANCELLED").json().get("items")).isEmpty();
        assertThat(ids(anybody, "/api/events?from=2027-07-01T18:00:00Z")).contains(early, late);
        assertThat(ids(anybody, "/api/events?from=2027-07-01T18:00:01Z"))
                .contains(late)
                .doesNotContain(early);
        assertThat(ids(anybody, "/api/events?to=2027-12-01T18:00:00Z"))
                .contains(early)
                .doesNotContain(late);
        assertThat(ids(anybody, "/api/events?to=2027-12-01T18:00:01Z")).contains(late);
    }

    @Test
    void drafts_are_listed_for_their_organizers_alone() {
        String draft = Samples.id(Samples.draft(organizer));

        assertThat(ids(organizer, "/api/events")).contains(draft);
        assertThat(ids(admin, "/api/events?status=DRAFT")).contains(draft);
        assertThat(ids(anybody, "/api/events?status=DRAFT")).isEmpty();
        assertThat(ids(stranger, "/api/events")).doesNotContain(draft);
        assertThat(ids(organizer, "/api/events?owner=me")).contains(draft);
        assertThat(ids(stranger, "/api/events?owner=me")).isEmpty();
        anybody.get("/api/events?owner=me").isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void pages_go_on_where_the_last_one_ended_whatever_comes_between() {
        List<String> all = new ArrayList<>();
        for (int month = 6; month <= 9; month++) {
            all.add(event("Night", "2027-0" + month + "-01T18:00:00Z"));
        }

        Client.Reply first = list(anybody, "/api/events?limit=2");
        String cursor = first.at("/nextCursor");
        String between = event("Night", "2027-06-15T18:00:00Z");
        Client.Reply second = list(anybody, "/api/events?limit=2&cursor=" + cursor);

        assertThat(first.json().get("items").findValuesAsText("version")).hasSize(2);
        List<String> seen = new ArrayList<>(pageIds(first));
        seen.addAll(pageIds(second));
        assertThat(seen).isEqualTo(all).doesNotContain(between);
        assertThat(second.json().get("nextCursor").isNull()).isTrue();
    }

    private static List<String> pageIds(Client.Reply page) {
        List<String> ids = new ArrayList<>();
        page.json().get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void reservations_are_paged_from_the_newest_to_the_oldest() {
        String event = Samples.onSale(organizer);
        List<String> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            held.add(Samples.id(hold(buyer, event)));
        }
        Collections.reverse(held);

        List<String> seen = new ArrayList<>();
        String path = "/api/reservations?limit=2";
        Client.Reply page = list(buyer, path);
        seen.addAll(pageIds(page));
        hold(buyer, event);
        while (!page.json().get("nextCursor").isNull()) {
            page = list(buyer, path + "&cursor=" + page.at("/nextCursor"));
            seen.addAll(pageIds(page));
        }

        assertThat(seen).isEqualTo(held);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_reservation_is_listed_as_it_is_read() {
        String event = Samples.onSale(organizer);
        String hold = hold(buyer, event);

        assertThat(list(buyer, "/api/reservations").json().get("items").get(0))
                .isEqualTo(buyer.get(hold).json());
    }

    @Test
    void reservations_are_found_by_status_also_when_time_alone_has_changed_it() {
        String event = Samples.onSale(organizer);
        String held = Samples.id(hold(buyer, event));
        String paid = hold(buyer, event);
        pay(buyer, paid);

        assertThat(ids(buyer, "/api/reservations?status=HELD")).containsExactly(held);
        assertThat(ids(buyer, "/api/reservations?status=CONFIRMED"))
                .containsExactly(Samples.id(paid));
        assertThat(ids(buyer, "/api/reservations?status=REFUNDED")).isEmpty();
        server.clock.advance(Duration.ofMinutes(5));
        assertThat(ids(buyer, "/api/reservations?status=HELD")).isEmpty();
        assertThat(ids(buyer, "/api/reservations?status=EXPIRED")).containsExactly(held);
    }

    @Test
    void what_was_bought_is_listed_for_the_buyer_and_by_event_for_organizers() {
        String event = Samples.onSale(organizer);
        String other = Samples.onSale(organizer);
        String id = Samples.id(event);
        String bought = hold(buyer, event);
        String reservation = Samples.id(bought);
        String payment = Samples.id(pay(buyer, bought));
        String ticket = buyer.get(bought).at("/ticketIds/0");
        String mine = Samples.id(hold(stranger, event));
        hold(buyer, other);

        assertThat(ids(buyer, "/api/reservations")).hasSize(2).contains(reservation);
        assertThat(ids(organizer, "/api/reservations")).isEmpty();
        assertThat(ids(organizer, "/api/reservations?eventId=" + id))
                .containsExactly(mine, reservation);
        assertThat(ids(admin, "/api/reservations?eventId=" + id))
                .containsExactly(mine, reservation);
        assertThat(ids(stranger, "/api/reservations?eventId=" + id)).containsExactly(mine);
        assertThat(ids(buyer, "/api/payments?status=CAPTURED")).containsExactly(payment);
        assertThat(ids(buyer, "/api/payments?status=FAILED")).isEmpty();
        assertThat(ids(buyer, "/api/payments?status=UNKNOWN")).isEmpty();
        for (String list : List.of("/api/payments", "/api/tickets")) {
            String expected = list.endsWith("tickets") ? ticket : payment;
            String byReservation = list + "?reservationId=" + reservation;
            assertThat(ids(buyer, byReservation)).containsExactly(expected);
            assertThat(ids(organizer, byReservation)).containsExactly(expected);
            assertThat(ids(organizer, list + "?eventId=" + id)).containsExactly(expected);
            assertThat(ids(organizer, list)).isEmpty();
            assertThat(ids(stranger, byReservation)).isEmpty();
            assertThat(ids(buyer, list + "?reservationId=" + UUID.randomUUID())).isEmpty();
        }
        assertThat(list(buyer, "/api/tickets").json().at("/items/0").has("code")).isTrue();
        assertThat(list(organizer, "/api/tickets?eventId=" + id).json().at("/items/0").has("code"))
                .isFalse();
    }

    @Test
    void lists_of_what_was_bought_are_for_those_who_are_signed_in() {
        for (String path : List.of("/api/reservations", "/api/payments", "/api/tickets")) {
            anybody.get(path).isProblem(401, "UNAUTHENTICATED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events?status=OPEN, status",
        "/api/events?status=draft, status",
        "/api/events?from=yesterday, from",
        "/api/events?to=2027-06-01, to",
        "/api/events?owner=you, owner",
        "/api/events?limit=0, limit",
        "/api/events?limit=101, limit",
        "/api/events?limit=many, limit",
        "/api/events?cursor=AAAA, cursor",
        "/api/events?cursor=f_________________________________, cursor",
        "/api/reservations?status=PAID, status",
        "/api/reservations?limit=-1, limit",
        "/api/reservations?cursor=!, cursor",
        "/api/payments?status=HELD, status",
        "/api/tickets?limit=1.5, limit"
    })
    void what_is_out_of_form_is_refused(String path, String field) {
        buyer.get(path).isInvalid(field);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        anybody.get("/api/events?status=OPEN&from=a&to=b").isInvalid("status", "from", "to");
        buyer.get("/api/events?q=" + "x".repeat(201)).isInvalid("q");
        buyer.get("/api/events?limit=100&q=" + "x".repeat(200)).has(200);
        buyer.get("/api/reservations?limit=100").has(200);
    }

    @Test
    void an_id_that_is_none_names_nothing() {
        buyer.get("/api/reservations?eventId=x").isProblem(404, "NOT_FOUND");
        buyer.get("/api/payments?reservationId=x").isProblem(404, "NOT_FOUND");
    }
}
