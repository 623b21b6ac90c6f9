package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.payment.PaymentRequest;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Records what has become of money that goes back. */
final class ChangingRefund {

    private final PaymentRequest request;
    private final Function<Instant, PaymentCommand> change;

    /**
     * @param change the command, at the instant at which it is judged
     */
    ChangingRefund(PaymentRequest request, Function<Instant, PaymentCommand> change) {
        this.request = request;
        this.change = change;
    }

    Judgement<Outcome<Payment.Requested>> judge(Workspace states, Instant now) {
        var aggregate = Payment.at(request.id());
        Payment before = states.state(aggregate);
        return switch (PaymentDecider.INSTANCE.decide(change.apply(now), before)) {
            case Decision.Rejected<PaymentEvent, PaymentRejection>(PaymentRejection reason) ->
                    WriteSide.refuse(new Refusal.ByPayment(reason));
            case Decision.Accepted<PaymentEvent, PaymentRejection>(List<PaymentEvent> events) -> {
                Version version = states.version(aggregate).plus(events.size());
                yield WriteSide.commit(
                        List.of(new Change<>(aggregate, events)),
                        Payments.requested(PaymentDecider.INSTANCE.evolve(before, events)),
                        version);
            }
        };
    }
}
