package dev.ticketing.http.stripe;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.conformance.PaymentProviderConformance;
import dev.ticketing.testkit.stripe.StripeStandIn.GivenBack;

import org.junit.jupiter.api.AutoClose;

class StripeConformanceTest extends PaymentProviderConformance {

    @AutoClose private final Stripe stripe = new Stripe();

    @Override
    protected PaymentProvider provider() {
        return stripe.provider;
    }

    @Override
    protected String goodToken() {
        return Stripe.GOOD;
    }

    @Override
    protected String declinedToken() {
        return "pm_card_chargeDeclinedInsufficientFunds";
    }

    @Override
    protected String refusedToken() {
        return "pm_card_chargeDeclinedFraudulent";
    }

    @Override
    protected long timesTaken(PaymentId key) {
        return stripe.taken(key).stream()
                .filter(taken -> taken.status().equals("succeeded"))
                .count();
    }

    @Override
    protected long givenBack(RefundId key) {
        return stripe.givenBack(key).stream().mapToLong(GivenBack::amount).sum();
    }
}
