package dev.ticketing.http.stripe;

import com.stripe.StripeClient;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stripe. What it takes as a token is the id of one of its payment methods, {@code pm_…}, that the
 * buyer's browser has got from Stripe: no card number ever comes here.
 *
 * <p>An attempt is a payment intent that carries the payment's id, a capture's reference the
 * intent's id.
 */
public final class StripePaymentProvider implements PaymentProvider, AutoCloseable {

    public static final String NAME = "stripe";

    /** Anything else, a card number for example, does not even leave this process. */
    private static final Pattern TOKEN = Pattern.compile("pm_[A-Za-z0-9_]{1,200}");

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final BoundedCalls calls;
    private final StripeClient stripe;
    private final Captures captures;
    private final Refunds refunds;

    /** When it was asked last whether it can be reached, and answered. */
    private volatile Instant answered = Instant.EPOCH;

    StripePaymentProvider(StripeSettings settings, InstantSource clock, Limits limits) {
        this.clock = clock;
        this.calls = new BoundedCalls(limits.whole());
        this.stripe =
                StripeClient.builder()
                        .setApiKey(settings.secretKey())
                        .setApiBase(settings.api().toString())
                        .setConnectTimeout((int) limits.connect().toMillis())
                        .setReadTimeout((int) limits.read().toMillis())
                        // Who calls tries again by rules of their own.
                        .setMaxNetworkRetries(0)
                        .build();
        var intents = stripe.v1().paymentIntents();
        this.captures = new Captures(intents, new AttemptSearch(intents, clock));
        this.refunds = new Refunds(stripe.v1().refunds(), intents);
    }

    /** Does not ask yet whether the key is right: {@link #ping} does. */
    public static StripePaymentProvider open(StripeSettings settings, InstantSource clock) {
        return new StripePaymentProvider(settings, clock, Limits.DEFAULT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        if (attempt.amount().isZero()) {
            return new Capture.Done("free_" + attempt.key()); // there is nothing to ask for
        }
        if (!TOKEN.matcher(token).matches()) {
            return Declines.INVALID_TOKEN;
        }
        return StripeAmount.of(attempt.amount())
                .map(amount -> calls.ask(() -> captures.take(attempt.key(), amount, token)))
                .orElse(Declines.NOT_CHARGEABLE);
    }

    /** Looks at attempts that were made at about the same time, in a bounded number of calls. */
    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return calls.ask(() -> captures.lookUp(key));
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        return StripeAmount.of(amount)
                .map(back -> calls.ask(() -> refunds.giveBack(key, captureReference, back)))
                .orElseGet(
                        () ->
                                new GivingBack.Refused(
                                        "amount_not_refundable",
                                        "This amount cannot be given back."));
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        return calls.ask(() -> refunds.lookUp(key, captureReference));
    }

    /**
     * Also finds out whether the key is right: it reads the account's balance. Not more often than
     * every {@link #AGAIN} as long as it is answered, for anybody may ask whether we are ready.
     */
    @Override
    public void ping() {
        Instant now = clock.instant();
        if (now.isBefore(answered.plus(AGAIN))) {
            return;
        }
        var unused = calls.ask(() -> stripe.v1().balance().retrieve());
        answered = now;
    }

    /** A token does not tell, and asking would take as long as paying. */
    @Override
    public Optional<String> last4(String token) {
        return Optional.empty();
    }

    /** Whoever still waits for an answer gets none. */
    @Override
    public void close() {
        calls.close();
    }
}
