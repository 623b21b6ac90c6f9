package dev.ticketing.http.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook.Signature;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what Stripe sends by itself. Of its content only what it is about is taken: it may be old,
 * and Stripe is asked what is true now.
 */
public final class StripeWebhooks implements WebhookReader {

    private static final String SIGNATURE = "Stripe-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]{8,240}");

    /** What Stripe's library can read; of anything else it makes a failure of its own. */
    private static final Pattern SIGNED =
            Pattern.compile("t=\\d{1,12}(?:,v\\d=[0-9a-f]{1,128}){1,20}");

    /** What carries a payment's id, see {@link Metadata#PAYMENT}. */
    private static final Set<String> OURS = Set.of("payment_intent", "charge", "refund");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String secret;
    private final Clock clock;

    /**
     * Takes the secret of the endpoint, as Stripe shows it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public StripeWebhooks(String secret, InstantSource clock) {
        if (!isSecret(secret)) {
            throw new IllegalArgumentException("a webhook's secret is like whsec_…");
        }
        this.secret = secret;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    public static boolean isSecret(String secret) {
        return SECRET.matcher(secret).matches();
    }

    @Override
    public String provider() {
        return StripePaymentProvider.NAME;
    }

    @Override
    public Optional<Webhook> read(Function<String, Optional<String>> header, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return header.apply(SIGNATURE)
                .filter(signature -> SIGNED.matcher(signature).matches())
                .filter(signature -> isSigned(text, signature))
                .map(signature -> parsed(text));
    }

    private boolean isSigned(String text, String signature) {
        try {
            return Signature.verifyHeader(text, signature, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    /**
     * What is signed.
     *
     * @throws IllegalArgumentException if it is no event of Stripe's
     */
    private static Webhook parsed(String text) {
        try {
            JsonNode event = JSON.readTree(text);
            JsonNode object = event.path("data").path("object");
            @Nullable PaymentId payment =
                    OURS.contains(object.path("object").asText())
                            ? Metadata.payment(
                                            object.path("metadata")
                                                    .path(Metadata.PAYMENT)
                                                    .asText(null))
                                    .orElse(null)
                            : null;
            return new Webhook(
                    StripePaymentProvider.NAME,
                    event.path("id").asText(),
                    event.path("type").asText(),
                    payment);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
