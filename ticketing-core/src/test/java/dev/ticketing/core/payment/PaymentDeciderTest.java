package dev.ticketing.core.payment;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.cents;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment.Captured;
import dev.ticketing.core.payment.Payment.Requested;
import dev.ticketing.core.payment.Payment.Status;
import dev.ticketing.core.payment.PaymentCommand.CapturePayment;
import dev.ticketing.core.payment.PaymentCommand.CompleteRefund;
import dev.ticketing.core.payment.PaymentCommand.FailPayment;
import dev.ticketing.core.payment.PaymentCommand.RequestPayment;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRejection.AlreadyRequested;
import dev.ticketing.core.payment.PaymentRejection.AlreadySettled;
import dev.ticketing.core.payment.PaymentRejection.MoreThanCaptured;
import dev.ticketing.core.payment.PaymentRejection.NotCaptured;
import dev.ticketing.core.payment.PaymentRejection.NotRequested;
import dev.ticketing.core.payment.PaymentRejection.UnknownRefund;

import org.junit.jupiter.api.Test;

import java.util.List;

class PaymentDeciderTest {

    private static final PaymentRequest REQUEST =
            new PaymentRequest(
                    payment(1),
                    reservation(1),
                    SHOW,
                    STALLS,
                    CUSTOMER,
                    cents(100),
                    new PaymentMethod(PaymentMethod.Type.CARD, "4242"),
                    "memory",
                    NOW);

    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> NOTHING =
            Given.nothing(PaymentDecider.INSTANCE);
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> PENDING =
            NOTHING.and(new PaymentRequested(REQUEST));
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> CAPTURED =
            PENDING.and(new PaymentCaptured("cap", NOW));
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> FAILED =
            PENDING.and(new PaymentFailed("card_declined", "No.", NOW));

    @Test
    void requests_a_payment_once() {
        NOTHING.accepts(new RequestPayment(REQUEST), new PaymentRequested(REQUEST));
        PENDING.rejects(new RequestPayment(REQUEST), new AlreadyRequested(payment(1)));
        CAPTURED.rejects(new RequestPayment(REQUEST), new AlreadyRequested(payment(1)));
        FAILED.rejects(new RequestPayment(REQUEST), new AlreadyRequested(payment(1)));
    }

    @Test
    void rejects_everything_else_before_the_request() {
        NOTHING.rejects(new CapturePayment("cap", NOW), new NotRequested());
        NOTHING.rejects(new FailPayment("code", "No.", NOW), new NotRequested());
        NOTHING.rejects(new RequestRefund(refund(1, 1), NOW), new NotRequested());
        NOTHING.rejects(new CompleteRefund(refundId(1), "ref", NOW), new NotRequested());
    }

    @Test
    void captures_a_pending_payment() {
        PENDING.accepts(new CapturePayment("cap", NOW), new PaymentCaptured("cap", NOW));
    }

    @Test
    void the_same_capture_again_changes_nothing() {
        CAPTURED.acceptsWithoutChange(new CapturePayment("cap", NOW.plusSeconds(1)));
    }

    @Test
    void rejects_another_capture() {
        CAPTURED.rejects(new CapturePayment("other", NOW), new AlreadySettled(Status.CAPTURED));
        refunded(100)
                .rejects(new CapturePayment("other", NOW), new AlreadySettled(Status.REFUNDED));
    }

    @Test
    void captures_what_had_been_given_up() {
        FAILED.accepts(new CapturePayment("cap", NOW), new PaymentCaptured("cap", NOW));
    }

    @Test
    void fails_a_pending_payment() {
        PENDING.accepts(
                new FailPayment("card_declined", "No.", NOW),
                new PaymentFailed("card_declined", "No.", NOW));
    }

    @Test
    void a_failure_again_changes_nothing() {
        FAILED.acceptsWithoutChange(new FailPayment("other", "Other.", NOW));
    }

    @Test
    void rejects_a_failure_after_a_capture() {
        CAPTURED.rejects(new FailPayment("code", "No.", NOW), new AlreadySettled(Status.CAPTURED));
        refunded(40)
                .rejects(
                        new FailPayment("code", "No.", NOW),
                        new AlreadySettled(Status.PARTIALLY_REFUNDED));
    }

    @Test
    void refunds_all_that_was_captured_and_not_a_cent_more() {
        CAPTURED.accepts(
                new RequestRefund(refund(1, 100), NOW), new RefundRequested(refund(1, 100), NOW));
        CAPTURED.rejects(
                new RequestRefund(refund(1, 101), NOW),
                new MoreThanCaptured(cents(101), cents(100)));
    }

