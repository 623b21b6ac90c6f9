package dev.ticketing.testkit.memory;

import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;

import java.util.List;
import java.util.Optional;

/** Payments, in the rows of a store in memory. */
public final class InMemoryPaymentDirectory implements PaymentDirectory {

    private final InMemoryConsumerStore store;

    public InMemoryPaymentDirectory(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<PaymentRow> list(Filter filter, Optional<PaymentId> before, int limit) {
        return store.read(
                PaymentProjection.NAME,
                PaymentRow.PAYMENTS,
                rows ->
                        NewestFirst.list(
                                rows, row -> filter.matches(row.payment()), before, limit));
    }
}
