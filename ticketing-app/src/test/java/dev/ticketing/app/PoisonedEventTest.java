package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Two events in a real database cannot be read: the first of one reservation has lost a part of its
 * payload, and a later one of another has a type that nobody knows. What hangs on them waits until
 * they are mended and tried again; everything else goes on.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(PostgresExtension.class)
class PoisonedEventTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LETTERS = "/api/admin/dead-letters";
    private static final String SUBSCRIPTIONS = "/api/admin/subscriptions/";

    private static final String BREAK_PAYLOAD =
            """
            UPDATE event
            SET payload = payload - 'show' || jsonb_build_object('lost', payload -> 'show')
            WHERE stream_id = ? AND type = 'reservation-started'
            """;

    private static final String MEND_PAYLOAD =
            """
            UPDATE event
            SET payload = payload - 'lost' || jsonb_build_object('show', payload -> 'lost')
            WHERE stream_id = ? AND type = 'reservation-started'
            """;

    private static final String CHANGE_TYPE =
            """
            UPDATE event
            SET type = 'reservation-blessed'
            WHERE stream_id = ? AND type = 'reservation-confirmed'
            """;

    private static final String MEND_TYPE =
            """
            UPDATE event
            SET type = 'reservation-confirmed'
            WHERE stream_id = ? AND type = 'reservation-blessed'
            """;

    private final TestDatabase database;
    @TempDir private Path directory;

    PoisonedEventTest(TestDatabase database) {
        this.database = database;
    }

    /** What was bought while no consumer ran, and was partly made unreadable. */
    private record Sale(String event, Person buyer, String first, String later, String sound) {
        String streamOfFirst() {
            return "reservation/" + first;
        }

        String streamOfLater() {
            return "reservation/" + later;
        }
    }

    @Test
    void what_cannot_be_read_waits_alone_until_it_is_mended_and_is_then_as_if_it_had_never_been() {
        Sale sale = poisoned();
        try (TestServer server = TestServer.start(database, directory)) {
            Person admin = server.api().signIn("admin@example.com");
            forEachConsumer(name -> admin.post(SUBSCRIPTIONS + name + "/resume").has(200));

            awaitLetters(admin, "PARKED", expected(server, sale));
            assertThatEachHoldsAllThatFollows(admin, server.log());
            assertThatOthersGoOn(sale, server);
            assertThat(verify()).as("an unreadable event is no sound log").isOne();
            String one = letter(admin, "reservations", sale.streamOfFirst()).path("id").asText();
            retryInVain(admin, one);

            byHand(MEND_PAYLOAD, sale.streamOfFirst());
            byHand(MEND_TYPE, sale.streamOfLater());
            List<Letter> all = letters(admin, "PARKED");
            admin.post(LETTERS + "/" + one + "/retry").has(200);
            Eventually.isTrue("one is retried", LIMIT, () -> isRetried(admin, one));
            assertThat(letters(admin, "PARKED")).hasSize(all.size() - 1);
            Reply rest = admin.post(LETTERS + "/retry-all").has(200);
            assertThat(rest.json().path("retrying").asInt()).isEqualTo(all.size() - 1);
            awaitLetters(admin, "RETRIED", Set.copyOf(all));

            assertThat(history(admin, one))
                    .containsExactly(
                            "parked system:reservations",
                            "retry " + actor(admin),
                            "failed system:reservations",
                            "retry " + actor(admin),
                            "retried system:reservations");
            assertThat(statusInList(sale, server, sale.first())).isEqualTo("CONFIRMED");
            assertThat(statusInList(sale, server, sale.later())).isEqualTo("CANCELLED");
            assertThat(verify()).as("everything is as the log says").isZero();
        }
    }

    /** Both buy and one cancels, all before any consumer could have seen it. */
    private Sale poisoned() {
        try (TestServer server = TestServer.start(database, directory)) {
            Person admin = server.api().signIn("admin@example.com");
            Person organizer = server.api().signIn("organizer@example.com");
            Person buyer = server.api().signIn("buyer@example.com");
            String event = organizer.openSales(600, NewSection.general("ga", 100));
            forEachConsumer(name -> admin.post(SUBSCRIPTIONS + name + "/pause").has(200));
            String first = bought(buyer, event, 2);
            String later = bought(buyer, event, 3);
            buyer.cancel(later).has(200);
            Sale sale = new Sale(event, buyer, first, later, bought(buyer, event, 1));
            awaitProcesses();
            byHand(BREAK_PAYLOAD, sale.streamOfFirst());
            byHand(CHANGE_TYPE, sale.streamOfLater());
            return sale;
        }
    }

    /** Processes are not paused: they have to be past what is made unreadable. */
    private void awaitProcesses() {
        List<String> processes = Ticketing.PROCESSES.stream().map(Projection::name).toList();
        try (PostgresTicketing postgres = Databases.connect(database)) {
            Eventually.isTrue(
                    "all money has gone back, and all processes have seen it",
                    LIMIT,
                    () -> {
                        boolean settled = !LogContents.of(postgres.feed()).hasOpenPayments();
                        Position head = postgres.feed().head();
                        return settled
                                && postgres.consumerStore().all().stream()
                                        .filter(one -> processes.contains(one.id().name()))
                                        .noneMatch(one -> one.position().isBefore(head));
                    });
        }
    }

    private static String bought(Person buyer, String event, int quantity) {
        String reservation = buyer.hold(Person.newKey(), event, "ga", quantity).has(201).id();
        buyer.paid(reservation, "tok_ok");
        return reservation;
    }

    private static void forEachConsumer(java.util.function.Consumer<String> task) {
        StoredSale.consumers().forEach(task);
    }

    private void byHand(String sql, String stream) {
        try (Connection connection = Databases.byHand(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stream);
            assertThat(statement.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int verify() {
        Configuration configuration = Configurations.over(database, directory);
        Printed out = new Printed();
        int exit =
                new VerifyCommand(configuration, out.stream())
                        .run(new VerifyCommand.Options(false));
        System.out.println(out.text());
        return exit;
    }

    /** A dead letter, by what it is of. */
    private record Letter(String consumer, String sequence) {}

    /**
     * What hangs on the two: what builds on what they should have left cannot be handled either.
     */
    private static Set<Letter> expected(TestServer server, Sale sale) {
        LogContents contents = LogContents.of(server.log());
        Stream<Letter> own =
                Stream.of("reservations", "sales", "customers")
                        .map(name -> new Letter(name, sale.streamOfLater()));
        Stream<Letter> tickets =
                contents.ticketsToReservations.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(sale.later()))
                        .map(entry -> "ticket/" + entry.getKey())
                        .flatMap(id -> Stream.of("sales", "customers").map(n -> new Letter(n, id)));
        Stream<Letter> first =
                Stream.of("reservations", "sales")
                        .map(name -> new Letter(name, sale.streamOfFirst()));
        Stream<Letter> payment =
                contents.payments.values().stream()
                        .filter(paid -> paid.reservation.equals(sale.first()))
                        .map(paid -> new Letter("sales", "payment/" + paid.id));
        return Stream.of(own, tickets, first, payment)
                .flatMap(each -> each)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static List<Letter> letters(Person admin, String status) {
        return stream(admin.get(LETTERS + "?limit=100&status=" + status).has(200).json())
                .map(PoisonedEventTest::letter)
                .toList();
    }

    private static Letter letter(JsonNode json) {
        return new Letter(json.path("subscription").asText(), json.path("sequence").asText());
    }

    private static JsonNode letter(Person admin, String consumer, String sequence) {
        return stream(admin.get(LETTERS + "?limit=100&subscription=" + consumer).has(200).json())
                .filter(json -> json.path("sequence").asText().equals(sequence))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> stream(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false);
    }

    private static void awaitLetters(Person admin, String status, Set<Letter> expected) {
        boolean there =
                Eventually.within(LIMIT, () -> letters(admin, status).size() >= expected.size());
        assertThat(letters(admin, status)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(there).isTrue();
        for (String consumer : StoredSale.consumers()) {
            long count = expected.stream().filter(l -> l.consumer().equals(consumer)).count();
            String figure =
                    "ticketing_dead_letters{consumer=\"%s\",copy=\"1\",status=\"%s\"} %d"
                            .formatted(consumer, status, count);
            if (count > 0) {
                Eventually.isTrue(
                        figure,
                        LIMIT,
                        () -> admin.text("/metrics").lines().anyMatch(l -> l.startsWith(figure)));
            }
        }
    }

    /** All later events of the sequence that the consumer looks at, in the order of the log. */
    private static void assertThatEachHoldsAllThatFollows(Person admin, List<RecordedEvent> log) {
        for (JsonNode item : stream(admin.get(LETTERS + "?limit=100").has(200).json()).toList()) {
            JsonNode letter = admin.get(LETTERS + "/" + item.path("id").asText()).has(200).json();
            Projection projection =
                    Ticketing.PROJECTIONS.stream()
                            .filter(p -> p.name().equals(letter(letter).consumer()))
                            .findFirst()
                            .orElseThrow();
            List<String> expected =
                    log.stream()
                            .filter(e -> e.stream().toString().equals(letter(letter).sequence()))
                            .filter(
                                    e ->
                                            e.position().value()
                                                    >= letter.path("firstPosition").asLong())
                            .filter(e -> isLookedAt(projection, e))
                            .map(e -> Long.toString(e.position().value()))
                            .toList();
            assertThat(letter.path("parkedEvents").findValuesAsText("position"))
                    .as(letter.toString())
                    .isEqualTo(expected)
                    .hasSize(letter.path("events").asInt());
        }
    }

    private static boolean isLookedAt(Projection projection, RecordedEvent event) {
        return event.event() instanceof UnreadableEvent unreadable
                ? unreadable.mayBeOf(projection.interests())
                : projection.interests().contains(event.event().getClass());
    }

    private static void assertThatOthersGoOn(Sale sale, TestServer server) {
        assertThat(statusInList(sale, server, sale.sound())).isEqualTo("CONFIRMED");
        Person other = server.api().signIn("other@example.com");
        String reservation = bought(other, sale.event(), 1);
        Eventually.isTrue(
                "somebody else's is in the list",
                LIMIT,
                () -> statusInList(other, reservation).equals("CONFIRMED"));
    }

    private static String statusInList(Sale sale, TestServer server, String reservation) {
        return statusInList(sale.buyer().at(server.api()), reservation);
    }

    /** As the read model has it; empty if it does not. */
    private static String statusInList(Person person, String reservation) {
        return stream(person.get("/api/reservations").has(200).json())
                .filter(json -> json.path("id").asText().equals(reservation))
                .map(json -> json.path("status").asText())
                .findFirst()
                .orElse("");
    }

    private static void retryInVain(Person admin, String id) {
        admin.post(LETTERS + "/" + id + "/retry").has(200);
        Eventually.isTrue(
                "it has failed again",
                LIMIT,
                () -> admin.get(LETTERS + "/" + id).json().path("attempts").asInt() == 1);
        assertThat(admin.get(LETTERS + "/" + id).has(200).text("status")).isEqualTo("PARKED");
    }

    private static boolean isRetried(Person admin, String id) {
        return admin.get(LETTERS + "/" + id).has(200).text("status").equals("RETRIED");
    }

    private static List<String> history(Person admin, String id) {
        JsonNode history = admin.get(LETTERS + "/" + id).has(200).json().path("history");
        return StreamSupport.stream(history.spliterator(), false)
                .map(one -> one.path("action").asText() + " " + one.path("actor").asText())
                .toList();
    }

    private static String actor(Person person) {
        return "user:" + person.get("/api/me").has(200).id();
    }
}
