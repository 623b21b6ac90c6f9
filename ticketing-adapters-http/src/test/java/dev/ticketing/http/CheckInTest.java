package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class CheckInTest {

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
    void somebody_with_a_ticket_is_let_in_once() {
        String event = Samples.onSale(organizer);
        Client.Reply ticket = ticket(event);

        Client.Reply admitted = scan(organizer, event, shown(ticket, "north")).has(200);

        assertThat(admitted.at("/result")).isEqualTo("ADMITTED");
        assertThat(admitted.at("/ticket/id")).isEqualTo(ticket.at("/id"));
        assertThat(admitted.at("/ticket/status")).isEqualTo("CHECKED_IN");
        assertThat(admitted.at("/ticket/version")).isEqualTo("2");
        assertThat(admitted.json().get("ticket").has("code")).isFalse();
        assertThat(admitted.header("Ticketing-Position")).isNotEmpty();
        Client.Reply again =
                scan(admin, event, shown(ticket, "south")).isProblem(409, "ALREADY_CHECKED_IN");
        assertThat(again.at("/gate")).isEqualTo("north");
        assertThat(again.at("/checkedInAt")).isEqualTo("2027-03-01T12:00:00Z");
        assertThat(buyer.get("/api/tickets/" + ticket.at("/id")).at("/status"))
                .isEqualTo("CHECKED_IN");
        Client.Reply listed =
                buyer.with("Ticketing-Min-Position", admitted.header("Ticketing-Position"))
                        .get("/api/tickets")
                        .has(200);
        assertThat(listed.at("/items/0/status")).isEqualTo("CHECKED_IN");
    }

    @Test
    void a_gate_need_not_be_named() {
        String event = Samples.onSale(organizer);
        String code = shown(ticket(event));

        scan(organizer, event, code).has(200);

        Client.Reply again = scan(organizer, event, code).isProblem(409, "ALREADY_CHECKED_IN");
        assertThat(again.json().has("gate")).isFalse();
    }

    @Test
    void of_many_doors_at_once_one_lets_them_in() {
        String event = Samples.onSale(organizer);
        String code = shown(ticket(event), "any");

        try (var doors = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(
                                    door ->
                                            CompletableFuture.supplyAsync(
                                                    () -> scan(organizer, event, code).status(),
                                                    doors))
                            .toList();

            assertThat(answers.stream().map(CompletableFuture::join).sorted())
                    .hasSize(20)
                    .startsWith(200, 409)
                    .containsOnlyOnce(200);
        }
    }

    @Test
    void a_scan_that_is_repeated_under_its_key_hears_the_same() {
        String event = Samples.onSale(organizer);
        String code = shown(ticket(event), "north");
        Client door = organizer.withKey();

        Client.Reply first = scan(door, event, code).has(200);
        Client.Reply second = scan(door, event, code).has(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void only_who_organizes_the_event_lets_in() {
        String event = Samples.onSale(organizer);
        String code = shown(ticket(event));

        scan(anybody, event, code).isProblem(401, "UNAUTHENTICATED");
        scan(stranger, event, code).isProblem(403, "FORBIDDEN");
        scan(buyer, event, code).isProblem(403, "FORBIDDEN");
        scan(stranger, Samples.draft(organizer), code).isProblem(404, "NOT_FOUND");
        scan(organizer, "/api/events/none", code).isProblem(404, "NOT_FOUND");
        scan(admin, event, code).has(200);
    }

    @Test
    void what_is_void_or_of_another_event_does_not_admit() {
        String event = Samples.onSale(organizer);
        Client.Reply ticket = ticket(event);
        String elsewhere = Samples.onSale(organizer);
        scan(organizer, elsewhere, shown(ticket)).isProblem(409, "TICKET_NOT_VALID");

        buyer.post("/api/reservations/" + ticket.at("/reservationId") + "/cancel").has(200);

        scan(organizer, event, shown(ticket)).isProblem(409, "TICKET_NOT_VALID");
    }

    @Test
    void a_forged_code_does_not_admit_and_other_text_is_no_code() {
        String event = Samples.onSale(organizer);
        String code = ticket(event).at("/code");
        char last = code.charAt(code.length() - 2);
        String forged =
                code.substring(0, code.length() - 2)
                        + (last == 'A' ? 'B' : 'A')
                        + code.substring(code.length() - 1);
        String unknownKey = code.replaceFirst("T1\\.[^.]*", "T1.unknown");

        scan(organizer, event, body(forged)).isProblem(409, "TICKET_NOT_VALID");
        scan(organizer, event, body(unknownKey)).isProblem(409, "TICKET_NOT_VALID");
        for (String text : List.of("A-2", code + ".x", code.substring(3), code + "A")) {
            scan(organizer, event, body(text)).isInvalid("code");
        }
        scan(organizer, event, "{}").isInvalid("code");
        scan(organizer, event, "{\"code\":\"" + code + "\",\"gate\":\"" + "g".repeat(101) + "\"}")
                .isInvalid("gate");
    }

    /** A ticket as its holder sees it. */
    private Client.Reply ticket(String event) {
        String hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 1))
                        .has(201)
                        .header("Location");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        return buyer.get("/api/tickets/" + buyer.get(hold).at("/ticketIds/0")).has(200);
    }

    private static Client.Reply scan(Client door, String event, String body) {
        return door.post(event + "/check-ins", body);
    }

    private static String shown(Client.Reply ticket) {
        return body(ticket.at("/code"));
    }

    private static String shown(Client.Reply ticket, String gate) {
        return "{\"code\":\"" + ticket.at("/code") + "\",\"gate\":\"" + gate + "\"}";
    }

    private static String body(String code) {
        return "{\"code\":\"" + code + "\"}";
    }
}
