package dev.ticketing.core.payment;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.payment.PaymentRow.PAYMENTS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.ProjectedRows;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.PaymentDirectory.Filter;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class PaymentProjectionTest {

    private static final PaymentRequest REQUEST =
            new PaymentRequest(
                    payment(1),
                    reservation(1),
                    SHOW,
                    STALLS,
                    CUSTOMER,
                    euros(50),
                    new PaymentMethod(PaymentMethod.Type.CARD, null),
                    "memory",
                    NOW);
    private static final Refund REFUND =
            new Refund(new RefundId(id(7)), euros(1), Refund.Reason.CANCELLED);
    private static final StreamId STREAM = Payment.at(payment(1)).stream();

    private final PaymentProjection projection = new PaymentProjection();
    private final ProjectedRows rows = new ProjectedRows(projection);

    @Test
    void a_row_is_the_state_with_its_version() {
        rows.with(STREAM, new PaymentRequested(REQUEST));
        assertThat(rows.get(PAYMENTS, payment(1)))
                .contains(new PaymentRow(new Payment.Pending(REQUEST), new Version(1)));

        rows.with(STREAM, new PaymentCaptured("cap", NOW), new RefundRequested(REFUND, NOW));
        assertThat(rows.get(PAYMENTS, payment(1)))
                .contains(
                        new PaymentRow(
                                new Payment.Captured(REQUEST, "cap", euros(0), List.of(REFUND)),
                                new Version(3)));
    }

    @Test
    void cannot_handle_a_history_without_a_beginning() {
        assertThatThrownBy(() -> rows.with(STREAM, new PaymentCaptured("cap", NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void looks_at_every_event_of_a_payment() {
        assertThat(projection.interests())
                .isEqualTo(Set.of(PaymentEvent.class.getPermittedSubclasses()));
        assertThat(projection.categories()).containsExactly(STREAM.category());
    }

    @Test
    void is_wanted_by_customer_show_reservation_and_status() {
        Payment.Pending pending = new Payment.Pending(REQUEST);

        assertThat(of(CUSTOMER, SHOW, reservation(1)).matches(pending)).isTrue();
        assertThat(of(OWNER, SHOW, reservation(1)).matches(pending)).isFalse();
        assertThat(of(CUSTOMER, new ShowId(id(9)), reservation(1)).matches(pending)).isFalse();
        assertThat(of(CUSTOMER, SHOW, reservation(2)).matches(pending)).isFalse();
        assertThat(of(Payment.Status.PENDING).matches(pending)).isTrue();
        assertThat(of(Payment.Status.CAPTURED).matches(pending)).isFalse();
    }

    private static Filter of(UserId customer, ShowId show, ReservationId reservation) {
        return new Filter(
                Optional.of(customer),
                Optional.of(show),
                Optional.of(reservation),
                Optional.empty());
    }

    private static Filter of(Payment.Status status) {
        return new Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(status));
    }
}
