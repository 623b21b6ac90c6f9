package dev.ticketing.http.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.service.PaymentIntentService;

import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Takes money by payment intents that are confirmed by the very call that makes them. One that has
 * not taken it is canceled before it is said that none was taken, so that none will be.
 */
final class Captures {

    private static final String SUCCEEDED = "succeeded";
    private static final String CANCELED = "canceled";

    private final PaymentIntentService intents;
    private final AttemptSearch search;

    Captures(PaymentIntentService intents, AttemptSearch search) {
        this.intents = intents;
        this.search = search;
    }

    Capture take(PaymentId key, StripeAmount amount, String token) throws StripeException {
        try {
            return becomeOf(intents.create(wanted(key, amount, token), options(key.toString())));
        } catch (CardException e) {
            cancelIfPossible(e);
            return Declines.of(e);
        } catch (InvalidRequestException e) {
            if (Unanswered.isAnswer(e)) {
                return Declines.of(e);
            }
            throw e;
        }
    }

    /** Wallets too are cards to Stripe, of which it knows by the token. */
    private static PaymentIntentCreateParams wanted(
            PaymentId key, StripeAmount amount, String token) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount.amount())
                .setCurrency(amount.currency())
                .addPaymentMethodType("card")
                .setPaymentMethod(token)
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.AUTOMATIC)
                .setConfirm(true)
                .setOffSession(true)
                .putMetadata(Metadata.PAYMENT, key.toString())
                .build();
    }

    static RequestOptions options(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    /**
     * To be tidy: whom the card was declined for has nothing in hand to go on with the intent, and
     * we never do.
     */
    private void cancelIfPossible(CardException declined) {
        @Nullable StripeError error = declined.getStripeError();
        if (error == null || error.getPaymentIntent() == null) {
            return;
        }
        try {
            intents.cancel(error.getPaymentIntent().getId());
        } catch (StripeException e) {
            // It stays as it is, and is canceled should it ever be looked up.
        }
    }

    Optional<Capture> lookUp(PaymentId key) throws StripeException {
        Optional<PaymentIntent> found = search.find(key);
        return found.isPresent() ? Optional.of(becomeOf(found.get())) : Optional.empty();
    }

    private Capture becomeOf(PaymentIntent intent) throws StripeException {
        return switch (intent.getStatus()) {
            case SUCCEEDED -> new Capture.Done(intent.getId());
            case CANCELED -> whyNot(intent.getId());
            case "requires_payment_method",
                    "requires_confirmation",
                    "requires_action",
                    "requires_capture" ->
                    giveUp(intent);
            // Processing, and whatever Stripe may come up with.
            default -> new Capture.Underway();
        };
    }

    /** Nobody is there to go on with it. If it has gone on by itself, that counts. */
    private Capture giveUp(PaymentIntent intent) throws StripeException {
        try {
            intents.cancel(intent.getId());
        } catch (InvalidRequestException e) {
            if (!Unanswered.isAnswer(e)) {
                throw e;
            }
            return switch (intents.retrieve(intent.getId()).getStatus()) {
                case SUCCEEDED -> new Capture.Done(intent.getId());
                case CANCELED -> whyNot(intent.getId());
                default -> new Capture.Underway();
            };
        }
        @Nullable StripeError error = intent.getLastPaymentError();
        return error == null ? whyNot(intent.getId()) : Declines.of(error);
    }

    /** An intent forgets its error when it is canceled; the charge that failed does not. */
    private Capture whyNot(String intent) throws StripeException {
        PaymentIntentRetrieveParams withCharge =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return Declines.of(intents.retrieve(intent, withCharge).getLatestChargeObject());
    }
}
