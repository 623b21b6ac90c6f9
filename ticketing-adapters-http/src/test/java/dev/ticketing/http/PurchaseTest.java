package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Map;

import javax.imageio.ImageIO;

class PurchaseTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_ticket_is_bought_from_event_to_code() throws Exception {
        String event = Samples.onSale(organizer);
        Client.Reply held =
                buyer.withKey().post("/api/reservations", Samples.seats(event, "A-2")).has(201);
        assertThat(held.at("/status")).isEqualTo("HELD");
        assertThat(held.at("/seats/0")).isEqualTo("A-2");
        assertThat(held.at("/total/amount")).isEqualTo("5000");
        assertThat(held.at("/lines/0/unitPrice/currency")).isEqualTo("EUR");
        assertThat(held.json().get("ticketIds").isArray()).isTrue();
        assertThat(held.json().has("paymentId")).isFalse();
        assertThat(held.header("ETag")).isEqualTo("\"" + held.at("/version") + "\"");
        assertThat(held.header("Location")).isEqualTo("/api/reservations/" + held.at("/id"));

        Client.Reply paid =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(held.header("Location"), "tok_ok"))
                        .has(201);
        assertThat(paid.at("/status")).isEqualTo("CAPTURED");
        assertThat(paid.at("/method/last4")).isEqualTo("4242");
        assertThat(paid.at("/refunded/amount")).isEqualTo("0");
        assertThat(paid.json().has("failure")).isFalse();
        buyer.get(paid.header("Location")).has(200);

        Client.Reply confirmed = buyer.get(held.header("Location")).has(200);
        assertThat(confirmed.at("/status")).isEqualTo("CONFIRMED");
        assertThat(confirmed.at("/paymentId")).isEqualTo(paid.at("/id"));

        Client.Reply tickets =
                buyer.with("Ticketing-Min-Position", paid.header("Ticketing-Position"))
                        .get("/api/tickets")
                        .has(200);
        assertThat(tickets.json().get("nextCursor").isNull()).isTrue();
        assertThat(tickets.at("/items/0/id")).isEqualTo(confirmed.at("/ticketIds/0"));
        assertThat(tickets.at("/items/0/seat")).isEqualTo("A-2");
        String code = tickets.at("/items/0/code");
        Client.Reply png = buyer.get("/api/tickets/" + tickets.at("/items/0/id") + "/qr.png");
        assertThat(png.has(200).header("Content-Type")).isEqualTo("image/png");
        assertThat(read(png.response().body())).isEqualTo(code).startsWith("T1.");
    }

    private static String read(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        // As it was drawn, without what a camera needs: looking for a picture in a picture guesses.
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    @Test
    void availability_counts_what_is_held() {
        String event = Samples.onSale(organizer);
        buyer.withKey().post("/api/reservations", Samples.standing(event, 3)).has(201);
        buyer.withKey().post("/api/reservations", Samples.seats(event, "A-1")).has(201);

        Client.Reply all = anybody.get(event + "/availability").has(200);
        assertThat(all.at("/totalAvailable")).isEqualTo("9");
        assertThat(all.at("/sections/0/held")).isEqualTo("3");
        assertThat(all.json().get("position").isTextual()).isTrue();
        assertThat(all.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(anybody.get(event + "/sections/ga/availability").has(200).at("/available"))
                .isEqualTo("7");
        Client.Reply seats = anybody.get(event + "/sections/stalls/seats").has(200);
        assertThat(seats.json().get("items").findValuesAsText("status"))
                .containsExactly("HELD", "AVAILABLE", "AVAILABLE");
        anybody.get(event + "/sections/balcony/availability").isProblem(404, "NOT_FOUND");
        anybody.with("If-None-Match", all.header("ETag")).get(event + "/availability").has(304);
    }

    @Test
    void says_what_is_left_and_what_is_taken() {
        String event = Samples.onSale(organizer);
        buyer.withKey().post("/api/reservations", Samples.standing(event, 8)).has(201);
        Client.Reply few =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 3))
                        .isProblem(409, "INSUFFICIENT_INVENTORY");
        assertThat(few.at("/requested")).isEqualTo("3");
        assertThat(few.at("/available")).isEqualTo("2");
        buyer.withKey().post("/api/reservations", Samples.seats(event, "A-1")).has(201);
        Client.Reply taken =
                buyer.withKey()
                        .post("/api/reservations", Samples.seats(event, "A-1", "A-2"))
                        .isProblem(409, "SEAT_TAKEN");
        assertThat(taken.json().get("seats")).hasSize(1);
        assertThat(taken.at("/seats/0")).isEqualTo("A-1");
    }

    @Test
    void a_declined_card_leaves_the_hold_alive() {
        String event = Samples.onSale(organizer);
        String hold = hold(event);
        Client.Reply declined =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(hold, "tok_declined"))
                        .has(201);
        assertThat(declined.at("/status")).isEqualTo("FAILED");
        assertThat(declined.at("/failure/code")).isEqualTo("card_declined");
        assertThat(buyer.get(hold).at("/status")).isEqualTo("HELD");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
        buyer.withKey()
                .post("/api/payments", Samples.payment(hold, "tok_ok"))
                .isProblem(409, "ALREADY_PAID");
    }

    private String hold(String event) {
        return buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .has(201)
                .header("Location");
    }

    @Test
    void a_hold_is_over_when_its_time_is_whether_or_not_that_was_recorded() {
        String event = Samples.onSale(organizer);
        String hold = hold(event);
        Client.Reply before = buyer.get(hold).has(200);
        server.clock.advance(Duration.ofMinutes(5).minusNanos(1));
        buyer.with("If-None-Match", before.header("ETag")).get(hold).has(304);
        server.clock.advance(Duration.ofNanos(1));
        Client.Reply after = buyer.with("If-None-Match", before.header("ETag")).get(hold).has(200);
        assertThat(after.at("/status")).isEqualTo("EXPIRED");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        buyer.withKey()
                .post("/api/payments", Samples.payment(hold, "tok_ok"))
                .isProblem(409, "RESERVATION_EXPIRED");
        buyer.post(hold + "/cancel").isProblem(409, "INVALID_TRANSITION");
    }

    @Test
    void a_cancelled_reservation_frees_its_seats_and_can_be_cancelled_again() {
        String event = Samples.onSale(organizer);
        String hold = hold(event);
        Client.Reply cancelled = buyer.post(hold + "/cancel").has(200);
        assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.header("Ticketing-Position")).matches("[1-9][0-9]*");
        assertThat(buyer.post(hold + "/cancel").has(200).header("Ticketing-Position"))
                .matches("[1-9][0-9]*");
        assertThat(anybody.get(event + "/availability").at("/totalAvailable")).isEqualTo("13");
        buyer.withKey()
                .post("/api/payments", Samples.payment(hold, "tok_ok"))
                .isProblem(409, "INVALID_TRANSITION");
    }

    @Test
    void nothing_is_sold_before_sales_open_and_after_they_close() {
        String event = Samples.draft(organizer);
        organizer.post(event + "/open-sales").isProblem(409, "INVALID_TRANSITION");
        organizer.post(event + "/publish").has(200);
        buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .isProblem(409, "SALES_NOT_OPEN");
        organizer.post(event + "/open-sales").has(200);
        String hold = hold(event);
        assertThat(organizer.post(event + "/close-sales").has(200).at("/status"))
                .isEqualTo("SALES_CLOSED");
        buyer.withKey()
                .post("/api/reservations", Samples.standing(event, 1))
                .isProblem(409, "SALES_NOT_OPEN");
        buyer.withKey().post("/api/payments", Samples.payment(hold, "tok_ok")).has(201);
    }
}
