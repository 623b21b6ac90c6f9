package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

class AdminTest {

    private static final String SUBSCRIPTIONS = "/api/admin/subscriptions";
    private static final String TICKETS = SUBSCRIPTIONS + "/tickets";
    private static final String LETTERS = "/api/admin/dead-letters";

    /** Has a row to write for each draft, and so stays where it is while it is held up. */
    private static final String EVENTS = ShowProjection.NAME;

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client customer = anybody.as("customer@example.com");
    private final Client admin = anybody.as(TestServer.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode tickets() {
        return subscription("tickets");
    }

    private JsonNode subscription(String name) {
        return StreamSupport.stream(
                        admin.get(SUBSCRIPTIONS).has(200).json().get("items").spliterator(), false)
                .filter(item -> item.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Events of streams whose names nobody can make sense of: one dead letter for each key. */
    private void recordBroken(int events, String... keys) {
        int letters = 0;
        for (String key : keys) {
            append(events, key);
            letters++;
            int wanted = letters;
            Eventually.isTrue(() -> letters("").size() == wanted);
            // The next one gets a greater id.
            server.clock.advance(Duration.ofMillis(1));
        }
    }

    private void append(int events, String key) {
        UUID id = server.needs.ids().next();
        DomainEvent event = new TicketVoided(server.clock.instant());
        StreamAppend append =
                new StreamAppend(
                        new StreamId("ticket", key),
                        Version.NONE,
                        Collections.nCopies(events, event));
        Unit unit =
                new Unit(
                        new CommandKey(new CommandId(id), 1),
                        List.of(append),
                        EventMetadata.ofSystem("test", id));
        assertThat(server.log.append(List.of(unit)))
                .hasOnlyElementsOfType(AppendResult.Appended.class);
    }

    private JsonNode letters(String and) {
        return admin.get(LETTERS + "?subscription=tickets" + and).has(200).json().get("items");
    }

    private String letter() {
        return LETTERS + "/" + letters("").get(0).get("id").asText();
    }

    @Test
    void everything_is_for_administrators_alone() {
        recordBroken(1, "broken");
        String letter = letter();
        for (String path : List.of(SUBSCRIPTIONS, LETTERS, letter)) {
            anybody.get(path).isProblem(401, "UNAUTHENTICATED");
            customer.get(path).isProblem(403, "FORBIDDEN");
        }
        for (String path :
                List.of(
                        TICKETS + "/pause",
                        TICKETS + "/resume",
                        TICKETS + "/rebuild",
                        LETTERS + "/retry-all",
                        letter + "/retry",
                        letter + "/discard")) {
            anybody.post(path).isProblem(401, "UNAUTHENTICATED");
            customer.post(path).isProblem(403, "FORBIDDEN");
        }
        anybody.delete(TICKETS + "/retired").isProblem(401, "UNAUTHENTICATED");
        customer.delete(TICKETS + "/retired").isProblem(403, "FORBIDDEN");
        assertThat(admin.get(letter).at("/status")).isEqualTo("PARKED");
    }

    @Test
    void subscriptions_tell_how_far_they_have_come() {
        Samples.draft(customer);
        long head = server.log.head().value();
        Eventually.isTrue(() -> tickets().get("lag").asLong() == 0);

        Client.Reply all = admin.get(SUBSCRIPTIONS).has(200);

        assertThat(all.json().get("items").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Ticketing.PROJECTIONS.stream(), Ticketing.PROCESSES.stream())
                                .map(Projection::name)
                                .toList());
        assertThat(all.json().get("nextCursor").isNull()).isTrue();
        JsonNode one = tickets();
        assertThat(one.get("position").isTextual()).isTrue();
        assertThat(one.get("position").asLong()).isEqualTo(head);
        assertThat(one.get("lagSeconds").asDouble()).isZero();
        assertThat(one.get("state").asText()).isEqualTo("RUNNING");
        assertThat(one.get("owner").isTextual()).isTrue();
        assertThat(one.get("retired")).isEmpty();
        assertThat(one.has("reason")).isFalse();
        assertThat(one.has("rebuild")).isFalse();
    }

    @Test
    void a_subscription_is_paused_and_resumed() {
        String events = SUBSCRIPTIONS + "/" + EVENTS;
        Client.Reply paused = admin.post(events + "/pause").has(200);
        assertThat(paused.at("/state")).isEqualTo("PAUSED");
        assertThat(paused.header("Ticketing-Position")).isNotEmpty();
        admin.post(events + "/pause").has(200);
        Samples.draft(customer);
        assertThat(subscription(EVENTS).get("lag").asLong()).isEqualTo(1);

        assertThat(admin.post(events + "/resume").has(200).at("/state")).isEqualTo("RUNNING");
        Eventually.isTrue(() -> subscription(EVENTS).get("lag").asLong() == 0);
    }

    @Test
    void a_rebuild_takes_over_and_leaves_the_old_copy_behind_until_it_is_dropped() {
        Samples.draft(customer);
        Eventually.isTrue(() -> tickets().get("lag").asLong() == 0);

        Client.Reply begun = admin.post(TICKETS + "/rebuild").has(202);
        assertThat(begun.at("/name")).isEqualTo("tickets");
        assertThat(begun.at("/position")).isEqualTo("1");
        Eventually.isTrue(() -> !tickets().get("retired").isEmpty());

        assertThat(tickets().get("state").asText()).isEqualTo("RUNNING");
        assertThat(tickets().get("retired")).hasToString("[1]");
        admin.delete(TICKETS + "/retired").has(204);
        admin.delete(TICKETS + "/retired").has(204);
        assertThat(tickets().get("retired")).isEmpty();
    }

    @Test
    void a_rebuild_tells_how_far_it_is_and_there_is_one_at_a_time() {
        Samples.draft(customer);
        // Another process has it, and does not get on.
        Eventually.isTrue(
                () ->
                        server.consumers
                                .begin("tickets", ConsumerStatus.Role.REBUILDING)
                                .flatMap(
                                        copy ->
                                                server.consumers.acquire(
                                                        copy, "elsewhere", Duration.ofHours(1)))
                                .isPresent());

        JsonNode rebuilding = tickets();
        assertThat(rebuilding.get("state").asText()).isEqualTo("REBUILDING");
        assertThat(rebuilding.at("/rebuild/position").asText()).isEqualTo("0");
        assertThat(rebuilding.at("/rebuild/head").asText()).isEqualTo("1");
        admin.post(TICKETS + "/rebuild").isProblem(409, "INVALID_TRANSITION");
    }

    @Test
    void an_unknown_subscription_is_not_found() {
        for (String step : List.of("pause", "resume", "rebuild")) {
            admin.post(SUBSCRIPTIONS + "/nobody/" + step).isProblem(404, "NOT_FOUND");
        }
        admin.delete(SUBSCRIPTIONS + "/nobody/retired").isProblem(404, "NOT_FOUND");
        admin.post(TICKETS + "/pause", "{\"now\": true}").isInvalid("now");
    }

    @Test
    void a_request_that_comes_again_with_its_key_does_nothing_more() {
        Client again = admin.withKey();
        again.post(TICKETS + "/rebuild").has(202);

        Client.Reply replayed = again.post(TICKETS + "/rebuild").has(202);

        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void dead_letters_are_listed_page_by_page_newest_first() {
        recordBroken(1, "one", "two", "three");

        Client.Reply first = admin.get(LETTERS + "?subscription=tickets&limit=2").has(200);
        Client.Reply second =
                admin.get(
                                LETTERS
                                        + "?subscription=tickets&limit=2&cursor="
                                        + first.at("/nextCursor"))
                        .has(200);

        assertThat(first.json().get("items").findValuesAsText("sequence"))
                .containsExactly("ticket/three", "ticket/two");
        assertThat(second.json().get("items").findValuesAsText("sequence"))
                .containsExactly("ticket/one");
        assertThat(second.json().get("nextCursor").isNull()).isTrue();
        assertThat(letters("&status=PARKED")).hasSize(3);
        assertThat(letters("&status=DISCARDED")).isEmpty();
        assertThat(admin.get(LETTERS + "?subscription=nobody").has(200).json().get("items"))
                .isEmpty();
        admin.get(LETTERS + "?status=LOST").isInvalid("status");
        admin.get(LETTERS + "?limit=101").isInvalid("limit");
    }

    @Test
    void a_dead_letter_shows_what_is_in_it_and_what_was_done_about_it() {
        recordBroken(101, "broken");

        Client.Reply letter = admin.get(letter()).has(200);

        assertThat(letter.at("/subscription")).isEqualTo("tickets");
        assertThat(letter.at("/sequence")).isEqualTo("ticket/broken");
        assertThat(letter.at("/status")).isEqualTo("PARKED");
        assertThat(letter.at("/firstPosition")).isEqualTo("1");
        assertThat(letter.json().get("events").asInt()).isEqualTo(101);
        assertThat(letter.json().get("attempts").asInt()).isZero();
        assertThat(letter.at("/error")).isNotEmpty();
        assertThat(letter.at("/parkedAt")).endsWith("Z");
        assertThat(letter.json().get("parkedEvents")).hasSize(100);
        assertThat(letter.at("/parkedEvents/1/position")).isEqualTo("2");
        assertThat(letter.at("/parkedEvents/1/type")).isEqualTo("ticket-voided");
        assertThat(letter.json().get("history")).hasSize(1);
        assertThat(letter.at("/history/0/action")).isEqualTo("parked");
        assertThat(letter.at("/history/0/actor")).isEqualTo("system:tickets");
        assertThat(letter.at("/history/0/reason")).isEqualTo(letter.at("/error"));
        assertThat(letters("").get(0).has("history")).isFalse();
        admin.get(LETTERS + "/" + UUID.randomUUID()).isProblem(404, "NOT_FOUND");
        admin.get(LETTERS + "/none").isProblem(404, "NOT_FOUND");
    }

    @Test
    void a_retry_is_on_record_and_can_be_asked_for_again_when_it_has_failed() {
        recordBroken(1, "broken");
        String path = letter();
        String user = admin.get("/api/me").at("/id");

        admin.post(TICKETS + "/pause").has(200);
        assertThat(admin.post(path + "/retry").has(200).at("/status")).isEqualTo("RETRYING");
        admin.post(TICKETS + "/resume").has(200);
        Eventually.isTrue(() -> admin.get(path).at("/status").equals("PARKED"));

        Client.Reply letter = admin.get(path).has(200);
        assertThat(letter.json().get("attempts").asInt()).isEqualTo(1);
        assertThat(letter.json().get("history").findValuesAsText("action"))
                .containsExactly("parked", "retry", "failed");
        assertThat(letter.at("/history/1/actor")).isEqualTo("user:" + user);
        assertThat(letter.at("/history/2/actor")).isEqualTo("system:tickets");
    }

    @Test
    void what_was_retried_is_told_as_retried() {
        recordBroken(1, "broken");
        String path = letter();
        admin.post(TICKETS + "/pause").has(200);
        admin.post(path + "/retry").has(200);

        admin.post(path + "/retry").isProblem(409, "INVALID_TRANSITION");
        assertThat(letters("&status=RETRYING")).hasSize(1);
    }

    @Test
    void a_dead_letter_is_given_up_with_a_reason() {
        recordBroken(1, "broken");
        String path = letter();
        admin.post(path + "/discard", "{}").isInvalid("reason");
        admin.post(path + "/discard", "{\"reason\": \" \"}").isInvalid("reason");
        admin.post(path + "/discard", discard("r".repeat(501))).isInvalid("reason");
        admin.post(path + "/discard", "{\"why\": \"x\"}").isInvalid("why");
        assertThat(admin.get(path).at("/status")).isEqualTo("PARKED");

        String reason = "r".repeat(500);
        Client.Reply discarded = admin.post(path + "/discard", discard(reason)).has(200);

        assertThat(discarded.at("/status")).isEqualTo("DISCARDED");
        assertThat(discarded.at("/reason")).isEqualTo(reason);
        Client.Reply letter = admin.get(path).has(200);
        assertThat(letter.at("/history/1/action")).isEqualTo("discard");
        assertThat(letter.at("/history/1/actor")).startsWith("user:");
        assertThat(letter.at("/history/1/reason")).isEqualTo(reason);
        admin.post(path + "/discard", discard("again")).isProblem(409, "INVALID_TRANSITION");
        admin.post(path + "/retry").isProblem(409, "INVALID_TRANSITION");
        admin.post(LETTERS + "/" + UUID.randomUUID() + "/discard", discard("none"))
                .isProblem(404, "NOT_FOUND");
    }

    private static String discard(String reason) {
        return "{\"reason\": \"" + reason + "\"}";
    }

    @Test
    void all_dead_letters_of_a_subscription_are_tried_again_at_once() {
        recordBroken(1, "one", "two");
        admin.post(TICKETS + "/pause").has(200);

        Client.Reply retrying = admin.post(LETTERS + "/retry-all?subscription=tickets").has(200);

        assertThat(retrying.json().get("retrying").asInt()).isEqualTo(2);
        assertThat(letters("&status=RETRYING")).hasSize(2);
        assertThat(
                        admin.post(LETTERS + "/retry-all?subscription=tickets")
                                .has(200)
                                .json()
                                .get("retrying")
                                .asInt())
                .isZero();
        admin.post(LETTERS + "/retry-all?subscription=nobody").isProblem(404, "NOT_FOUND");
    }
}
