package dev.ticketing.http.stripe;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Whose money it is, and where Stripe is asked.
 *
 * @param secretKey of the account, or a restricted one: it is never shown
 * @param api where Stripe's API is; another in tests alone
 */
public record StripeSettings(String secretKey, URI api) {

    public static final URI STRIPE = URI.create("https://api.stripe.com");

    private static final Pattern KEY = Pattern.compile("[sr]k_(?:test|live)_[A-Za-z0-9_]{8,240}");

    public StripeSettings {
        if (!isKey(secretKey)) {
            throw new IllegalArgumentException("a secret key is like sk_live_… or rk_live_…");
        }
    }

    public static boolean isKey(String secretKey) {
        return KEY.matcher(secretKey).matches();
    }

    /** Whether no money is moved by it. */
    public boolean isTest() {
        return secretKey.startsWith("_test_", 2);
    }

    /** Without the key: a log line may hold it. */
    @Override
    public String toString() {
        return "StripeSettings[" + api + "]";
    }
}
