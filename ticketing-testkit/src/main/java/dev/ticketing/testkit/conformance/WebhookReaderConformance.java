package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every {@link WebhookReader} has to believe, and what it must not. */
public abstract class WebhookReaderConformance {

    /** Makes a suite; a subclass needs no constructor. */
    protected WebhookReaderConformance() {}

    /** The reader under test. */
    protected abstract WebhookReader reader();

    /** What the provider sends of a payment, signed at this moment. */
    protected abstract Message genuine(PaymentId payment);

    /** As {@link #genuine}, signed so long ago that nobody believes it any more. */
    protected abstract Message old(PaymentId payment);

    /** Signed at this moment by the provider, and not to be understood. */
    protected abstract Message nonsense();

    /** What is sent: headers by their names, and a body in UTF-8. */
    public record Message(Map<String, String> headers, String body) {
        public Message {
            headers = Map.copyOf(headers);
        }
    }

    private Optional<Webhook> read(Message message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(message.headers);
        return reader().read(
                        name -> Optional.ofNullable(headers.get(name)),
                        message.body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_genuine_is_read() {
        PaymentId payment = Fresh.payment();

        assertThat(read(genuine(payment)))
                .hasValueSatisfying(
                        webhook -> {
                            assertThat(webhook.payment()).isEqualTo(payment);
                            assertThat(webhook.provider()).isEqualTo(reader().provider());
                        });
    }

    @Test
    void what_is_delivered_again_is_the_same() {
        Message message = genuine(Fresh.payment());

        Optional<Webhook> first = read(message);

        assertThat(first).isPresent();
        assertThat(read(message)).isEqualTo(first);
    }

    @Test
    void each_message_is_about_its_own_payment() {
        PaymentId one = Fresh.payment();
        PaymentId other = Fresh.payment();

        assertThat(read(genuine(one)).map(Webhook::payment)).contains(one);
        assertThat(read(genuine(other)).map(Webhook::payment)).contains(other);
    }

    @Test
    void a_body_that_was_altered_is_not_believed() {
        Message message = genuine(Fresh.payment());
        assertThat(read(message)).isPresent();

        assertThat(read(new Message(message.headers, message.body + " "))).isEmpty();
        assertThat(read(new Message(message.headers, ""))).isEmpty();
    }

    @Test
    void a_signature_of_something_else_is_not_believed() {
        Message message = genuine(Fresh.payment());
        Message other = genuine(Fresh.payment());
        assertThat(read(message)).isPresent();

        assertThat(read(new Message(other.headers, message.body))).isEmpty();
    }

    @Test
    void what_is_not_signed_is_not_believed() {
        Message message = genuine(Fresh.payment());
        assertThat(read(message)).isPresent();

        assertThat(read(new Message(Map.of(), message.body))).isEmpty();
    }

    @Test
    void headers_may_come_in_any_case() {
        Message message = genuine(Fresh.payment());
        Map<String, String> lower = new TreeMap<>();
        message.headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));

        assertThat(read(new Message(lower, message.body))).isPresent().isEqualTo(read(message));
    }

    @Test
    void what_is_too_old_is_not_believed() {
        PaymentId payment = Fresh.payment();
        assertThat(read(genuine(payment))).isPresent();

        assertThat(read(old(payment))).isEmpty();
    }

    @Test
    void what_is_signed_and_not_to_be_understood_is_refused() {
        Message nonsense = nonsense();

        assertThatThrownBy(() -> read(nonsense)).isInstanceOf(IllegalArgumentException.class);
    }
}
