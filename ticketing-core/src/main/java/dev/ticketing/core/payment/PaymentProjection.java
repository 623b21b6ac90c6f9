package dev.ticketing.core.payment;

import static dev.ticketing.core.payment.PaymentRow.PAYMENTS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.PaymentId;

import java.util.Set;

/** Every payment in its present state. */
public final class PaymentProjection implements Projection {

    public static final String NAME = "payments";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(PAYMENTS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Interests.all(PaymentEvent.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("payment");
    }

    @Override
    public void apply(RecordedEvent event, Rows rows) {
        PaymentId id = Payment.idOf(event.stream());
        Payment before =
                rows.get(PAYMENTS, id)
                        .<Payment>map(PaymentRow::payment)
                        .orElseGet(Payment.Absent::new);
        switch (Payment.at(id).evolve(before, event)) {
            case Payment.Requested payment ->
                    rows.put(PAYMENTS, id, new PaymentRow(payment, event.version()));
            case Payment.Absent absent -> rows.remove(PAYMENTS, id);
        }
    }
}
