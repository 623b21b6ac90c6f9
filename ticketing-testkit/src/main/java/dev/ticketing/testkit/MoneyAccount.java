package dev.ticketing.testkit;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.RefundId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Which money has come, and which has gone back. */
final class MoneyAccount {

    private final Map<StreamId, Attempt> attempts = new HashMap<>();

    /** One payment. */
    static final class Attempt {
        final PaymentRequest request;
        private final Map<RefundId, Money> open = new HashMap<>();
        private boolean captured;
        private Money goingBack;
        private Money refunded;

        Attempt(PaymentRequest request) {
            this.request = request;
            goingBack = Money.zero(request.amount().currency());
            refunded = goingBack;
        }

        boolean captured() {
            return captured;
        }

        /** Whether all that was captured has gone back, or is on its way. */
        boolean goesBackInFull() {
            return goingBack.equals(request.amount());
        }
    }

    @Nullable Attempt at(StreamId payment) {
        return attempts.get(payment);
    }

    void accept(StreamId stream, PaymentEvent event, Consumer<String> report) {
        if (event instanceof PaymentRequested requested) {
            attempts.put(stream, new Attempt(requested.request()));
            return;
        }
        Attempt attempt = attempts.get(stream);
        if (attempt == null) {
            report.accept(stream + " changes before it is requested.");
            return;
        }
        switch (event) {
            case PaymentRequested requested -> {
                // Done above.
            }
            case PaymentCaptured captured -> {
                if (attempt.captured) {
                    report.accept(stream + " is captured twice.");
                }
                attempt.captured = true;
            }
            case PaymentFailed failed -> {
                if (attempt.captured) {
                    report.accept(stream + " fails after it was captured.");
                }
            }
            case RefundRequested requested -> request(stream, attempt, requested, report);
            case RefundCompleted completed -> complete(stream, attempt, completed, report);
        }
    }

    private static void request(
            StreamId stream, Attempt attempt, RefundRequested requested, Consumer<String> report) {
        if (!attempt.captured) {
            report.accept(stream + " is to go back before it has come.");
        }
        attempt.open.put(requested.refund().id(), requested.refund().amount());
        attempt.goingBack = attempt.goingBack.plus(requested.refund().amount());
        if (attempt.goingBack.isMoreThan(attempt.request.amount())) {
            report.accept("More of " + stream + " is to go back than was captured.");
        }
    }

    private static void complete(
            StreamId stream, Attempt attempt, RefundCompleted completed, Consumer<String> report) {
        Money wanted = attempt.open.remove(completed.refund());
        if (!completed.amount().equals(wanted)) {
            report.accept("A refund of " + stream + " is completed that is not open.");
        }
        attempt.refunded = attempt.refunded.plus(completed.amount());
        if (attempt.refunded.isMoreThan(attempt.request.amount())) {
            report.accept("More of " + stream + " has gone back than was captured.");
        }
    }
}
