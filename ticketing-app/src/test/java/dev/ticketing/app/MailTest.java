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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Mail to buyers, by a whole server on a real database: one server at a time sends it. */
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(PostgresExtension.class)
class MailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database;
    @TempDir private Path directory;

    MailTest(TestDatabase database) {
        this.database = database;
    }

    private TestServer start(String... settings) {
        Map<String, String> environment = new HashMap<>(TestServer.environment(database));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return TestServer.start(environment, directory, InstantSource.system());
    }

    private static String bought(TestServer server, Person buyer) {
        Person organizer = server.api().signIn("organizer@example.com");
        String event = organizer.openSales(300, NewSection.numbered("hall", List.of("1", "2")));
        String id =
                buyer.holdSeats(Person.newKey(), event, "hall", List.of("1", "2")).has(201).id();
        buyer.paid(id, "tok_ok");
        return id;
    }

    private static Optional<JsonNode> confirmation(TestServer server, String reservation) {
        return server.api()
                .get("/dev/mailbox?to=buyer@example.com", "")
                .has(200)
                .json()
                .path("items")
                .valueStream()
                .filter(mail -> mail.path("text").asText().contains(reservation))
                .findFirst();
    }

    @Test
    void a_purchase_ends_with_the_tickets_in_the_mailbox_and_in_the_mail_directory()
            throws IOException {
        Path drop = directory.resolve("mails");
        try (TestServer server = start("TICKETING_MAIL_DIR", drop.toString())) {
            String id = bought(server, server.api().signIn("buyer@example.com"));
            Eventually.isTrue(
                    "the tickets come", PATIENCE, () -> confirmation(server, id).isPresent());

            JsonNode mail = confirmation(server, id).orElseThrow();

            assertThat(mail.path("subject").asText()).startsWith("Your tickets: ");
            assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("tickets.pdf");
            assertThat(mail.at("/attachments/1/name").asText()).isEqualTo("calendar.ics");
            assertThat(server.api().text(mail.at("/attachments/0/url").asText(), ""))
                    .startsWith("%PDF-");
            assertThat(server.api().text(mail.at("/attachments/1/url").asText(), ""))
                    .startsWith("BEGIN:VCALENDAR");
            assertThat(dropped(drop))
                    .anySatisfy(
                            text ->
                                    assertThat(text)
                                            .contains(
                                                    "To: buyer@example.com",
                                                    "filename=tickets.pdf",
                                                    "filename=calendar.ics"));
        }
    }

    private static List<String> dropped(Path drop) throws IOException {
        try (Stream<Path> files = Files.list(drop)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(MailTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_mail_server_that_is_away_is_nothing_that_a_buyer_feels_and_the_mail_comes_later()
            throws IOException {
        String event;
        String token;
        try (TestServer server = start()) {
            Person organizer = server.api().signIn("organizer@example.com");
            event = organizer.openSales(300, NewSection.numbered("hall", List.of("1", "2")));
            token = server.api().token("buyer@example.com");
        }
        String id;
        try (TestServer server =
                start(
                        "TICKETING_SMTP_HOST", "127.0.0.1",
                        "TICKETING_SMTP_PORT", String.valueOf(portOfNobody()),
                        "TICKETING_SMTP_TLS", "none")) {
            Person buyer = new Person(server.api(), "buyer@example.com", token);
            id = buyer.holdSeats(Person.newKey(), event, "hall", List.of("1")).has(201).id();
            buyer.paid(id, "tok_ok");
            assertThat(confirmation(server, id)).isEmpty();
        }
        try (TestServer server = start()) {
            Eventually.isTrue(
                    "the tickets come", PATIENCE, () -> confirmation(server, id).isPresent());
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
