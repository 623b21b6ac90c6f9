package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class MembersTest {

    private static final String ORGANIZER = "{\"role\":\"ORGANIZER\"}";
    private static final String SCANNER = "{\"role\":\"SCANNER\"}";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client owner = anybody.as("owner@example.com");
    private final Client helper = anybody.as("helper@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);
    private String event = "";
    private String members = "";

    @BeforeEach
    void open() {
        event = Samples.onSale(owner);
        members = event + "/members";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String idOf(Client somebody) {
        return somebody.get("/api/me").has(200).at("/id");
    }

    private String member(Client somebody) {
        return members + "/" + idOf(somebody);
    }

    private static String asListed(Client somebody, String email, String role) {
        return "{\"userId\":\"%s\",\"email\":\"%s\",\"role\":\"%s\"}"
                .formatted(idOf(somebody), email, role);
    }

    @Test
    void members_are_listed_with_their_addresses_the_owner_first() {
        String asOwner = asListed(owner, "owner@example.com", "ORGANIZER");
        assertThat(owner.get(members).has(200).text()).isEqualTo("{\"items\":[" + asOwner + "]}");

        Client.Reply added = owner.put(member(helper), SCANNER).has(200);

        String asHelper = asListed(helper, "helper@example.com", "SCANNER");
        assertThat(added.text()).isEqualTo(asHelper);
        assertThat(added.header("Ticketing-Position")).isNotEmpty();
        assertThat(owner.get(members).text())
                .isEqualTo("{\"items\":[" + asOwner + "," + asHelper + "]}");
        assertThat(owner.get(members).header("Cache-Control")).isEqualTo("no-store");
        assertThat(owner.put(member(helper), ORGANIZER).has(200).at("/role"))
                .isEqualTo("ORGANIZER");
        assertThat(owner.put(member(helper), ORGANIZER).has(200).at("/role"))
                .isEqualTo("ORGANIZER");
        Client.Reply removed = owner.delete(member(helper)).has(204);
        assertThat(removed.header("Ticketing-Position")).isNotEmpty();
        assertThat(owner.get(members).text()).isEqualTo("{\"items\":[" + asOwner + "]}");
        owner.delete(member(helper)).isProblem(404, "NOT_FOUND");
    }

    @Test
    void a_co_organizer_does_all_that_the_owner_does_but_remove_the_owner() {
        String draft = Samples.draft(owner);
        helper.get(draft).isProblem(404, "NOT_FOUND");
        owner.put(draft + "/members/" + idOf(helper), ORGANIZER).has(200);
        helper.get(draft).has(200);
        helper.put(draft, Samples.EVENT.replace("An evening.", "A night.")).has(200);
        helper.post(draft + "/publish").has(200);
        helper.post(draft + "/open-sales").has(200);
        String hold = hold(draft);
        String payment =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(hold, "tok_ok"))
                        .has(201)
                        .header("Location");
        String ticket = "/api/tickets/" + buyer.get(hold).at("/ticketIds/0");

        assertThat(helper.get(ticket).has(200).json().has("code")).isFalse();
        helper.get("/api/analytics/events/" + Samples.id(draft) + "/sales").has(200);
        helper.post(draft + "/sections/ga/block", "{\"quantity\":1}").has(200);
        scan(helper, draft, ticket).has(200);
        helper.withKey().post(payment + "/refund", "{\"reason\":\"Fell ill.\"}").has(200);
        assertThat(helper.get(hold).has(200).at("/status")).isEqualTo("REFUNDED");
        helper.put(draft + "/members/" + idOf(stranger), SCANNER).has(200);
        helper.post(draft + "/close-sales").has(200);

        String theOwner = draft + "/members/" + idOf(owner);
        helper.delete(theOwner).isProblem(403, "FORBIDDEN");
        helper.put(theOwner, SCANNER).isProblem(403, "FORBIDDEN");
        owner.delete(theOwner).isProblem(403, "FORBIDDEN");
        admin.delete(theOwner).isProblem(403, "FORBIDDEN");
        owner.put(theOwner, ORGANIZER).has(200);
        helper.delete(draft + "/members/" + idOf(helper)).has(204);
        helper.get(draft + "/members").isProblem(403, "FORBIDDEN");
    }

    private String hold(String of) {
        return buyer.withKey()
                .post("/api/reservations", Samples.standing(of, 1))
                .has(201)
                .header("Location");
    }

    private Client.Reply scan(Client door, String at, String ticket) {
        String code = buyer.get(ticket).has(200).at("/code");
        return door.post(at + "/check-ins", "{\"code\":\"" + code + "\"}");
    }

    @Test
    void a_scanner_checks_in_and_does_nothing_more() {
        owner.put(member(helper), SCANNER).has(200);
        String hold = hold(event);
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        String ticket = "/api/tickets/" + buyer.get(hold).at("/ticketIds/0");

        scan(stranger, event, ticket).isProblem(403, "FORBIDDEN");
        Client.Reply admitted = scan(helper, event, ticket).has(200);
        assertThat(admitted.at("/result")).isEqualTo("ADMITTED");
        scan(helper, event, ticket).isProblem(409, "ALREADY_CHECKED_IN");

        String position = admitted.header("Ticketing-Position");
        Client.Reply tickets =
                helper.with("Ticketing-Min-Position", position)
                        .get("/api/tickets?eventId=" + Samples.id(event))
                        .has(200);
        assertThat(tickets.json().get("items")).isEmpty();
        helper.get(ticket).isProblem(404, "NOT_FOUND");
        helper.get(hold).isProblem(404, "NOT_FOUND");
        helper.get("/api/analytics/events/" + Samples.id(event) + "/sales")
                .isProblem(403, "FORBIDDEN");
        helper.get(members).isProblem(403, "FORBIDDEN");
        helper.put(member(helper), ORGANIZER).isProblem(403, "FORBIDDEN");
        helper.delete(member(helper)).isProblem(403, "FORBIDDEN");
        helper.post(event + "/sections/ga/block", "{\"quantity\":1}").isProblem(403, "FORBIDDEN");
        helper.post(event + "/close-sales").isProblem(403, "FORBIDDEN");
        String draft = Samples.draft(owner);
        owner.put(draft + "/members/" + idOf(helper), SCANNER).has(200);
        helper.get(draft).isProblem(404, "NOT_FOUND");
        scan(helper, draft, ticket).isProblem(404, "NOT_FOUND");
    }

    @Test
    void events_that_somebody_organizes_are_listed_as_theirs() {
        String draft = Samples.draft(owner);
        owner.put(member(helper), ORGANIZER).has(200);
        owner.put(draft + "/members/" + idOf(stranger), SCANNER).has(200);
        String position =
                owner.put(draft + "/members/" + idOf(helper), ORGANIZER)
                        .has(200)
                        .header("Ticketing-Position");

        assertThat(listed(helper, "?owner=me", position))
                .containsExactlyInAnyOrder(Samples.id(event), Samples.id(draft));
        assertThat(listed(owner, "?owner=me", position))
                .containsExactlyInAnyOrder(Samples.id(event), Samples.id(draft));
        assertThat(listed(helper, "?status=DRAFT", position)).containsExactly(Samples.id(draft));
        assertThat(listed(stranger, "?owner=me", position)).isEmpty();
        assertThat(listed(stranger, "", position)).containsExactly(Samples.id(event));
    }

    private static List<String> listed(Client who, String query, String position) {
        List<String> ids = new ArrayList<>();
        who.with("Ticketing-Min-Position", position)
                .get("/api/events" + query)
                .has(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void others_are_refused_and_do_not_learn_who_there_is() {
        String draft = Samples.draft(owner) + "/members";
        String nobody = "/" + UUID.randomUUID();

        anybody.get(members).isProblem(401, "UNAUTHENTICATED");
        stranger.get(members).isProblem(403, "FORBIDDEN");
        stranger.put(member(helper), SCANNER).isProblem(403, "FORBIDDEN");
        stranger.put(members + nobody, SCANNER).isProblem(403, "FORBIDDEN");
        stranger.delete(members + nobody).isProblem(403, "FORBIDDEN");
        stranger.get(draft).isProblem(404, "NOT_FOUND");
        stranger.put(draft + "/" + idOf(helper), SCANNER).isProblem(404, "NOT_FOUND");
        owner.put(members + nobody, SCANNER).isProblem(404, "NOT_FOUND");
        owner.delete(members + nobody).isProblem(404, "NOT_FOUND");
        owner.put(members + "/helper", SCANNER).isProblem(404, "NOT_FOUND");
        owner.get(member(helper)).isProblem(405, "METHOD_NOT_ALLOWED");
        owner.get("/api/events/none/members").isProblem(404, "NOT_FOUND");
        admin.get(draft).has(200);
    }

    @Test
    void a_role_is_one_of_two() {
        for (String body : List.of("{}", "{\"role\":\"OWNER\"}", "{\"role\":\"scanner\"}")) {
            owner.put(member(helper), body).isInvalid("role");
        }
        owner.put(member(helper), "{\"role\":\"SCANNER\",\"gate\":\"A\"}").isInvalid("gate");
    }

    @Test
    void a_change_may_insist_on_the_version_of_the_event_that_was_seen() {
        String seen = owner.get(event).has(200).header("ETag");
        owner.with("If-Match", seen).put(member(helper), SCANNER).has(200);

        owner.with("If-Match", seen)
                .put(member(stranger), SCANNER)
                .isProblem(412, "VERSION_MISMATCH");
        owner.with("If-Match", seen).delete(member(helper)).isProblem(412, "VERSION_MISMATCH");

        String now = owner.get(event).has(200).header("ETag");
        owner.with("If-Match", now).delete(member(helper)).has(204);
    }

    @Test
    void addresses_are_not_in_the_log_of_events() {
        owner.put(member(helper), SCANNER).has(200);

        assertThat(admin.get("/api/feed?after=0&limit=100").has(200).text())
                .contains("member-added", idOf(helper))
                .doesNotContain("example.com");
    }
}
