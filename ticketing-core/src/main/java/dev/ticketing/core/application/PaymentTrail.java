package dev.ticketing.core.application;

import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.List;

/** A payment as the log has it, with what brought its steps about: what follows belongs to it. */
record PaymentTrail(Payment payment, List<RecordedEvent> events) {

    /** Blocks. */
    static PaymentTrail read(WriteSide writes, PaymentId id) {
        var aggregate = Payment.at(id);
        List<RecordedEvent> events = writes.events(List.of(aggregate.stream()));
        Payment payment = aggregate.decider().initialState();
        for (RecordedEvent event : events) {
            payment = aggregate.evolve(payment, event);
        }
        return new PaymentTrail(payment, events);
    }

    /** Of the wish to pay. Only of a payment that there is. */
    EventMetadata origin() {
        return events.getFirst().metadata();
    }

    /** Of the decision to give money back. */
    EventMetadata originOf(RefundId refund) {
        return events.stream()
                .filter(
                        recorded ->
                                recorded.event() instanceof RefundRequested requested
                                        && requested.refund().id().equals(refund))
                .findFirst()
                .map(RecordedEvent::metadata)
                .orElseGet(this::origin);
    }
}
