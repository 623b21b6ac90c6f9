package dev.ticketing.http.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.StripeError;

import dev.ticketing.core.payment.PaymentProvider.Capture.Declined;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Why no money was taken, in our words where Stripe's are not for everybody. */
final class Declines {

    static final Declined INVALID_TOKEN =
            new Declined("invalid_token", "The token is not valid.", false);

    static final Declined NOT_CHARGEABLE =
            new Declined("amount_not_chargeable", "This amount cannot be charged.", false);

    private static final Declined GIVEN_UP =
            new Declined("canceled", "The payment was not completed.", false);

    private static final String DECLINED = "card_declined";
    private static final String NO_REASON = "generic_decline";
    private static final String MESSAGE = "The card was declined.";

    /** Whoever holds such a card is not to be told why, see docs.stripe.com/declines/codes. */
    private static final Set<String> FOR_GOOD =
            Set.of("fraudulent", "lost_card", "stolen_card", "pickup_card", "merchant_blacklist");

    private static final int LONGEST_MESSAGE = 300;

    private Declines() {}

    static Declined of(CardException declined) {
        return of(declined.getCode(), declined.getDeclineCode(), message(declined));
    }

    static Declined of(StripeError error) {
        return of(error.getCode(), error.getDeclineCode(), error.getMessage());
    }

    /** By the charge that was tried: it remembers when its intent has forgotten. */
    static Declined of(@Nullable Charge charge) {
        if (charge == null || charge.getFailureCode() == null) {
            return GIVEN_UP;
        }
        @Nullable String reason =
                charge.getOutcome() == null ? null : charge.getOutcome().getReason();
        return of(charge.getFailureCode(), reason, charge.getFailureMessage());
    }

    private static Declined of(
            @Nullable String code, @Nullable String declineCode, @Nullable String message) {
        if (declineCode != null && FOR_GOOD.contains(declineCode)) {
            return new Declined(DECLINED, MESSAGE, true);
        }
        boolean told = declineCode != null && !declineCode.equals(NO_REASON);
        @Nullable String reason = told ? declineCode : code;
        return new Declined(reason == null ? DECLINED : reason, shown(message, MESSAGE), false);
    }

    /** A request that Stripe does not take: because of the token, of the amount, or of ours. */
    static Declined of(InvalidRequestException refusal) {
        @Nullable String param = refusal.getParam();
        @Nullable String code = refusal.getCode();
        boolean token =
                (param != null && param.startsWith("payment_method"))
                        || (code != null && code.startsWith("payment_method"));
        if (token) {
            return INVALID_TOKEN;
        }
        return new Declined(
                code == null ? "invalid_request" : code,
                shown(message(refusal), "The payment cannot be made."),
                false);
    }

    /** As Stripe put it; the exception's own message has more in it. */
    private static @Nullable String message(StripeException refusal) {
        @Nullable StripeError error = refusal.getStripeError();
        return error == null ? null : error.getMessage();
    }

    private static String shown(@Nullable String message, String otherwise) {
        // Nobody's token is kept: a message that quotes one is not ours to show.
        if (message == null || message.isBlank() || message.contains("pm_")) {
            return otherwise;
        }
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }
}
