package dev.ticketing.testkit.stripe;

import dev.ticketing.testkit.stripe.Intent.Decline;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/** The payment methods that Stripe has for tests, as far as they are played here. */
enum TestMethod {
    VISA("pm_card_visa", "succeeded"),
    DECLINED("pm_card_visa_chargeDeclined", "card_declined", "generic_decline", "Declined."),
    INSUFFICIENT_FUNDS(
            "pm_card_chargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
            "Your card has insufficient funds."),
    FRAUDULENT(
            "pm_card_chargeDeclinedFraudulent", "card_declined", "fraudulent", "It is declined."),
    STOLEN(
            "pm_card_visa_chargeDeclinedStolenCard",
            "card_declined",
            "stolen_card",
            "It is declined."),
    EXPIRED("pm_card_chargeDeclinedExpiredCard", "expired_card", null, "Your card has expired."),
    AUTHENTICATION_REQUIRED(
            "pm_card_authenticationRequired",
            "authentication_required",
            "authentication_required",
            "This transaction requires authentication."),

    /** Not Stripe's: no card of its tests is so slow. */
    PROCESSING("pm_standin_processing", "processing"),

    /** Not Stripe's: answered as if the buyer were there. */
    ACTION("pm_standin_requiresAction", "requires_action");

    private final String token;
    private final String status;
    private final @Nullable String codeOrNull;
    private final @Nullable String declineCodeOrNull;
    private final String message;

    TestMethod(String token, String status) {
        this.token = token;
        this.status = status;
        this.codeOrNull = null;
        this.declineCodeOrNull = null;
        this.message = "";
    }

    TestMethod(String token, String code, @Nullable String declineCodeOrNull, String message) {
        this.token = token;
        this.status = "requires_payment_method";
        this.codeOrNull = code;
        this.declineCodeOrNull = declineCodeOrNull;
        this.message = message;
    }

    static Optional<TestMethod> of(String token) {
        return Arrays.stream(values()).filter(method -> method.token.equals(token)).findFirst();
    }

    String status() {
        return status;
    }

    @Nullable Decline decline() {
        return codeOrNull == null ? null : new Decline(codeOrNull, declineCodeOrNull, message);
    }
}
