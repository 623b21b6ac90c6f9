package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Completing an event, and deleting a draft. */
class EventEndsTest {

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

    private Client.Reply listed(Client who, String query) {
        String head = Long.toString(server.log.head().value());
        return who.with("Ticketing-Min-Position", head).get("/api/events" + query).has(200);
    }

    private String held(String event) {
        return buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .has(201)
                .header("Location");
    }

    private Client.Reply pay(String hold) {
        return buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok"));
    }

    private String completed() {
        String event = Samples.onSale(organizer);
        organizer.post(event + "/close-sales").has(200);
        organizer.post(event + "/complete").has(200);
        return event;
    }

    @Test
    void an_event_is_completed_once_its_sales_are_closed() {
        String event = Samples.draft(organizer);
        for (String step : List.of("/publish", "/open-sales", "/close-sales")) {
            organizer.post(event + "/complete").isProblem(409, "INVALID_TRANSITION");
            organizer.post(event + step).has(200);
        }

        stranger.post(event + "/complete").isProblem(403, "FORBIDDEN");
        anybody.post(event + "/complete").isProblem(401, "UNAUTHENTICATED");
        Client key = organizer.withKey();
        Client.Reply completed = key.post(event + "/complete").has(200);

        assertThat(completed.at("/status")).isEqualTo("COMPLETED");
        assertThat(completed.at("/version")).isEqualTo("5");
        assertThat(completed.header("ETag")).isEqualTo("\"5\"");
        assertThat(completed.header("Ticketing-Position")).isNotEmpty();
        assertThat(key.post(event + "/complete").has(200).header("Idempotency-Replayed"))
                .isEqualTo("true");
        organizer.post(event + "/complete").isProblem(409, "INVALID_TRANSITION");
        organizer.post(event + "/open-sales").isProblem(409, "INVALID_TRANSITION");
        organizer.delete(event).isProblem(409, "INVALID_TRANSITION");
    }

    @Test
    void a_completed_event_stays_public_and_is_listed_as_such() {
        String event = completed();

        assertThat(anybody.get(event).has(200).at("/status")).isEqualTo("COMPLETED");
        assertThat(anybody.get(event).header("Cache-Control")).isEqualTo("no-cache");
        anybody.get(event + "/availability").has(200);
        assertThat(listed(anybody, "?status=COMPLETED").at("/items/0/id"))
                .isEqualTo(Samples.id(event));
        assertThat(listed(anybody, "?q=proms&from=2027-06-01T18:00:00Z").json().get("items"))
                .hasSize(1);
        assertThat(listed(anybody, "?status=SALES_CLOSED").json().get("items")).isEmpty();
        assertThat(listed(anybody, "?to=2027-06-01T18:00:00Z").json().get("items")).isEmpty();
    }

    @Test
    void nothing_of_a_completed_event_is_edited_or_sold() {
        String event = completed();

        Client.Reply edited =
                organizer
                        .put(event, Samples.EVENT.replace("An evening.", "It was grand."))
                        .isProblem(409, "EVENT_NOT_EDITABLE");
        assertThat(edited.at("/errors/0/field")).isEqualTo("description");
        Client.Reply moved =
                organizer
                        .put(event, Samples.EVENT.replace("1 Main Street", "2 Main Street"))
                        .isProblem(409, "EVENT_NOT_EDITABLE");
        assertThat(moved.at("/errors/0/field")).isEqualTo("venue.address");
        organizer.put(event, Samples.EVENT).has(200);
        buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .isProblem(409, "SALES_NOT_OPEN");
    }

    @Test
    void what_is_held_can_be_paid_when_an_event_is_completed_and_its_tickets_admit() {
        String event = Samples.onSale(organizer);
        String hold = held(event);
        organizer.post(event + "/close-sales").has(200);
        organizer.post(event + "/complete").has(200);

        pay(hold).has(201);

        String ticket = "/api/tickets/" + buyer.get(hold).at("/ticketIds/0");
        String code = buyer.get(ticket).at("/code");
        organizer.post(event + "/check-ins", "{\"code\": \"%s\"}".formatted(code)).has(200);
    }

