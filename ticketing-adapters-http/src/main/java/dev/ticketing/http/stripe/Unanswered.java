package dev.ticketing.http.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;

import dev.ticketing.core.payment.ProviderUnavailable;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Objects;

/** What Stripe says, or does not, when it is no answer. */
final class Unanswered {

    private Unanswered() {}

    /** Without Stripe's own words: they may hold what was sent. */
    static ProviderUnavailable of(StripeException failure) {
        if (failure instanceof ApiConnectionException) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new ProviderUnavailable("Stripe cannot be reached", cause);
        }
        String answer =
                "HTTP %s %s, request %s"
                        .formatted(
                                failure.getStatusCode(),
                                Objects.requireNonNullElse(failure.getCode(), "without a code"),
                                Objects.requireNonNullElse(failure.getRequestId(), "without id"));
        return new ProviderUnavailable("Stripe does not answer", new IOException(answer));
    }

    /** A refusal that would be the same if it were asked again, and with which nothing was done. */
    static boolean isAnswer(StripeException refusal) {
        Integer status = refusal.getStatusCode();
        return status != null
                && (status == HttpURLConnection.HTTP_BAD_REQUEST
                        || status == HttpURLConnection.HTTP_PAYMENT_REQUIRED
                        || status == HttpURLConnection.HTTP_NOT_FOUND);
    }
}
