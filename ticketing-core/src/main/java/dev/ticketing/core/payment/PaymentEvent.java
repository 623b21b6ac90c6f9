package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;

import java.time.Instant;

/** What can happen to a payment. */
public sealed interface PaymentEvent extends DomainEvent {

    record PaymentRequested(PaymentRequest request) implements PaymentEvent {}

    /** The provider was asked, and has not said yes or no: the money may have been taken. */
    record PaymentUnanswered(Instant at) implements PaymentEvent {}

    record PaymentCaptured(String reference, Instant at) implements PaymentEvent {}

    record PaymentFailed(String code, String message, Instant at) implements PaymentEvent {

        /** The code of an attempt that was given up, because the provider did not know it. */
        public static final String NEVER_ASKED = "not_attempted";
    }

    record RefundRequested(Refund refund, Instant at) implements PaymentEvent {}

    /** It takes longer than it should: somebody had better look. It goes on being tried. */
    record RefundDelayed(RefundId refund, Instant at) implements PaymentEvent {}

    record RefundCompleted(RefundId refund, Money amount, String reference, Instant at)
            implements PaymentEvent {}
}