    @Test
    void a_deleted_draft_is_gone() {
        String draft = Samples.draft(organizer);
        assertThat(listed(organizer, "?owner=me").json().get("items")).hasSize(1);

        Client.Reply deleted = organizer.delete(draft).has(204);

        assertThat(deleted.text()).isEmpty();
        assertThat(deleted.header("Ticketing-Position")).isNotEmpty();
        for (Client who : List.of(organizer, admin, stranger)) {
            who.get(draft).isProblem(404, "NOT_FOUND");
            who.get(draft + "/availability").isProblem(404, "NOT_FOUND");
            who.get(draft + "/sections/stalls/seats").isProblem(404, "NOT_FOUND");
            who.delete(draft).isProblem(404, "NOT_FOUND");
            who.put(draft, Samples.EVENT).isProblem(404, "NOT_FOUND");
            who.post(draft + "/publish").isProblem(404, "NOT_FOUND");
            who.get("/api/analytics/events/" + Samples.id(draft) + "/sales")
                    .isProblem(404, "NOT_FOUND");
            assertThat(listed(who, "").json().get("items")).isEmpty();
        }
        assertThat(listed(organizer, "?owner=me").json().get("items")).isEmpty();
        assertThat(listed(organizer, "?status=DRAFT").json().get("items")).isEmpty();
    }

    @Test
    void a_draft_is_deleted_as_it_was_seen_or_not_at_all() {
        String draft = Samples.draft(organizer);
        String first = organizer.get(draft).header("ETag");
        organizer.put(draft, Samples.EVENT.replace("An evening.", "A night.")).has(200);

        organizer.with("If-Match", first).delete(draft).isProblem(412, "VERSION_MISMATCH");
        organizer.with("If-Match", "\"2\"").delete(draft).has(204);
    }

    @Test
    void a_draft_is_deleted_by_its_organizers_alone() {
        String draft = Samples.draft(organizer);

        anybody.delete(draft).isProblem(401, "UNAUTHENTICATED");
        stranger.delete(draft).isProblem(404, "NOT_FOUND");
        organizer.post(draft + "/publish").has(200);
        stranger.delete(draft).isProblem(403, "FORBIDDEN");
        admin.delete(Samples.draft(organizer)).has(204);
        organizer.delete(draft).has(204);
        assertThat(anybody.get(draft).has(200).at("/status"))
                .as("no draft any more, so it is called off")
                .isEqualTo("CANCELLED");
    }

    @Test
    void of_a_cancelled_event_nothing_is_sold_paid_or_admitted() {
        String event = Samples.onSale(organizer);
        String hold = held(event);
        String paid = held(event);
        pay(paid).has(201);
        String ticket = "/api/tickets/" + buyer.get(paid).at("/ticketIds/0");
        String code = buyer.get(ticket).at("/code");
        callOff(event);

        assertThat(listed(anybody, "?status=CANCELLED").at("/items/0/status"))
                .isEqualTo("CANCELLED");
        anybody.get(event + "/availability").has(200);
        buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .isProblem(409, "SALES_NOT_OPEN");
        pay(hold).isProblem(409, "INVALID_TRANSITION");
        organizer
                .post(event + "/check-ins", "{\"code\": \"%s\"}".formatted(code))
                .isProblem(409, "TICKET_NOT_VALID");
        organizer
                .put(event, Samples.EVENT.replace("An evening.", "No evening."))
                .isProblem(409, "EVENT_NOT_EDITABLE");
        organizer.post(event + "/complete").isProblem(409, "INVALID_TRANSITION");
    }

    @Test
    void a_cancelled_draft_stays_its_organizers() {
        String draft = Samples.draft(organizer);
        callOff(draft);

        assertThat(organizer.get(draft).has(200).at("/status")).isEqualTo("CANCELLED");
        assertThat(organizer.get(draft).header("Cache-Control")).isEqualTo("no-store");
        anybody.get(draft).isProblem(404, "NOT_FOUND");
        stranger.post(draft + "/publish").isProblem(404, "NOT_FOUND");
        assertThat(listed(anybody, "?status=CANCELLED").json().get("items")).isEmpty();
        assertThat(listed(organizer, "?status=CANCELLED").json().get("items")).hasSize(1);
    }

    /** As another process would record it. */
    private void callOff(String event) {
        var show = Show.at(new ShowId(UUID.fromString(Samples.id(event)))).stream();
        Version version = server.log.read(show, Version.NONE, 100).getLast().version();
        UserId by = new UserId(UUID.randomUUID());
        StreamAppend append =
                new StreamAppend(
                        show, version, List.of(new ShowCancelled(by, server.clock.instant())));
        UUID command = UUID.randomUUID();
        Unit unit =
                new Unit(
                        new CommandKey(new CommandId(command), 0),
                        List.of(append),
                        EventMetadata.ofSystem("test", command));
        assertThat(server.log.append(List.of(unit)))
                .hasOnlyElementsOfType(AppendResult.Appended.class);
        // Later than any look at the log that is still good.
        server.clock.advance(Duration.ofMillis(101));
    }
}
