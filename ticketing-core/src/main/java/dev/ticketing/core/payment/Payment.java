package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.List;
import java.util.UUID;

/** What became of one attempt to take money. */
public sealed interface Payment {

    /** Nobody has asked for it. */
    record Absent() implements Payment {}

    /** An attempt that was made. */
    sealed interface Requested extends Payment {
        PaymentRequest request();

        default Money refunded() {
            return Money.zero(request().amount().currency());
        }
    }

    /** The provider is being asked. */
    record Pending(PaymentRequest request) implements Requested {}

    /** The provider was asked, and did not say yes or no: it is asked again what became of it. */
    record Unknown(PaymentRequest request) implements Requested {}

    /**
     * The money is ours, but for what has been refunded.
     *
     * @param refunded what has gone back
     * @param open refunds that were decided and not yet done
     */
    record Captured(PaymentRequest request, String reference, Money refunded, List<Refund> open)
            implements Requested {
        public Captured {
            open = List.copyOf(open);
        }

        /** What may still be refunded: neither gone back nor on its way. */
        public Money refundable() {
            Money left = request.amount().minus(refunded);
            for (Refund refund : open) {
                left = left.minus(refund.amount());
            }
            return left;
        }

        /**
         * What may still be refunded if only so many percent of all may: nothing, if as much has
         * gone back already.
         */
        public Money refundable(int percent) {
            Money kept = request.amount().minus(request.amount().percent(percent));
            Money left = refundable();
            return kept.isMoreThan(left)
                    ? Money.zero(request.amount().currency())
                    : left.minus(kept);
        }
    }

    /** No money was taken. */
    record Failed(PaymentRequest request, String code, String message) implements Requested {}

    /** The states by the names that users know. */
    enum Status {
        PENDING,
        CAPTURED,
        FAILED,
        UNKNOWN,
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    static Status statusOf(Requested payment) {
        return switch (payment) {
            case Pending pending -> Status.PENDING;
            case Unknown unknown -> Status.UNKNOWN;
            case Failed failed -> Status.FAILED;
            case Captured captured -> {
                if (captured.refunded.isZero()) {
                    yield Status.CAPTURED;
                }
                yield captured.refunded.equals(captured.request.amount())
                        ? Status.REFUNDED
                        : Status.PARTIALLY_REFUNDED;
            }
        };
    }

    static AggregateRef<Payment, PaymentEvent> at(PaymentId id) {
        return new AggregateRef<>(
                new StreamId("payment", id.toString()),
                PaymentEvent.class,
                PaymentDecider.INSTANCE);
    }

    /** The payment that a stream of the category {@code payment} belongs to. */
    static PaymentId idOf(StreamId stream) {
        return new PaymentId(UUID.fromString(stream.key()));
    }
}
