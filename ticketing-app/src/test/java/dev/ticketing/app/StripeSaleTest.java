package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.stripe.StripeStandIn;
import dev.ticketing.testkit.stripe.StripeStandIn.GivenBack;
import dev.ticketing.testkit.stripe.StripeStandIn.Taken;
import dev.ticketing.testkit.stripe.Trouble;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A whole server that takes its money through Stripe, for which a stand-in stands in. */
@ExtendWith(PostgresExtension.class)
class StripeSaleTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GOOD = "pm_card_visa";

    @AutoClose private final StripeStandIn stripe = StripeStandIn.start();
    private final Map<String, String> environment;
    @TempDir private Path directory;

    StripeSaleTest(TestDatabase database) {
        environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_PAYMENT_PROVIDER", "stripe");
        environment.put("TICKETING_STRIPE_SECRET_KEY", StripeStandIn.SECRET_KEY);
        environment.put("TICKETING_STRIPE_API_URL", stripe.url().toString());
    }

    private TestServer start() {
        return TestServer.start(environment, directory, InstantSource.system());
    }

    private static String held(Person organizer, Person buyer) {
        String event = organizer.openSales(300, NewSection.general("hall", 10));
        return buyer.hold(Person.newKey(), event, "hall", 2).has(201).id();
    }

    @Test
    void tickets_are_paid_for_after_a_decline_and_the_money_goes_back_through_stripe() {
        try (TestServer server = start()) {
            Person organizer = server.api().signIn("organizer@example.com");
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(organizer, buyer);

            Reply declined = buyer.paid(reservation, "pm_card_chargeDeclinedInsufficientFunds");
            assertThat(declined.text("status")).isEqualTo("FAILED");
            Reply paid = buyer.paid(reservation, GOOD);
            assertThat(paid.text("status")).isEqualTo("CAPTURED");
            assertThat(paid.text("provider")).isEqualTo("stripe");
            assertThat(stripe.taken())
                    .extracting(Taken::id, Taken::amount, Taken::status)
                    .containsExactly(
                            tuple("pi_00000001", 50_00L, "canceled"),
                            tuple(paid.text("providerReference"), 50_00L, "succeeded"));
            Eventually.isTrue(
                    "it is ready",
                    SOON,
                    () -> server.api().get("/health/ready", "").status() == 200);

            organizer.cancel(reservation).has(200);
            Eventually.isTrue(
                    "the money has gone back", SOON, () -> status(buyer, paid).equals("REFUNDED"));
            assertThat(stripe.givenBack()).extracting(GivenBack::amount).containsExactly(50_00L);
            assertThat(LogInvariants.violationsIn(server.log())).isEmpty();
        }
    }

    @Test
    void a_payment_whose_answer_is_lost_is_looked_up_and_was_made_once() {
        try (TestServer server = start()) {
            Person buyer = server.api().signIn("buyer@example.com");
            String reservation = held(server.api().signIn("organizer@example.com"), buyer);

            stripe.hasTrouble("POST /v1/payment_intents", Trouble.CUT_AFTERWARDS);
            Reply unknown = buyer.pay(Person.newKey(), reservation, GOOD).has(202);
            stripe.isWell();

            Eventually.isTrue("it is known", SOON, () -> status(buyer, unknown).equals("CAPTURED"));
            assertThat(stripe.taken()).extracting(Taken::status).containsExactly("succeeded");
            assertThat(buyer.get("/api/reservations/" + reservation).text("status"))
                    .isEqualTo("CONFIRMED");
            assertThat(LogInvariants.violationsIn(server.log())).isEmpty();
        }
    }

    private static String status(Person buyer, Reply payment) {
        return buyer.get("/api/payments/" + payment.id()).has(200).text("status");
    }
}
