package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.stripe.StripeSignature;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class StripeWebhooksTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @AutoClose private final Stripe stripe = new Stripe();

    private final PaymentId payment = stripe.newPayment();
    private final TestClock clock = new TestClock();
    private final StripeWebhooks webhooks = new StripeWebhooks(SECRET, clock);

    private Optional<Webhook> read(String body, String signature) {
        return webhooks.read(
                name ->
                        name.equalsIgnoreCase(StripeSignature.HEADER)
                                ? Optional.of(signature)
                                : Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Webhook> readSigned(String body) {
        return read(body, StripeSignature.of(body, SECRET, clock.instant()));
    }

    private String succeeded() {
        return stripe.standIn.event("evt_1", "payment_intent.succeeded", stripe.captured(payment));
    }

    @Test
    void an_event_tells_its_id_its_type_and_the_payment_that_it_is_about() {
        assertThat(readSigned(succeeded()))
                .contains(new Webhook("stripe", "evt_1", "payment_intent.succeeded", payment));
        assertThat(webhooks.provider()).isEqualTo(stripe.provider.name());
    }

    @ParameterizedTest
    @CsvSource({"charge.refunded, ch_00000001", "refund.updated, re_00000001"})
    void what_is_told_of_a_refund_is_about_its_payment(String type, String object) {
        stripe.provider.refund(stripe.newRefund(), stripe.captured(payment), Stripe.PRICE);

        assertThat(readSigned(stripe.standIn.event("evt_2", type, object)))
                .contains(new Webhook("stripe", "evt_2", type, payment));
    }

    @Test
    void a_payment_of_somebody_else_is_none_of_ours() {
        stripe.standIn.addStrangers(1, clock.instant());
        String event = stripe.standIn.event("evt_3", "payment_intent.succeeded", "pi_00000001");

        assertThat(readSigned(event))
                .contains(new Webhook("stripe", "evt_3", "payment_intent.succeeded", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'object': 'dispute', 'metadata': {'payment': '%s'}}",
                "{'object': 'payment_intent', 'metadata': {'payment': 'x%s'}}",
                "{'object': 'payment_intent', 'metadata': {'payment': 7}}",
                "{'object': 'payment_intent', 'metadata': null}",
                "{'object': 'payment_intent', 'payment': '%s'}",
                "[]",
                "null"
            })
    void what_does_not_name_a_payment_as_we_do_is_about_none(String object) {
        String event =
                "{'id': 'evt_4', 'type': 'some.type', 'data': {'object': %s}}"
                        .formatted(object.formatted(payment))
                        .replace('\'', '"');

        assertThat(readSigned(event)).contains(new Webhook("stripe", "evt_4", "some.type", null));
    }

    @Test
    void what_is_not_signed_is_nobodys() {
        String event = succeeded();

        assertThat(webhooks.read(name -> Optional.empty(), event.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=1", "v1=00", "t=x,v1=00", "t=,v1=", ",", "=,=", "t=1,v1"})
    void what_is_no_signature_is_none(String signature) {
        assertThat(read(succeeded(), signature)).isEmpty();
    }

    @Test
    void what_is_forged_altered_or_signed_for_another_endpoint_is_not_read() {
        String event = succeeded();
        Instant now = clock.instant();
        String signature = StripeSignature.of(event, SECRET, now);

        assertThat(read(event, signature)).isPresent();
        assertThat(read(event, "t=" + now.getEpochSecond() + ",v1=" + "0".repeat(64))).isEmpty();
        assertThat(read(event.replace("evt_1", "evt_9"), signature)).isEmpty();
        assertThat(read(event + " ", signature)).isEmpty();
        assertThat(
                        read(
                                event,
                                signature.replaceFirst(
                                        "t=\\d+", "t=" + now.plusSeconds(1).getEpochSecond())))
                .isEmpty();
        assertThat(read(event, StripeSignature.of(event, "whsec_of_another_endpoint", now)))
                .isEmpty();
    }

    @Test
    void a_signature_is_good_for_five_minutes_and_not_a_second_longer() {
        String event = succeeded();
        String signature = StripeSignature.of(event, SECRET, clock.instant());

        clock.advance(TOLERANCE);
        assertThat(read(event, signature)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(read(event, signature)).isEmpty();
    }

    @Test
    void while_a_secret_is_changed_either_of_two_signatures_will_do() {
        String event = succeeded();
        String old = StripeSignature.of(event, "whsec_the_one_before", clock.instant());
        String ours = StripeSignature.of(event, SECRET, clock.instant());

        assertThat(read(event, old + ours.substring(ours.indexOf(",v1=")))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{}", "[]", "{\"id\": \"evt_5\"}"})
    void what_is_signed_and_no_event_is_refused(String body) {
        assertThatThrownBy(() -> readSigned(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk_test_0123456789", "whsec_", "whsec_with space"})
    void a_secret_that_is_none_is_refused(String secret) {
        assertThatThrownBy(() -> new StripeWebhooks(secret, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
