package dev.ticketing.testkit.assertions;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.Payment.Requested;
import dev.ticketing.core.payment.Payment.Status;

/** What became of an attempt to take money. */
public final class PaymentAssert extends FactsAssert<PaymentAssert, Payment> {

    PaymentAssert(Payment actual) {
        super(actual, PaymentAssert.class);
    }

    /** Expects that the money was taken, and none of it has gone back. */
    public PaymentAssert isCaptured() {
        return hasStatus(Status.CAPTURED);
    }

    public PaymentAssert isPending() {
        return hasStatus(Status.PENDING);
    }

    /** Expects that the provider has not said yes or no. */
    public PaymentAssert isUnknown() {
        return hasStatus(Status.UNKNOWN);
    }

    /** Expects that no money was taken, for the provider's reason. */
    public PaymentAssert hasFailedWith(String code) {
        hasStatus(Status.FAILED);
        return actual instanceof Payment.Failed failed ? has("code", failed.code(), code) : this;
    }

    /** Expects that all of the money has gone back. */
    public PaymentAssert isRefunded() {
        return hasStatus(Status.REFUNDED);
    }

    /** Expects the status that users are told. */
    public PaymentAssert hasStatus(Status expected) {
        return has("status", Payment.statusOf(requested()), expected);
    }

    public PaymentAssert hasAmount(Money expected) {
        return has("amount", requested().request().amount(), expected);
    }

    /** Expects so much to have gone back; what is on its way does not count. */
    public PaymentAssert hasRefunded(Money expected) {
        return has("refunded amount", requested().refunded(), expected);
    }

    private Requested requested() {
        isNotNull();
        if (actual instanceof Requested requested) {
            return requested;
        }
        throw failure("Expected a payment, but nobody has asked for it");
    }
}
