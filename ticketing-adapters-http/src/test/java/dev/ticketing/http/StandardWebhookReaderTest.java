package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class StandardWebhookReaderTest {

    private static final WebhookSecret SECRET = secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret OTHER = secret("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    private static final UUID PAYMENT = UUID.fromString("0198f0a0-0000-7000-8000-000000000001");
    private static final String BODY =
            """
            {"type": "payment.captured", "data": {"paymentId": "%s", "more": [1]}}\
            """
                    .formatted(PAYMENT);

    private final TestClock clock = new TestClock();
    private final StandardWebhookReader reader =
            new StandardWebhookReader("simulated", List.of(SECRET), clock);
    private final Map<String, String> headers = new HashMap<>();

    private static WebhookSecret secret(String base64) {
        return WebhookSecret.parse("whsec_" + base64).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void sign(WebhookSecret secret, String body) {
        sign(secret, clock.instant(), body);
    }

    private void sign(WebhookSecret secret, Instant at, String body) {
        long seconds = at.getEpochSecond();
        headers.put("Webhook-Id", "msg_1");
        headers.put("Webhook-Timestamp", Long.toString(seconds));
        headers.put("Webhook-Signature", secret.sign("msg_1", seconds, bytes(body)));
    }

    private Optional<Webhook> read(String body) {
        return reader.read(name -> Optional.ofNullable(headers.get(name)), bytes(body));
    }

    @Test
    void reads_what_is_signed() {
        sign(SECRET, BODY);

        assertThat(read(BODY))
                .contains(
                        new Webhook(
                                "simulated", "msg_1", "payment.captured", new PaymentId(PAYMENT)));
    }

    @Test
    void signs_as_the_specification_does() {
        assertThat(
                        SECRET.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330,
                                bytes("{\"test\": 2432232314}")))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void who_has_another_key_is_not_believed() {
        sign(OTHER, BODY);

        assertThat(read(BODY)).isEmpty();
    }

    @Test
    void a_body_that_was_altered_is_not_believed() {
        sign(SECRET, BODY);

        assertThat(read(BODY + " ")).isEmpty();
        assertThat(read(BODY.replace("captured", "declined"))).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void another_id_and_another_time_than_were_signed_are_not_believed() {
        sign(SECRET, BODY);
        headers.put("Webhook-Id", "msg_2");
        assertThat(read(BODY)).isEmpty();

        sign(SECRET, BODY);
        headers.put("Webhook-Timestamp", Long.toString(clock.instant().getEpochSecond() + 1));
        assertThat(read(BODY)).isEmpty();
    }

    @Test
    void what_is_five_minutes_old_is_read_and_what_is_older_is_not() {
        Instant then = clock.instant();
        sign(SECRET, then, BODY);

        clock.set(then.plus(Duration.ofMinutes(5)));
        assertThat(read(BODY)).isPresent();
        clock.advance(Duration.ofNanos(1));
        assertThat(read(BODY)).isEmpty();
    }

    @Test
    void what_is_five_minutes_ahead_is_read_and_what_is_further_ahead_is_not() {
        sign(SECRET, clock.instant().plus(Duration.ofMinutes(5)), BODY);
        assertThat(read(BODY)).isPresent();

        sign(SECRET, clock.instant().plus(Duration.ofMinutes(5)).plusSeconds(1), BODY);
        assertThat(read(BODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1e9", "99999999999999999999"})
    void a_time_that_is_none_is_not_believed(String timestamp) {
        sign(SECRET, BODY);
        headers.put("Webhook-Timestamp", timestamp);

        assertThat(read(BODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"})
    void nothing_may_be_missing(String header) {
        sign(SECRET, BODY);
        headers.remove(header);

        assertThat(read(BODY)).isEmpty();
    }

    @Test
    void one_of_several_signatures_is_enough() {
        sign(SECRET, BODY);
        String right = headers.getOrDefault("Webhook-Signature", "");

        headers.put("Webhook-Signature", "v1,AAAA v1a,BBBB " + right + " v2,CCCC");
        assertThat(read(BODY)).isPresent();
        headers.put("Webhook-Signature", "v1,AAAA v1a,BBBB v2," + right.substring(3));
        assertThat(read(BODY)).isEmpty();
        headers.put("Webhook-Signature", "v1,AAAA ".repeat(10) + right);
        assertThat(read(BODY)).as("there is a limit").isEmpty();
    }

    @Test
    void while_a_key_is_changed_both_are_good() {
        StandardWebhookReader changing =
                new StandardWebhookReader("simulated", List.of(OTHER, SECRET), clock);
        for (WebhookSecret secret : List.of(SECRET, OTHER)) {
            sign(secret, BODY);
            assertThat(changing.read(name -> Optional.ofNullable(headers.get(name)), bytes(BODY)))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"balance.available\", \"data\": {}}",
                "{\"type\": \"balance.available\"}",
                "{\"type\": \"balance.available\", \"data\": {\"paymentId\": \"pi_1\"}}",
                "{\"type\": \"balance.available\", \"data\": {\"paymentId\": null}}"
            })
    void what_names_no_payment_of_this_system_is_about_none(String body) {
        sign(SECRET, body);

        assertThat(read(body))
                .contains(new Webhook("simulated", "msg_1", "balance.available", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "captured", "[]", "{\"type\": ", "{\"data\": {}}", "{\"type\": \"\"}"})
    void what_is_signed_and_not_to_be_understood_is_said_to_be_so(String body) {
        sign(SECRET, body);

        assertThatThrownBy(() -> read(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_tooShort",
                "whsec_no base64 at all, whatever one makes of it",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void a_secret_that_is_none_is_refused(String text) {
        assertThat(WebhookSecret.parse(text)).isEmpty();
    }

    @Test
    void a_secret_is_not_printed() {
        assertThat(SECRET.toString()).isEqualTo("WebhookSecret");
    }
}
