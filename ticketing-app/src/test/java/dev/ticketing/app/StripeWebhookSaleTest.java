package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.stripe.StripeSignature;
import dev.ticketing.testkit.stripe.StripeStandIn;
import dev.ticketing.testkit.stripe.StripeStandIn.Taken;
import dev.ticketing.testkit.stripe.Trouble;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * A stand-in for Stripe tells a whole server of a payment whose answer was lost. Nobody looks
 * anything up meanwhile: the settlement is paused. One after the other, for each has a stand-in of
 * its own, and all have one database.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(PostgresExtension.class)
class StripeWebhookSaleTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "whsec_0123456789abcdef";

    @AutoClose private final StripeStandIn stripe = StripeStandIn.start();
    private final Map<String, String> environment;
    @TempDir private Path directory;

    StripeWebhookSaleTest(TestDatabase database) {
        environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_PAYMENT_PROVIDER", "stripe");
        environment.put("TICKETING_STRIPE_SECRET_KEY", StripeStandIn.SECRET_KEY);
        environment.put("TICKETING_STRIPE_API_URL", stripe.url().toString());
        environment.put("TICKETING_STRIPE_WEBHOOK_SECRET", SECRET);
    }

    private TestServer start() {
        TestServer server = TestServer.start(environment, directory, InstantSource.system());
        server.api()
                .signIn("admin@example.com")
                .post("/api/admin/subscriptions/settlement/pause")
                .has(200);
        return server;
    }

    /** The reservation that was paid for. */
    private String paidWithoutAnAnswer(TestServer server, Person buyer) {
        Person organizer = server.api().signIn("organizer@example.com");
        String event = organizer.openSales(300, NewSection.general("hall", 10));
        String reservation = buyer.hold(Person.newKey(), event, "hall", 2).has(201).id();
        stripe.hasTrouble("POST /v1/payment_intents", Trouble.CUT_AFTERWARDS);
        Reply payment = buyer.pay(Person.newKey(), reservation, "pm_card_visa").has(202);
        Eventually.isTrue(
                "it is known that there is no answer",
                SOON,
                () ->
                        buyer.get("/api/payments/" + payment.id())
                                .has(200)
                                .text("status")
                                .equals("UNKNOWN"));
        stripe.isWell();
        return reservation;
    }

    /** What Stripe tells of the one payment that it has taken. */
    private String succeeded(String id) {
        assertThat(stripe.taken()).extracting(Taken::status).containsExactly("succeeded");
        return stripe.event(id, "payment_intent.succeeded", stripe.taken().getFirst().id());
    }

    private static Reply tell(TestServer server, String secret, String body) {
        String signature = StripeSignature.of(body, secret, InstantSource.system().instant());
        return server.api().tell("stripe", StripeSignature.HEADER, signature, body);
    }

    private static String status(Person buyer, String reservation) {
        return buyer.get("/api/reservations/" + reservation).has(200).text("status");
    }

    private static long told(Person buyer, String reservation) {
        return buyer.get("/api/reservations/" + reservation + "/history")
                .has(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("type").asText().equals("webhook"))
                .count();
    }

    @Test
    void who_was_not_answered_has_paid_as_soon_as_stripe_tells() {
        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = paidWithoutAnAnswer(server, buyer);
            assertThat(status(buyer, reservation)).isEqualTo("PAYMENT_PENDING");

            tell(server, SECRET, succeeded("evt_1")).has(200);

            Eventually.isTrue(
                    "the tickets are paid for",
                    SOON,
                    () -> status(buyer, reservation).equals("CONFIRMED"));
            Eventually.isTrue(
                    "its story tells that Stripe told", SOON, () -> told(buyer, reservation) == 1);
            assertThat(stripe.taken()).hasSize(1);
            assertThat(LogInvariants.violationsIn(server.log())).isEmpty();
        }
    }

    @Test
    void what_somebody_else_has_signed_is_refused_and_changes_nothing() {
        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = paidWithoutAnAnswer(server, buyer);
            String event = succeeded("evt_2");
            int events = server.log().size();
            int asked = stripe.asked().size();

            Reply refused = tell(server, "whsec_of_somebody_else", event).has(401);

            assertThat(refused.code()).isEqualTo("INVALID_SIGNATURE");
            assertThat(told(buyer, reservation)).isZero();
            assertThat(status(buyer, reservation)).isEqualTo("PAYMENT_PENDING");
            assertThat(server.log()).hasSize(events);
            assertThat(stripe.asked()).hasSize(asked);

            tell(server, SECRET, event).has(200);
            Eventually.isTrue(
                    "it was true all the same",
                    SOON,
                    () -> status(buyer, reservation).equals("CONFIRMED"));
        }
    }
}
