package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Cancellations.Failure;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.http.CancellationCalls.FailureJson;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

class CancellationTest {

    private static final String REASON = "{\"reason\":\"The tenor has a cold.\"}";

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());
    private final Client organizer = anybody.as("organizer@example.com");
    private final Client buyer = anybody.as("buyer@example.com");
    private final Client stranger = anybody.as("stranger@example.com");
    private String event = "";
    private String hold = "";
    private String payment = "";

    @BeforeEach
    void sell() {
        event = Samples.onSale(organizer);
        hold =
                buyer.withKey()
                        .post("/api/reservations", Samples.standing(event, 2))
                        .has(201)
                        .header("Location");
        payment =
                buyer.withKey()
                        .post("/api/payments", Samples.payment(hold, "tok_ok"))
                        .has(201)
                        .header("Location");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_cancelled_event_gives_everything_back() {
        Client.Reply begun = organizer.post(event + "/cancel", REASON).has(202);
        assertThat(begun.at("/reservations/total")).isEqualTo("1");
        assertThat(begun.header("Ticketing-Position")).isNotEmpty();

        Eventually.isTrue(
                () ->
                        organizer
                                .get(event + "/cancellation")
                                .has(200)
                                .at("/status")
                                .equals("COMPLETED"));

        Client.Reply over = organizer.get(event + "/cancellation").has(200);
        assertThat(over.at("/reservations/done")).isEqualTo("1");
        assertThat(over.at("/reservations/failed")).isEqualTo("0");
        assertThat(over.at("/refunded/amount")).isEqualTo(buyer.get(payment).at("/amount/amount"));
        assertThat(over.at("/refunded/currency")).isEqualTo("EUR");
        assertThat(buyer.get(payment).at("/status")).isEqualTo("REFUNDED");
        assertThat(buyer.get(hold).at("/status")).isEqualTo("CANCELLED");
        assertThat(anybody.get(event).has(200).at("/status")).isEqualTo("CANCELLED");
        assertThat(anybody.get(event + "/availability").at("/sections/0/sold")).isEqualTo("0");
    }

    @Test
    void what_failed_is_listed_page_by_page_and_tried_again_when_asked() {
        organizer.post(event + "/cancel", REASON).has(202);

        Client.Reply failures = organizer.get(event + "/cancellation/failures?limit=1").has(200);
        assertThat(failures.json()).hasToString("{\"items\":[],\"nextCursor\":null}");
        assertThat(
                        organizer
                                .post(event + "/cancellation/retry", "")
                                .has(202)
                                .at("/reservations/total"))
                .isEqualTo("1");
        organizer.get(event + "/cancellation/failures?limit=0").isInvalid("limit");
    }

    @Test
    void a_failure_tells_whose_money_is_on_its_way() {
        Money amount = new Money(98_00, Currency.getInstance("EUR"));
        PaymentRequest paid =
                new PaymentRequest(
                        new PaymentId(new UUID(0, 1)),
                        new ReservationId(new UUID(0, 2)),
                        new ShowId(new UUID(0, 3)),
                        new SectionId("hall"),
                        new UserId(new UUID(0, 4)),
                        amount,
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "memory",
                        Instant.EPOCH);
        Refund refund =
                new Refund(new RefundId(new UUID(0, 5)), amount, Refund.Reason.SHOW_CANCELLED);

        FailureJson json = FailureJson.of(new Failure(paid, List.of(refund)));

        assertThat(json.reservationId()).isEqualTo(new UUID(0, 2));
        assertThat(json.paymentId()).isEqualTo(new UUID(0, 1));
        assertThat(json.refunds())
                .containsExactly(new FailureJson.OpenRefund(new UUID(0, 5), MoneyJson.of(amount)));
    }

    @Test
    void cancelling_again_answers_how_far_it_is() {
        organizer.post(event + "/cancel", REASON).has(202);
        assertThat(organizer.post(event + "/cancel", REASON).has(202).at("/reservations/total"))
                .isEqualTo("1");
        organizer.delete(event).has(204);
    }

    @Test
    void deleting_what_is_public_cancels_it() {
        organizer.delete(event).has(204);

        assertThat(anybody.get(event).has(200).at("/status")).isEqualTo("CANCELLED");
        assertThat(organizer.get(event + "/cancellation").has(200).at("/reservations/total"))
                .isEqualTo("1");
    }

    @Test
    void it_is_cancelled_as_it_was_seen_or_not_at_all() {
        organizer.with("If-Match", "\"1\"").delete(event).isProblem(412, "VERSION_MISMATCH");
        assertThat(anybody.get(event).at("/status")).isEqualTo("SALES_OPEN");
    }

    @Test
    void a_reason_is_required() {
        organizer.post(event + "/cancel", "{}").isInvalid("reason");
    }

    @Test
    void only_organizers_may() {
        anybody.post(event + "/cancel", REASON).isProblem(401, "UNAUTHENTICATED");
        stranger.post(event + "/cancel", REASON).isProblem(403, "FORBIDDEN");
        stranger.delete(event).isProblem(403, "FORBIDDEN");
        stranger.get(event + "/cancellation").isProblem(403, "FORBIDDEN");
        stranger.get(event + "/cancellation/failures").isProblem(403, "FORBIDDEN");
        stranger.post(event + "/cancellation/retry", "").isProblem(403, "FORBIDDEN");
        organizer.get(event + "/cancellation/failures").isProblem(404, "NOT_FOUND");
        organizer.post(event + "/cancellation/retry", "").isProblem(404, "NOT_FOUND");
        organizer.get(event + "/cancellation").isProblem(404, "NOT_FOUND");
    }
}
