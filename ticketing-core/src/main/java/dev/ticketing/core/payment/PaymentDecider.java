package dev.ticketing.core.payment;

import static dev.ticketing.core.kernel.Decision.accept;
import static dev.ticketing.core.kernel.Decision.reject;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.payment.Payment.Absent;
import dev.ticketing.core.payment.Payment.Captured;
import dev.ticketing.core.payment.Payment.Failed;
import dev.ticketing.core.payment.Payment.Pending;
import dev.ticketing.core.payment.Payment.Requested;
import dev.ticketing.core.payment.Payment.Unknown;
import dev.ticketing.core.payment.PaymentCommand.CapturePayment;
import dev.ticketing.core.payment.PaymentCommand.CompleteRefund;
import dev.ticketing.core.payment.PaymentCommand.FailPayment;
import dev.ticketing.core.payment.PaymentCommand.LeaveUnanswered;
import dev.ticketing.core.payment.PaymentCommand.ReportDelay;
import dev.ticketing.core.payment.PaymentCommand.RequestPayment;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRejection.AlreadyRequested;
import dev.ticketing.core.payment.PaymentRejection.AlreadySettled;
import dev.ticketing.core.payment.PaymentRejection.MoreThanCaptured;
import dev.ticketing.core.payment.PaymentRejection.NotCaptured;
import dev.ticketing.core.payment.PaymentRejection.NotRequested;
import dev.ticketing.core.payment.PaymentRejection.UnknownRefund;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of one attempt to pay, and of its refunds. */
public final class PaymentDecider
        implements Decider<Payment, PaymentCommand, PaymentEvent, PaymentRejection> {

    public static final PaymentDecider INSTANCE = new PaymentDecider();

    private PaymentDecider() {}

    @Override
    public Payment initialState() {
        return new Absent();
    }

    @Override
    public Decision<PaymentEvent, PaymentRejection> decide(
            PaymentCommand command, Payment payment) {
        return switch (payment) {
            case Absent absent ->
                    command instanceof RequestPayment request
                            ? accept(new PaymentRequested(request.request()))
                            : reject(new NotRequested());
            case Requested requested -> decide(command, requested);
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> decide(
            PaymentCommand command, Requested payment) {
        return switch (command) {
            case RequestPayment request -> reject(new AlreadyRequested(request.request().id()));
            case LeaveUnanswered leave -> leaveUnanswered(leave, payment);
            case CapturePayment capture -> capture(capture, payment);
            case FailPayment fail -> fail(fail, payment);
            case RequestRefund refund -> requestRefund(refund, payment);
            case ReportDelay delay -> reportDelay(delay, payment);
            case CompleteRefund complete -> completeRefund(complete, payment);
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> leaveUnanswered(
            LeaveUnanswered leave, Requested payment) {
        return switch (payment) {
            case Pending pending -> accept(new PaymentUnanswered(leave.now()));
            case Unknown unknown -> accept();
            case Captured captured -> reject(new AlreadySettled(Payment.statusOf(captured)));
            case Failed failed -> reject(new AlreadySettled(Payment.Status.FAILED));
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> capture(
            CapturePayment capture, Requested payment) {
        return switch (payment) {
            case Pending pending -> accept(new PaymentCaptured(capture.reference(), capture.now()));
            case Unknown unknown -> accept(new PaymentCaptured(capture.reference(), capture.now()));
            case Captured captured ->
                    captured.reference().equals(capture.reference())
                            ? accept()
                            : reject(new AlreadySettled(Payment.statusOf(captured)));
            // It had been given up, but the provider took the money all the same.
            case Failed failed -> accept(new PaymentCaptured(capture.reference(), capture.now()));
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> fail(
            FailPayment fail, Requested payment) {
        return switch (payment) {
            case Pending pending ->
                    accept(new PaymentFailed(fail.code(), fail.message(), fail.now()));
            case Unknown unknown ->
                    accept(new PaymentFailed(fail.code(), fail.message(), fail.now()));
            case Captured captured -> reject(new AlreadySettled(Payment.statusOf(captured)));
            case Failed failed -> accept();
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> requestRefund(
            RequestRefund request, Requested payment) {
        return switch (payment) {
            case Captured captured ->
                    request.refund().amount().isMoreThan(captured.refundable())
                            ? reject(
                                    new MoreThanCaptured(
                                            request.refund().amount(), captured.refundable()))
                            : accept(new RefundRequested(request.refund(), request.now()));
            case Pending pending -> reject(new NotCaptured(Payment.Status.PENDING));
            case Unknown unknown -> reject(new NotCaptured(Payment.Status.UNKNOWN));
            case Failed failed -> reject(new NotCaptured(Payment.Status.FAILED));
        };
    }

    private static Decision<PaymentEvent, PaymentRejection> completeRefund(
            CompleteRefund complete, Requested payment) {
        Optional<Refund> open =
                payment instanceof Captured captured
                        ? find(complete.refund(), captured.open())
                        : Optional.empty();
        return open.<Decision<PaymentEvent, PaymentRejection>>map(
                        refund ->
                                accept(
                                        new RefundCompleted(
                                                refund.id(),
                                                refund.amount(),
                                                complete.reference(),
                                                complete.now())))
                .orElseGet(() -> reject(new UnknownRefund(complete.refund())));
    }

    private static Decision<PaymentEvent, PaymentRejection> reportDelay(
            ReportDelay delay, Requested payment) {
        boolean open =
                payment instanceof Captured captured
                        && find(delay.refund(), captured.open()).isPresent();
        return open
                ? accept(new RefundDelayed(delay.refund(), delay.now()))
                : reject(new UnknownRefund(delay.refund()));
    }

    private static Optional<Refund> find(RefundId id, List<Refund> refunds) {
        return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
    }

    @Override
    public Payment evolve(Payment payment, PaymentEvent event) {
        return switch (event) {
            case PaymentRequested requested -> new Pending(requested.request());
            case PaymentUnanswered unanswered -> new Unknown(requested(payment).request());
            case PaymentCaptured captured ->
                    new Captured(
                            requested(payment).request(),
                            captured.reference(),
                            requested(payment).refunded(),
                            List.of());
            case PaymentFailed failed ->
                    new Failed(requested(payment).request(), failed.code(), failed.message());
            case RefundRequested requested -> withOpenRefund(captured(payment), requested.refund());
            case RefundDelayed delayed -> payment;
            case RefundCompleted completed -> withCompleted(captured(payment), completed);
        };
    }

    private static Captured withOpenRefund(Captured payment, Refund refund) {
        List<Refund> open = Stream.concat(payment.open().stream(), Stream.of(refund)).toList();
        return new Captured(payment.request(), payment.reference(), payment.refunded(), open);
    }

    private static Captured withCompleted(Captured payment, RefundCompleted completed) {
        List<Refund> open =
                payment.open().stream()
                        .filter(refund -> !refund.id().equals(completed.refund()))
                        .toList();
        return new Captured(
                payment.request(),
                payment.reference(),
                payment.refunded().plus(completed.amount()),
                open);
    }

    private static Requested requested(Payment payment) {
        return switch (payment) {
            case Requested requested -> requested;
            case Absent absent ->
                    throw new IllegalStateException("a payment's first event requests it");
        };
    }

    private static Captured captured(Payment payment) {
        if (payment instanceof Captured captured) {
            return captured;
        }
        throw new IllegalStateException("only captured money is refunded");
    }
}
