package dev.ticketing.core.payment;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.Optional;

/**
 * Payments, as far as their projection has come. Blocks; safe for any number of threads. Throws
 * {@link LogUnavailable} when the store cannot be reached.
 */
public interface PaymentDirectory {

    /**
     * The payments, newest id first.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    List<PaymentRow> list(Filter filter, Optional<PaymentId> before, int limit);

    /** Which payments are wanted; empty for all. */
    record Filter(
            Optional<UserId> customer,
            Optional<ShowId> show,
            Optional<ReservationId> reservation,
            Optional<Payment.Status> status) {

        /** Whether a payment is wanted. */
        public boolean matches(Payment.Requested payment) {
            PaymentRequest request = payment.request();
            return customer.filter(wanted -> !wanted.equals(request.customer())).isEmpty()
                    && show.filter(wanted -> !wanted.equals(request.show())).isEmpty()
                    && reservation.filter(wanted -> !wanted.equals(request.reservation())).isEmpty()
                    && status.filter(wanted -> wanted != Payment.statusOf(payment)).isEmpty();
        }
    }
}
