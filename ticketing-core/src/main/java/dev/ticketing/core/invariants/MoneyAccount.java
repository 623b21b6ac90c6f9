package dev.ticketing.core.invariants;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which money has come, and which has gone back. Keeps every payment until all of it has gone back:
 * until then it can be captured, even after it failed, and refunded.
 */
final class MoneyAccount {

    private final Map<StreamId, Attempt> attempts = new HashMap<>();

    /** Of the present command. */
    private final Set<StreamId> changed = new HashSet<>();

    /** One payment. */
    static final class Attempt {
        final PaymentId id;
        final ReservationId reservation;
        final Money amount;
        private Map<RefundId, Refund> open = Map.of();
        private Instant lastRequest = Instant.MIN;
        private boolean captured;
        private Money goingBack;
        private Money refunded;

        Attempt(PaymentRequest request) {
            id = request.id();
            reservation = request.reservation();
            amount = request.amount();
            goingBack = Money.zero(amount.currency());
            refunded = goingBack;
        }

        /** Whether all that was captured has gone back, or is on its way. */
        boolean goesBackInFull() {
            return goingBack.equals(amount);
        }

        private boolean isFinished() {
            return captured && open.isEmpty() && refunded.equals(amount);
        }
    }

    @Nullable Attempt at(StreamId payment) {
        return attempts.get(payment);
    }

    /** Refunds that were asked for before an instant and have not gone back. */
    Optional<String> overdue(Instant before) {
        List<Attempt> late =
                attempts.values().stream()
                        .filter(attempt -> !attempt.open.isEmpty())
                        .filter(attempt -> attempt.lastRequest.isBefore(before))
                        .sorted(Comparator.comparing(attempt -> attempt.lastRequest))
                        .toList();
        return late.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Money of "
                                + late.size()
                                + " payments should have gone back; the oldest is "
                                + late.getFirst().id
                                + ", since "
                                + late.getFirst().lastRequest
                                + ".");
    }

    /** How many payments can still change. */
    int open() {
        return attempts.size();
    }

    /** Forgets what is finished. */
    void endUnit() {
        for (StreamId stream : changed) {
            Attempt attempt = attempts.get(stream);
            if (attempt != null && attempt.isFinished()) {
                attempts.remove(stream);
            }
        }
        changed.clear();
    }

    void accept(StreamId stream, PaymentEvent event, Consumer<String> report) {
        if (event instanceof PaymentRequested requested) {
            attempts.put(stream, new Attempt(requested.request()));
            return;
        }
        changed.add(stream);
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
            case PaymentUnanswered unanswered -> {
                if (attempt.captured) {
                    report.accept(stream + " is unanswered after it was captured.");
                }
            }
            case RefundDelayed delayed -> {
                if (!attempt.open.containsKey(delayed.refund())) {
                    report.accept("A refund of " + stream + " is delayed that is not open.");
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
        Map<RefundId, Refund> open = new HashMap<>(attempt.open);
        open.put(requested.refund().id(), requested.refund());
        attempt.open = Map.copyOf(open);
        attempt.lastRequest = requested.at();
        attempt.goingBack = attempt.goingBack.plus(requested.refund().amount());
        if (attempt.goingBack.isMoreThan(attempt.amount)) {
            report.accept("More of " + stream + " is to go back than was captured.");
        }
    }

    private static void complete(
            StreamId stream, Attempt attempt, RefundCompleted completed, Consumer<String> report) {
        Map<RefundId, Refund> open = new HashMap<>(attempt.open);
        Refund wanted = open.remove(completed.refund());
        attempt.open = Map.copyOf(open);
        if (wanted == null || !completed.amount().equals(wanted.amount())) {
            report.accept("A refund of " + stream + " is completed that is not open.");
        }
        attempt.refunded = attempt.refunded.plus(completed.amount());
        if (attempt.refunded.isMoreThan(attempt.amount)) {
            report.accept("More of " + stream + " has gone back than was captured.");
        }
    }
}
