package dev.ticketing.core.payment;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.PaymentId;

/** A payment as lists hold it. */
public record PaymentRow(Payment.Requested payment, Version version) {

    public static final Table<PaymentId, PaymentRow> PAYMENTS =
            new Table<>("payment_row", PaymentId.class, PaymentRow.class);
}
