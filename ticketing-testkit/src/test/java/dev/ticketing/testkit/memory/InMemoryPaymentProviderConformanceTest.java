package dev.ticketing.testkit.memory;

import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.conformance.PaymentProviderConformance;

class InMemoryPaymentProviderConformanceTest extends PaymentProviderConformance {

    private final InMemoryPaymentProvider provider = new InMemoryPaymentProvider();

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected String goodToken() {
        return "tok_ok";
    }

    @Override
    protected String declinedToken() {
        return "tok_declined";
    }

    @Override
    protected String refusedToken() {
        return "tok_fraud";
    }

    @Override
    protected long timesTaken(PaymentId key) {
        return provider.captures().stream().filter(taken -> taken.key().equals(key)).count();
    }

    @Override
    protected long givenBack(RefundId key) {
        return provider.refunds().stream()
                .filter(refund -> refund.key().equals(key))
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }
}
