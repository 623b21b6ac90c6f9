package dev.ticketing.app;

import dev.ticketing.core.application.LateCapture;
import dev.ticketing.http.WebhookSecret;
import dev.ticketing.http.stripe.StripePaymentProvider;
import dev.ticketing.http.stripe.StripeSettings;
import dev.ticketing.http.stripe.StripeWebhooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who moves the money, and how, as it is configured. */
final class PaymentConfiguration {

    private final Configuration configuration;

    PaymentConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What becomes of money that comes when the hold has ended. */
    LateCapture lateCapture() {
        return configuration
                        .oneOf(Setting.LATE_CAPTURE, "reseat-or-refund", "refund")
                        .equals("refund")
                ? LateCapture.REFUND
                : LateCapture.RESEAT_OR_REFUND;
    }

    /** The name of whoever moves the money. */
    String provider() {
        return configuration.oneOf(
                Setting.PAYMENT_PROVIDER,
                SimulatedPaymentProvider.NAME,
                StripePaymentProvider.NAME);
    }

    /** Present if Stripe is the provider. */
    Optional<StripeSettings> stripe() {
        if (!provider().equals(StripePaymentProvider.NAME)) {
            return Optional.empty();
        }
        String key = configuration.text(Setting.STRIPE_SECRET_KEY);
        if (key.isEmpty()) {
            throw Configuration.wrong(
                    Setting.STRIPE_SECRET_KEY, "is not set: Stripe cannot be asked without");
        }
        if (!StripeSettings.isKey(key)) {
            throw Configuration.wrong(
                    Setting.STRIPE_SECRET_KEY, "is not like sk_live_… or rk_live_…");
        }
        String url = configuration.text(Setting.STRIPE_API_URL);
        if (!Configuration.isWebAddress(url)) {
            throw Configuration.wrong(
                    Setting.STRIPE_API_URL, "is " + url + ", not like https://api.stripe.com");
        }
        return Optional.of(new StripeSettings(key, URI.create(url)));
    }

    Optional<String> stripeWebhookSecret() {
        String secret = configuration.text(Setting.STRIPE_WEBHOOK_SECRET);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (!StripeWebhooks.isSecret(secret)) {
            throw Configuration.wrong(Setting.STRIPE_WEBHOOK_SECRET, "is not like whsec_…");
        }
        return Optional.of(secret);
    }

    /** The first signs, all are good; none if none is given. */
    List<WebhookSecret> simulatedWebhookSecrets() {
        return Arrays.stream(configuration.text(Setting.SIMULATED_WEBHOOK_SECRET).split(",", -1))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(
                        secret ->
                                WebhookSecret.parse(secret)
                                        .orElseThrow(
                                                () ->
                                                        Configuration.wrong(
                                                                Setting.SIMULATED_WEBHOOK_SECRET,
                                                                "is not whsec_ and 24 to 64 bytes"
                                                                        + " in base64")))
                .toList();
    }

    /** Looks at every setting. */
    void requireUsable() {
        stripe();
        stripeWebhookSecret();
        simulatedWebhookSecrets();
        lateCapture();
    }

    /** What must not be so in production, one sentence each. */
    List<String> unsafe() {
        List<String> unsafe = new ArrayList<>();
        if (!configuration.isGiven(Setting.PAYMENT_PROVIDER)) {
            unsafe.add(
                    Setting.PAYMENT_PROVIDER.variable()
                            + " is not set: the simulated provider moves no money;"
                            + " name it if that is what you want");
        }
        if (stripe().filter(stripe -> !stripe.api().getScheme().equals("https")).isPresent()) {
            unsafe.add(
                    Setting.STRIPE_API_URL.variable() + " is not https: the key would be readable");
        }
        return unsafe;
    }
}
