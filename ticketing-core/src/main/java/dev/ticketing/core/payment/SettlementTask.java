package dev.ticketing.core.payment;

import dev.ticketing.core.reservation.PaymentId;

/** What has to be done with the provider until a payment is settled. */
public sealed interface SettlementTask {

    PaymentId payment();

    /** To ask what became of an attempt. */
    record LookUp(PaymentId payment) implements SettlementTask {}

    /** To give back what has been decided to go back. */
    record GiveBack(PaymentId payment, RefundId refund) implements SettlementTask {}

    /** To let people know that money should have gone back by now. */
    record ReportDelay(PaymentId payment, RefundId refund) implements SettlementTask {}
}
