package dev.ticketing.http.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.RefundService;

import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gives money back that a payment intent has taken. */
final class Refunds {

    private static final long PAGE = 100;

    /** So many refunds has no payment: each is of a cent at least, and asked for by somebody. */
    private static final int MOST_PAGES = 10;

    private final RefundService refunds;
    private final PaymentIntentService intents;

    Refunds(RefundService refunds, PaymentIntentService intents) {
        this.refunds = refunds;
        this.intents = intents;
    }

    /**
     * Once per key, also when Stripe has forgotten it, as it does after a day: what was refunded
     * under it is looked for first. What has failed since is tried again, under a key of its own,
     * or Stripe would only say again how it began.
     */
    GivingBack giveBack(RefundId key, String intent, StripeAmount amount) throws StripeException {
        List<Refund> earlier = of(key, intent);
        Optional<GivingBack> known = unlessFailed(earlier);
        if (known.isPresent()) {
            return known.get();
        }
        String idempotencyKey = earlier.isEmpty() ? key.toString() : key + "/" + earlier.size();
        try {
            return becomeOf(
                    refunds.create(wanted(key, intent, amount), Captures.options(idempotencyKey)));
        } catch (InvalidRequestException | CardException e) {
            if (!Unanswered.isAnswer(e)) {
                throw e;
            }
            // All of it has gone back: maybe by somebody who asked the same just now.
            Optional<GivingBack> meanwhile = unlessFailed(of(key, intent));
            return meanwhile.isPresent() ? meanwhile.get() : refused(e);
        }
    }

    private RefundCreateParams wanted(RefundId key, String intent, StripeAmount amount)
            throws StripeException {
        RefundCreateParams.Builder params =
                RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(amount.amount())
                        .putMetadata(Metadata.REFUND, key.toString());
        // What Stripe tells of a refund by itself is only of use with the payment in it.
        @Nullable Map<String, String> metadata = intents.retrieve(intent).getMetadata();
        if (metadata != null && metadata.containsKey(Metadata.PAYMENT)) {
            params.putMetadata(Metadata.PAYMENT, metadata.get(Metadata.PAYMENT));
        }
        return params.build();
    }

    Optional<GivingBack> lookUp(RefundId key, String intent) throws StripeException {
        List<Refund> known = of(key, intent);
        return unlessFailed(known).or(() -> known.stream().findFirst().map(Refunds::becomeOf));
    }

    /** The refunds with this key, the newest first. */
    private List<Refund> of(RefundId key, String intent) throws StripeException {
        List<Refund> found = new ArrayList<>();
        @Nullable String last = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            RefundListParams.Builder params =
                    RefundListParams.builder().setPaymentIntent(intent).setLimit(PAGE);
            if (last != null) {
                params.setStartingAfter(last);
            }
            StripeCollection<Refund> page = refunds.list(params.build());
            for (Refund refund : page.getData()) {
                if (Metadata.isOf(refund.getMetadata(), key)) {
                    found.add(refund);
                }
                last = refund.getId();
            }
            if (!Boolean.TRUE.equals(page.getHasMore())) {
                return found;
            }
        }
        throw new ProviderUnavailable(
                "the refund cannot be looked up",
                new IOException("more than " + MOST_PAGES * PAGE + " refunds of " + intent));
    }

    private static Optional<GivingBack> unlessFailed(List<Refund> refunds) {
        return refunds.stream()
                .map(Refunds::becomeOf)
                .filter(answer -> !(answer instanceof GivingBack.Refused))
                .findFirst();
    }

    private static GivingBack becomeOf(Refund refund) {
        return switch (Objects.requireNonNullElse(refund.getStatus(), "")) {
            case "succeeded" -> new GivingBack.Done(refund.getId());
            case "failed", "canceled" ->
                    new GivingBack.Refused(
                            Objects.requireNonNullElse(
                                    refund.getFailureReason(), refund.getStatus()),
                            "The refund " + refund.getId() + " was not carried out.");
            // Pending, or waiting for something that the customer does.
            default -> new GivingBack.Underway();
        };
    }

    private static GivingBack refused(StripeException refusal) {
        @Nullable StripeError error = refusal.getStripeError();
        @Nullable String message = error == null ? null : error.getMessage();
        return new GivingBack.Refused(
                Objects.requireNonNullElse(refusal.getCode(), "invalid_request"),
                Objects.requireNonNullElse(message, "The refund was refused."));
    }
}
