package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** Many want what few can have, all at the same moment. */
@ExtendWith(PostgresExtension.class)
class OversellingTest {

    private static final int HOLD_SECONDS = 600;

    @TempDir private Path directory;
    private TestServer server;
    private Person organizer;

    @BeforeEach
    void start(TestDatabase database) {
        server = TestServer.start(database, directory);
        organizer = server.api().signIn("organizer@example.com");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void of_two_hundred_buyers_at_once_exactly_fifty_get_the_fifty_places() {
        String event = organizer.openSales(HOLD_SECONDS, NewSection.general("ga", 50));

        List<Reply> replies = ask(200, (buyer, key) -> buyer.hold(key, event, "ga", 1));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(50);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(150)
                .allSatisfy(
                        reply ->
                                assertThat(reply.has(409).code())
                                        .isEqualTo("INSUFFICIENT_INVENTORY"))
                .allSatisfy(reply -> assertThat(reply.json().path("available").asInt(-1)).isZero());
        assertThatAllAreHeld(event, "ga", 50);
        assertThatLogHasExactly(event, "ga", replies, 50);
    }

    @Test
    void of_a_hundred_buyers_at_once_exactly_one_gets_the_numbered_seat() {
        String event =
                organizer.openSales(
                        HOLD_SECONDS, NewSection.numbered("stalls", List.of("A-1", "A-2")));

        List<Reply> replies =
                ask(100, (buyer, key) -> buyer.holdSeats(key, event, "stalls", List.of("A-1")));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(99)
                .allSatisfy(reply -> assertThat(reply.has(409).code()).isEqualTo("SEAT_TAKEN"))
                .allSatisfy(
                        reply ->
                                assertThat(reply.json().path("seats").path(0).asText())
                                        .isEqualTo("A-1"));
        assertThat(organizer.get("/api/events/" + event + "/sections/stalls/seats").json())
                .hasToString(
                        "{\"items\":[{\"seat\":\"A-1\",\"status\":\"HELD\"},"
                                + "{\"seat\":\"A-2\",\"status\":\"AVAILABLE\"}]}");
        assertThatLogHasExactly(event, "stalls", replies, 1);
    }

    private List<Reply> ask(int count, BiFunction<Person, String, Reply> wish) {
        List<Person> buyers = server.api().signIn(count);
        return Together.all(count, i -> wish.apply(buyers.get(i), Person.newKey()));
    }

    private void assertThatAllAreHeld(String event, String section, int capacity) {
        JsonNode places = organizer.availability(event, section);
        assertThat(places.path("held").asInt()).isEqualTo(capacity);
        assertThat(places.path("sold").asInt()).isZero();
        assertThat(places.path("available").asInt()).isZero();
    }

    private void assertThatLogHasExactly(
            String event, String section, List<Reply> replies, int expected) {
        List<RecordedEvent> log = server.log();
        assertThat(LogInvariants.violationsIn(log)).isEmpty();
        LogContents contents = LogContents.of(log);
        assertThat(contents.places(event, section).held(Instant.EPOCH)).isEqualTo(expected);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 201)
                .allSatisfy(reply -> assertThat(contents.reservations).containsKey(reply.id()));
    }
}
