package dev.ticketing.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookReader;
import dev.ticketing.core.reservation.PaymentId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what a provider sends in the manner of <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">
 * Standard Webhooks</a>: {@code Webhook-Id}, {@code Webhook-Timestamp} and {@code
 * Webhook-Signature}, and a JSON object with {@code type} and {@code data}, in which {@code
 * paymentId} names the payment, if it is about one.
 */
public final class StandardWebhookReader implements WebhookReader {

    /** So far the sender's clock may be from ours, and so long a message may take. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SPACES = Pattern.compile(" +");

    /** While a key is changed a message bears two. */
    private static final int MOST_SIGNATURES = 10;

    private final String provider;
    private final List<WebhookSecret> secrets;
    private final InstantSource clock;

    /**
     * Makes a reader.
     *
     * @param secrets one of them has to have signed: two, while the old one gives way to the new
     */
    public StandardWebhookReader(
            String provider, List<WebhookSecret> secrets, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret");
        }
        this.provider = provider;
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Optional<Webhook> read(Function<String, Optional<String>> header, byte[] body) {
        Optional<String> id = header.apply("Webhook-Id");
        Optional<Long> timestamp =
                header.apply("Webhook-Timestamp")
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(Long::parseLong)
                        .filter(this::isRecent);
        Optional<String> signatures = header.apply("Webhook-Signature");
        if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
            return Optional.empty();
        }
        return isSigned(id.get(), timestamp.get(), body, signatures.get())
                ? Optional.of(webhook(id.get(), body))
                : Optional.empty();
    }

    private boolean isRecent(long seconds) {
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
        return age.abs().compareTo(TOLERANCE) <= 0;
    }

    /** Takes as long for a signature that is nearly right as for any other. */
    private boolean isSigned(String id, long timestamp, byte[] body, String signatures) {
        List<byte[]> sent =
                SPACES.splitAsStream(signatures)
                        .limit(MOST_SIGNATURES)
                        .map(StandardWebhookReader::bytes)
                        .toList();
        boolean signed = false;
        for (WebhookSecret secret : secrets) {
            byte[] right = bytes(secret.sign(id, timestamp, body));
            for (byte[] signature : sent) {
                signed |= MessageDigest.isEqual(right, signature);
            }
        }
        return signed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Webhook webhook(String id, byte[] body) {
        JsonNode message =
                Json.tree(body)
                        .filter(JsonNode::isObject)
                        .orElseThrow(() -> new IllegalArgumentException("no JSON object"));
        PaymentId payment =
                RequestIds.uuid(message.at("/data/paymentId").asText())
                        .map(PaymentId::new)
                        .orElse(null);
        return new Webhook(provider, id, message.path("type").asText(), payment);
    }
}
