package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.testkit.Eventually;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Mail that follows from what is bought, as it comes to the development mailbox. */
class MailingTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client buyer = anybody.as("buyer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private Optional<JsonNode> mail(String to, String subject) {
        return anybody.get("/dev/mailbox?to=" + to)
                .has(200)
                .json()
                .get("items")
                .valueStream()
                .filter(mail -> mail.get("subject").asText().startsWith(subject))
                .findFirst();
    }

    private JsonNode awaited(String to, String subject) {
        Eventually.isTrue(() -> mail(to, subject).isPresent());
        return mail(to, subject).orElseThrow();
    }

    private String bought(String... seats) {
        String event = Samples.onSale(anybody.as("organizer@example.com"));
        Client.Reply held =
                buyer.withKey().post("/api/reservations", Samples.seats(event, seats)).has(201);
        buyer.withKey()
                .post("/api/payments", Samples.payment(held.header("Location"), "tok_ok"))
                .has(201);
        return held.at("/id");
    }

    private byte[] file(JsonNode mail, int number) {
        return anybody.get(mail.at("/attachments/" + number + "/url").asText())
                .has(200)
                .response()
                .body();
    }

    @Test
    void who_has_bought_finds_paper_and_calendar_in_the_mailbox() throws Exception {
        String reservation = bought("A-1", "A-2");

        JsonNode mail = awaited("buyer@example.com", "Your tickets");

        assertThat(mail.get("text").asText()).contains(reservation, "seats A-1, A-2");
        assertThat(mail.get("link").isNull()).isTrue();
        assertThat(mail.get("token").isNull()).isTrue();
        assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("tickets.pdf");
        try (PDDocument paper = Loader.loadPDF(file(mail, 0))) {
            assertThat(paper.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(paper)).contains("seat A-1", "seat A-2");
        }
        assertThat(mail.at("/attachments/1/name").asText()).isEqualTo("calendar.ics");
        String calendar = new String(file(mail, 1), StandardCharsets.UTF_8);
        assertThat(calendar)
                .contains("BEGIN:VEVENT", "UID:" + reservation + "@ticketing", "seat A-1");
        assertThat(calendar.split("BEGIN:VEVENT", -1)).hasSize(2);
    }

    @Test
    void who_is_given_a_ticket_gets_it_by_mail() {
        String reservation = bought("A-1");
        String ticket = buyer.get("/api/reservations/" + reservation).has(200).at("/ticketIds/0");
        buyer.withKey()
                .post(
                        "/api/tickets/" + ticket + "/transfer",
                        "{\"toEmail\":\"friend@example.com\"}");

        JsonNode mail = awaited("friend@example.com", "You have been given a ticket");

        assertThat(mail.get("text").asText()).contains("sign in", "http://localhost:8080");
        assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("ticket.pdf");
        assertThat(new String(file(mail, 1), StandardCharsets.UTF_8))
                .contains("UID:" + ticket + "@ticketing");
        assertThat(awaited("buyer@example.com", "You have handed on").get("text").asText())
                .doesNotContain("friend@example.com");
    }

    @Test
    void a_file_that_is_not_there_is_not_found() {
        anybody.get("/dev/mailbox/" + new java.util.UUID(0, 0) + "/ticket.pdf").has(404);
    }
}
