package dev.ticketing.http.stripe;

import dev.ticketing.core.payment.PaymentProvider;

import java.time.Duration;

/**
 * How long Stripe is waited for.
 *
 * @param connect until a connection is there
 * @param read between two bytes
 * @param whole until all that one question takes is done, be it several calls; more than that is
 *     left of {@link PaymentProvider#LONGEST_CALL} for trying again what failed at once
 */
record Limits(Duration connect, Duration read, Duration whole) {

    static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
}
