package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand.CompleteRefund;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.RefundId;

import java.time.Instant;
import java.util.List;

/** Records that money has gone back. */
final class CompletingRefund {

    private final PaymentRequest request;
    private final RefundId refund;
    private final String reference;

    CompletingRefund(PaymentRequest request, RefundId refund, String reference) {
        this.request = request;
        this.refund = refund;
        this.reference = reference;
    }

    Judgement<Outcome<Payment.Requested>> judge(Workspace states, Instant now) {
        var aggregate = Payment.at(request.id());
        Payment before = states.state(aggregate);
        var complete = new CompleteRefund(refund, reference, now);
        return switch (PaymentDecider.INSTANCE.decide(complete, before)) {
            case Decision.Rejected<PaymentEvent, PaymentRejection>(PaymentRejection reason) ->
                    WriteSide.refuse(new Refusal.ByPayment(reason));
            case Decision.Accepted<PaymentEvent, PaymentRejection>(List<PaymentEvent> events) -> {
                Version version = states.version(aggregate).plus(events.size());
                yield WriteSide.commit(
                        List.of(new Change<>(aggregate, events)),
                        List.of(),
                        Payments.requested(PaymentDecider.INSTANCE.evolve(before, events)),
                        version);
            }
        };
    }
}
