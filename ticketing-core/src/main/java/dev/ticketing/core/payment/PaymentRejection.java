package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;

import java.util.Currency;

/** Why a payment says no. */
public sealed interface PaymentRejection {

    record AlreadyRequested(PaymentId payment) implements PaymentRejection {}

    record NotRequested() implements PaymentRejection {}

    /** The provider's answer is known already, and it was another one. */
    record AlreadySettled(Payment.Status status) implements PaymentRejection {}

    record NotCaptured(Payment.Status status) implements PaymentRejection {}

    record MoreThanCaptured(Money requested, Money refundable) implements PaymentRejection {}

    /** More than the show's policy gives a customer back. */
    record MoreThanPolicy(Money requested, Money refundable) implements PaymentRejection {}

    record OtherCurrency(Currency currency) implements PaymentRejection {}

    record UnknownRefund(RefundId refund) implements PaymentRejection {}
}