    @Test
    void a_refund_on_its_way_counts_like_one_that_has_arrived() {
        var onItsWay = CAPTURED.and(new RefundRequested(refund(1, 60), NOW));
        var arrived = onItsWay.and(new RefundCompleted(refundId(1), cents(60), "ref", NOW));

        for (var payment : List.of(onItsWay, arrived)) {
            payment.accepts(
                    new RequestRefund(refund(2, 40), NOW), new RefundRequested(refund(2, 40), NOW));
            payment.rejects(
                    new RequestRefund(refund(2, 41), NOW),
                    new MoreThanCaptured(cents(41), cents(40)));
        }
    }

    @Test
    void refunds_nothing_that_was_not_captured() {
        PENDING.rejects(new RequestRefund(refund(1, 1), NOW), new NotCaptured(Status.PENDING));
        FAILED.rejects(new RequestRefund(refund(1, 1), NOW), new NotCaptured(Status.FAILED));
    }

    @Test
    void completes_a_refund_once_with_the_amount_that_was_decided() {
        var onItsWay =
                CAPTURED.and(new RefundRequested(refund(1, 60), NOW))
                        .and(new RefundRequested(refund(2, 30), NOW));
        RefundCompleted completed = new RefundCompleted(refundId(2), cents(30), "ref", NOW);

        onItsWay.accepts(new CompleteRefund(refundId(2), "ref", NOW), completed);
        onItsWay.and(completed)
                .rejects(
                        new CompleteRefund(refundId(2), "ref", NOW),
                        new UnknownRefund(refundId(2)));
    }

    @Test
    void rejects_the_completion_of_a_refund_that_nobody_decided() {
        CompleteRefund complete = new CompleteRefund(refundId(1), "ref", NOW);

        PENDING.rejects(complete, new UnknownRefund(refundId(1)));
        FAILED.rejects(complete, new UnknownRefund(refundId(1)));
        CAPTURED.rejects(complete, new UnknownRefund(refundId(1)));
    }

    @Test
    void keeps_count_of_what_has_gone_back_and_what_is_on_its_way() {
        var payment =
                CAPTURED.and(new RefundRequested(refund(1, 60), NOW))
                        .and(new RefundRequested(refund(2, 30), NOW))
                        .and(new RefundCompleted(refundId(1), cents(60), "ref", NOW));

        assertThat(payment.state())
                .isEqualTo(new Captured(REQUEST, "cap", cents(60), List.of(refund(2, 30))));
        assertThat(((Captured) payment.state()).refundable()).isEqualTo(cents(10));
    }

    @Test
    void remembers_why_it_failed() {
        assertThat(FAILED.state()).isEqualTo(new Payment.Failed(REQUEST, "card_declined", "No."));
        assertThat(((Requested) FAILED.state()).refunded()).isEqualTo(cents(0));
    }

    @Test
    void has_a_status_that_users_know() {
        assertThat(statusOf(PENDING)).isEqualTo(Status.PENDING);
        assertThat(statusOf(FAILED)).isEqualTo(Status.FAILED);
        assertThat(statusOf(CAPTURED)).isEqualTo(Status.CAPTURED);
        assertThat(statusOf(refunded(99))).isEqualTo(Status.PARTIALLY_REFUNDED);
        assertThat(statusOf(refunded(100))).isEqualTo(Status.REFUNDED);
    }

    @Test
    void a_history_out_of_order_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(new PaymentCaptured("cap", NOW)).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PENDING.and(new RefundRequested(refund(1, 1), NOW)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_refund_is_of_a_cent_at_least() {
        assertThat(refund(1, 1).amount()).isEqualTo(cents(1));
        assertThatThrownBy(() -> refund(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_method_may_show_its_last_digits() {
        assertThat(REQUEST.method().last4()).contains("4242");
        assertThat(new PaymentMethod(PaymentMethod.Type.WALLET, null).last4()).isEmpty();
    }

    @Test
    void has_a_stream_of_its_own() {
        assertThat(Payment.at(payment(1)).stream())
                .isEqualTo(new StreamId("payment", payment(1).toString()));
    }

    private static Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> refunded(
            int amount) {
        return CAPTURED.and(new RefundRequested(refund(1, amount), NOW))
                .and(new RefundCompleted(refundId(1), cents(amount), "ref", NOW));
    }

    private static Status statusOf(
            Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> payment) {
        return Payment.statusOf((Requested) payment.state());
    }

    private static Refund refund(int number, int amount) {
        return new Refund(refundId(number), cents(amount), Refund.Reason.CANCELLED);
    }

    private static RefundId refundId(int number) {
        return new RefundId(id(0x400 + number));
    }
}
