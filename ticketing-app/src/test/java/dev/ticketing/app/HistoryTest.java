package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/** The story of a reservation as a real database holds it. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(PostgresExtension.class)
class HistoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> NO_EVENTS = List.of("provider-call", "webhook", "mail");

    private final TestDatabase database;
    @TempDir private Path directory;

    HistoryTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void from_the_hold_to_the_money_that_goes_back_everything_is_told_in_order() {
        try (TestServer server = TestServer.start(database, directory)) {
            Person organizer = server.api().signIn("organizer@example.com");
            Person buyer = server.api().signIn("buyer@example.com");
            Person other = server.api().signIn("other@example.com");
            String event = organizer.openSales(300, NewSection.numbered("hall", List.of("1", "2")));
            String id = buyer.holdSeats(Person.newKey(), event, "hall", List.of("1")).has(201).id();
            other.holdSeats(Person.newKey(), event, "hall", List.of("2")).has(201);
            buyer.paid(id, "tok_declined");
            buyer.paid(id, "tok_ok");
            checkIn(organizer, buyer, event, id);
            organizer.cancel(id).has(200);
            String story = "/api/reservations/" + id + "/history";
            Eventually.isTrue(
                    "the money has gone back",
                    LIMIT,
                    () -> types(buyer.get(story)).contains("refund-completed"));
            Eventually.isTrue(
                    "two captures and a refund are told",
                    LIMIT,
                    () -> Collections.frequency(types(buyer.get(story)), "provider-call") >= 3);

            Reply told = buyer.get(story).has(200);

            assertThat(types(told))
                    .filteredOn(type -> !NO_EVENTS.contains(type))
                    .containsExactly(
                            "seats-held",
                            "reservation-started",
                            "reservation-payment-started",
                            "payment-requested",
                            "payment-failed",
                            "reservation-payment-declined",
                            "reservation-payment-started",
                            "payment-requested",
                            "payment-captured",
                            "seats-sold",
                            "reservation-confirmed",
                            "ticket-issued",
                            "ticket-checked-in",
                            "reservation-cancelled",
                            "seats-released",
                            "ticket-voided",
                            "refund-requested",
                            "refund-completed");
            JsonNode items = told.json().path("items");
            assertThat(items)
                    .allMatch(
                            item ->
                                    item.path("position").isNull()
                                            == NO_EVENTS.contains(item.path("type").asText()));
            assertThat(items).allMatch(item -> item.path("summary").asText().endsWith("."));
            assertThat(items.at("/0/data/places/seats/0").asText()).isEqualTo("1");
            assertThat(items.at("/0/data/reservation").asText()).isEqualTo(id);
            assertThat(items.at("/3/data/customer").asText())
                    .isEqualTo(buyer.get("/api/me").json().path("id").asText());
            other.get(story).has(404);
        }
    }

    private static List<String> types(Reply story) {
        return StreamSupport.stream(story.json().path("items").spliterator(), false)
                .map(item -> item.path("type").asText())
                .toList();
    }

    private static void checkIn(Person organizer, Person buyer, String event, String reservation) {
        JsonNode bought = buyer.get("/api/reservations/" + reservation).has(200).json();
        String ticket = "/api/tickets/" + bought.at("/ticketIds/0").asText();
        String code = buyer.get(ticket).has(200).json().path("code").asText();
        organizer
                .post(
                        "/api/events/" + event + "/check-ins",
                        "",
                        TestApi.JSON.createObjectNode().put("code", code))
                .has(200);
    }
}
