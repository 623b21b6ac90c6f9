package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.property.Status;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class TicketDownloadsTest {

    private static final List<Integer> LOOKS = List.of(150, 200, 300, 250, 120);

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    private String event(String title) {
        String event =
                organizer
                        .post("/api/events", Samples.EVENT.replace("Night of the Proms", title))
                        .has(201)
                        .header("Location");
        organizer.post(event + "/publish").has(200);
        organizer.post(event + "/open-sales").has(200);
        return event;
    }

    /** The path of a ticket. */
    private String bought(String wish) {
        String hold = buyer.withKey().post("/api/reservations", wish).has(201).header("Location");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        return "/api/tickets/" + buyer.get(hold).at("/ticketIds/0");
    }

    private String standing() {
        return bought(Samples.standing(Samples.onSale(organizer), 1));
    }

    private static String textOf(Client.Reply paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(paper.response().body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(document);
        }
    }

    /** What a scanner reads from the paper; as scanners do, it looks more than once. */
    private static Optional<String> codeOn(Client.Reply paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(paper.response().body())) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int dotsPerInch : LOOKS) {
                Optional<String> code = read(renderer.renderImageWithDPI(0, dotsPerInch));
                if (code.isPresent()) {
                    return code;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> read(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var light = new HybridBinarizer(new RGBLuminanceSource(width, height, pixels));
        try {
            return Optional.of(new QRCodeReader().decode(new BinaryBitmap(light)).getText());
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    private static VEvent entry(Client.Reply calendar) {
        return Biweekly.parse(calendar.text()).first().getEvents().getFirst();
    }

    private void cancel(String ticket) {
        String reservation = buyer.get(ticket).at("/reservationId");
        buyer.post("/api/reservations/" + reservation + "/cancel").has(200);
    }

    private void handOn(String ticket) {
        buyer.post(ticket + "/transfer", "{\"toEmail\":\"friend@example.com\"}").has(200);
    }

    @Test
    void the_paper_says_what_the_ticket_says_and_its_code_can_be_scanned() throws IOException {
        String ticket = bought(Samples.seats(Samples.onSale(organizer), "A-2"));

        Client.Reply paper = buyer.get(ticket + "/ticket.pdf").has(200);

        assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(paper.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"ticket.pdf\"");
        assertThat(paper.header("Cache-Control")).isEqualTo("no-store");
        assertThat(textOf(paper).lines())
                .containsExactly(
                        "Night of the Proms",
                        "Tuesday, 1 June 2027, 20:00 (Europe/Berlin)",
                        "Arena, 1 Main Street",
                        "Stalls, seat A-2",
                        "Ticket " + buyer.get(ticket).at("/id"));
        assertThat(codeOn(paper)).contains(buyer.get(ticket).at("/code"));
    }

    @Test
    void the_paper_of_a_ticket_that_was_given_has_the_new_code() throws IOException {
        String ticket = standing();
        handOn(ticket);
        Client friend = anybody.as("friend@example.com");

        String code = codeOn(friend.get(ticket + "/ticket.pdf").has(200)).orElseThrow();

        assertThat(code).startsWith("T2.").isEqualTo(friend.get(ticket).at("/code"));
    }

    @Test
    void the_paper_is_its_holders_alone() {
        String ticket = standing();

        anybody.get(ticket + "/ticket.pdf").isProblem(401, "UNAUTHENTICATED");
        stranger.get(ticket + "/ticket.pdf").isProblem(404, "NOT_FOUND");
        organizer.get(ticket + "/ticket.pdf").isProblem(403, "FORBIDDEN");
        buyer.get("/api/tickets/none/ticket.pdf").isProblem(404, "NOT_FOUND");
        handOn(ticket);
        buyer.get(ticket + "/ticket.pdf").isProblem(403, "FORBIDDEN");
    }

    @Test
    void the_paper_of_a_void_ticket_says_so_and_has_no_code() throws IOException {
        String ticket = standing();
        cancel(ticket);

        Client.Reply paper = buyer.get(ticket + "/ticket.pdf").has(200);

        assertThat(textOf(paper)).contains("This ticket is void and admits nobody.");
        assertThat(codeOn(paper)).isEmpty();
    }

    @Test
    void what_has_not_changed_need_not_be_sent_again() {
        String event = Samples.onSale(organizer);
        String ticket = bought(Samples.standing(event, 1));
        for (String kind : new String[] {"/ticket.pdf", "/calendar.ics"}) {
            Client.Reply first = buyer.get(ticket + kind).has(200);
            String tag = first.header("ETag");
            Client.Reply second = buyer.get(ticket + kind).has(200);
            assertThat(second.response().body()).isEqualTo(first.response().body());
            assertThat(buyer.with("If-None-Match", tag).get(ticket + kind).has(304).text())
                    .isEmpty();

            organizer
                    .put(event, Samples.EVENT.replace("Night", kind.replace("/", "") + " Night"))
                    .has(200);

            Client.Reply changed = buyer.with("If-None-Match", tag).get(ticket + kind).has(200);
            assertThat(changed.header("ETag")).isNotEqualTo(tag);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0394\u03b9\u03ac\u03bb\u03bf\u03b3\u03bf\u03c2",
                "\u0427\u0430\u0439\u043a\u0430",
                "Stra\u00dfenmusik \u201eam Fl\u00fcsschen\u201c \u2013 5 \u20ac",
                "Office affluent fjord"
            })
    void a_title_in_a_script_that_the_font_has_can_be_read(String title) throws IOException {
        Client.Reply paper = buyer.get(bought(Samples.standing(event(title), 1)) + "/ticket.pdf");

        assertThat(textOf(paper.has(200)).lines()).startsWith(title);
    }

    @Test
    void what_the_font_does_not_have_is_a_box_and_the_rest_can_be_read() throws IOException {
        String title = "\u4eca\u591c Live \ud83c\udfb8 \u0645\u0648\u0633\u064a\u0642\u0649";
        String ticket = bought(Samples.standing(event(title), 1));

        Client.Reply paper = buyer.get(ticket + "/ticket.pdf").has(200);

        assertThat(textOf(paper))
                .contains("\u25a1\u25a1 Live \u25a1")
                .contains("Tuesday, 1 June 2027, 20:00 (Europe/Berlin)");
        assertThat(codeOn(paper)).contains(buyer.get(ticket).at("/code"));
    }

    @Test
    void hebrew_stands_from_right_to_left() throws IOException {
        String title = "\u05e2\u05e8\u05d1 \u05d8\u05d5\u05d1 (2027)";
        Client.Reply paper = buyer.get(bought(Samples.standing(event(title), 1)) + "/ticket.pdf");

        assertThat(textOf(paper.has(200)))
                .contains("\u05e2\u05e8\u05d1 \u05d8\u05d5\u05d1", "(2027)");
    }

    @Test
    void a_very_long_title_is_cut_and_leaves_room_for_the_code() throws IOException {
        for (String title : new String[] {"W".repeat(200), "Long ".repeat(40).strip()}) {
            String ticket = bought(Samples.standing(event(title), 1));

            Client.Reply paper = buyer.get(ticket + "/ticket.pdf").has(200);

            assertThat(textOf(paper)).contains("\u2026").contains("Arena, 1 Main Street");
            assertThat(codeOn(paper)).contains(buyer.get(ticket).at("/code"));
        }
    }

    @Test
    void the_calendar_has_the_event_of_the_ticket() {
        String ticket = bought(Samples.seats(Samples.onSale(organizer), "A-2"));

        Client.Reply calendar = buyer.get(ticket + "/calendar.ics").has(200);

        assertThat(calendar.header("Content-Type")).isEqualTo("text/calendar; charset=utf-8");
        assertThat(calendar.header("Cache-Control")).isEqualTo("no-store");
        assertThat(calendar.text()).contains("DTSTART:20270601T180000Z\r\n");
        VEvent entry = entry(calendar);
        assertThat(entry.getSummary().getValue()).isEqualTo("Night of the Proms");
        assertThat(entry.getDateStart().getValue().toInstant())
                .isEqualTo(Instant.parse("2027-06-01T18:00:00Z"));
        assertThat(entry.getDateEnd().getValue().toInstant())
                .isEqualTo(Instant.parse("2027-06-01T22:00:00Z"));
        assertThat(entry.getLocation().getValue()).isEqualTo("Arena, 1 Main Street");
        assertThat(entry.getDescription().getValue())
                .isEqualTo("Stalls, seat A-2\nTicket " + buyer.get(ticket).at("/id"));
        assertThat(entry.getUid().getValue()).isEqualTo(buyer.get(ticket).at("/id") + "@ticketing");
        assertThat(entry.getStatus()).isEqualTo(Status.confirmed());
    }

    @Test
    void whatever_a_title_holds_the_calendar_has_it_whole_in_short_lines() {
        String title =
                "Rock, Paper; \\\\ Scissors: \u4eca\u591c ".repeat(4) + "\ud83c\udfb8".repeat(30);
        String ticket = bought(Samples.standing(event(title), 1));

        Client.Reply calendar = buyer.get(ticket + "/calendar.ics").has(200);

        assertThat(entry(calendar).getSummary().getValue()).isEqualTo(title.replace("\\\\", "\\"));
        assertThat(calendar.text().replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(calendar.text().split("\r\n", -1))
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75)
                .doesNotContain(" ");
    }

    @Test
    void a_calendar_crosses_out_what_is_of_no_use_any_more() {
        String ticket = standing();
        VEvent before = entry(buyer.get(ticket + "/calendar.ics").has(200));
        handOn(ticket);
        Client friend = anybody.as("friend@example.com");
        VEvent given = entry(friend.get(ticket + "/calendar.ics").has(200));
        VEvent left = entry(buyer.get(ticket + "/calendar.ics").has(200));
        cancel(ticket);
        VEvent voided = entry(friend.get(ticket + "/calendar.ics").has(200));

        assertThat(given.getStatus()).isEqualTo(Status.confirmed());
        assertThat(left.getStatus()).isEqualTo(Status.cancelled());
        assertThat(voided.getStatus()).isEqualTo(Status.cancelled());
        assertThat(left.getUid()).isEqualTo(before.getUid()).isEqualTo(voided.getUid());
        assertThat(left.getSequence().getValue()).isGreaterThan(before.getSequence().getValue());
        assertThat(voided.getSequence().getValue()).isGreaterThan(given.getSequence().getValue());
    }

    @Test
    void the_calendar_is_for_who_sees_the_ticket() {
        String ticket = standing();

        anybody.get(ticket + "/calendar.ics").isProblem(401, "UNAUTHENTICATED");
        stranger.get(ticket + "/calendar.ics").isProblem(404, "NOT_FOUND");
        organizer.get(ticket + "/calendar.ics").has(200);
    }
}
