package dev.ticketing.core.payment;

import java.time.Instant;

/** What may be asked of a payment. */
public sealed interface PaymentCommand {

    record RequestPayment(PaymentRequest request) implements PaymentCommand {}

    /** The provider has not said yes or no. */
    record LeaveUnanswered(Instant now) implements PaymentCommand {}

    record CapturePayment(String reference, Instant now) implements PaymentCommand {}

    record FailPayment(String code, String message, Instant now) implements PaymentCommand {}

    record RequestRefund(Refund refund, Instant now) implements PaymentCommand {}

    record ReportDelay(RefundId refund, Instant now) implements PaymentCommand {}

    record CompleteRefund(RefundId refund, String reference, Instant now)
            implements PaymentCommand {}
}
