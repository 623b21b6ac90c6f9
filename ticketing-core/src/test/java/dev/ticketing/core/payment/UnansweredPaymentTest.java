package dev.ticketing.core.payment;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.Given;
import dev.ticketing.core.payment.Payment.Status;
import dev.ticketing.core.payment.PaymentCommand.CapturePayment;
import dev.ticketing.core.payment.PaymentCommand.FailPayment;
import dev.ticketing.core.payment.PaymentCommand.LeaveUnanswered;
import dev.ticketing.core.payment.PaymentCommand.ReportDelay;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRejection.AlreadySettled;
import dev.ticketing.core.payment.PaymentRejection.NotCaptured;
import dev.ticketing.core.payment.PaymentRejection.NotRequested;
import dev.ticketing.core.payment.PaymentRejection.UnknownRefund;

import org.junit.jupiter.api.Test;

/** What the provider does not say, and what it takes too long for. */
class UnansweredPaymentTest {

    private static final PaymentRequest REQUEST =
            new PaymentRequest(
                    payment(1),
                    reservation(1),
                    SHOW,
                    STALLS,
                    CUSTOMER,
                    euros(100),
                    new PaymentMethod(PaymentMethod.Type.CARD, null),
                    "memory",
                    NOW);
    private static final LeaveUnanswered LEAVE = new LeaveUnanswered(NOW);
    private static final RefundId REFUND = new RefundId(id(7));

    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> NOTHING =
            Given.nothing(PaymentDecider.INSTANCE);
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> PENDING =
            NOTHING.and(new PaymentRequested(REQUEST));
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> UNKNOWN =
            PENDING.and(new PaymentUnanswered(NOW));
    private static final Given<Payment, PaymentCommand, PaymentEvent, PaymentRejection> CAPTURED =
            PENDING.and(new PaymentCaptured("cap", NOW));

    @Test
    void what_is_not_answered_is_unknown_once() {
        PENDING.accepts(LEAVE, new PaymentUnanswered(NOW));
        UNKNOWN.acceptsWithoutChange(LEAVE);
        assertThat(UNKNOWN.state()).isEqualTo(new Payment.Unknown(REQUEST));
        assertThat(Payment.statusOf((Payment.Requested) UNKNOWN.state())).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_is_settled_is_not_unknown_again() {
        CAPTURED.rejects(LEAVE, new AlreadySettled(Status.CAPTURED));
        PENDING.and(new PaymentFailed("no", "No.", NOW))
                .rejects(LEAVE, new AlreadySettled(Status.FAILED));
        NOTHING.rejects(LEAVE, new NotRequested());
    }

    @Test
    void what_is_unknown_is_captured_or_fails_in_the_end() {
        UNKNOWN.accepts(new CapturePayment("cap", NOW), new PaymentCaptured("cap", NOW));
        UNKNOWN.accepts(new FailPayment("no", "No.", NOW), new PaymentFailed("no", "No.", NOW));
    }

    @Test
    void what_is_unknown_cannot_be_refunded() {
        UNKNOWN.rejects(
                new RequestRefund(new Refund(REFUND, euros(1), Refund.Reason.REQUESTED), NOW),
                new NotCaptured(Status.UNKNOWN));
    }

    @Test
    void a_refund_is_reported_late_while_it_is_open() {
        var open =
                CAPTURED.and(
                        new RefundRequested(
                                new Refund(REFUND, euros(1), Refund.Reason.CANCELLED), NOW));
        ReportDelay report = new ReportDelay(REFUND, NOW);

        open.accepts(report, new RefundDelayed(REFUND, NOW));
        open.and(new RefundCompleted(REFUND, euros(1), "ref", NOW))
                .rejects(report, new UnknownRefund(REFUND));
        PENDING.rejects(report, new UnknownRefund(REFUND));
        assertThat(open.and(new RefundDelayed(REFUND, NOW)).state()).isEqualTo(open.state());
    }
}
