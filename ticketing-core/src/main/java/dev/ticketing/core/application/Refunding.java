package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationCommand.RefundReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.show.Show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One wish to have money back, judged against what has gone back already. Who gets all that they
 * may get gives the places back.
 */
final class Refunding {

    private final Request request;
    private final PaymentRequest paid;
    private final Optional<Money> amount;
    private final RefundId refund;

    /**
     * @param amount without it, all that the caller may have
     */
    Refunding(Request request, PaymentRequest paid, Optional<Money> amount, RefundId refund) {
        this.request = request;
        this.paid = paid;
        this.amount = amount;
        this.refund = refund;
    }

    Judgement<Outcome<Payment.Requested>> judge(Workspace states, Instant now) {
        Payment.Requested before = Payments.requested(states.state(Payment.at(paid.id())));
        return switch (before) {
            case Payment.Captured captured -> judge(captured, states, now);
            case Payment.Pending pending -> refuse(notCaptured(pending));
            case Payment.Unknown unknown -> refuse(notCaptured(unknown));
            case Payment.Failed failed -> refuse(notCaptured(failed));
        };
    }

    private static PaymentRejection notCaptured(Payment.Requested payment) {
        return new PaymentRejection.NotCaptured(Payment.statusOf(payment));
    }

    private static Judgement<Outcome<Payment.Requested>> refuse(PaymentRejection why) {
        return WriteSide.refuse(new Refusal.ByPayment(why));
    }

    private Judgement<Outcome<Payment.Requested>> judge(
            Payment.Captured captured, Workspace states, Instant now) {
        Show.Existing show = Shows.existing(states.state(Show.at(paid.show())));
        boolean organizer = request.caller().organizes(show);
        Money allowed = captured.refundable(organizer ? 100 : show.refundPercentAt(now));
        Money wanted = amount.orElse(allowed);
        Money left = captured.refundable();
        if (wanted.isMoreThan(left) || left.isZero()) {
            return refuse(new PaymentRejection.MoreThanCaptured(wanted, left));
        }
        if (wanted.isMoreThan(allowed) || allowed.isZero()) {
            return refuse(new PaymentRejection.MoreThanPolicy(wanted, allowed));
        }
        Optional<ReservationCommand> end = end(wanted, allowed, left, now);
        return record(captured, wanted, end, states, now);
    }

    /** Who gets everything back has nothing more; nor has who gets all that they may. */
    private static Optional<ReservationCommand> end(
            Money wanted, Money allowed, Money left, Instant now) {
        if (wanted.equals(left)) {
            return Optional.of(new RefundReservation(now));
        }
        return wanted.equals(allowed)
                ? Optional.of(new CancelReservation(Canceller.CUSTOMER, now))
                : Optional.empty();
    }

    private Judgement<Outcome<Payment.Requested>> record(
            Payment.Captured captured,
            Money back,
            Optional<ReservationCommand> end,
            Workspace states,
            Instant now) {
        var payment = Payment.at(paid.id());
        Refund decided = new Refund(refund, back, Refund.Reason.REQUESTED);
        Decision<PaymentEvent, PaymentRejection> decision =
                PaymentDecider.INSTANCE.decide(new RequestRefund(decided, now), captured);
        List<PaymentEvent> events = WriteSide.granted(decision);
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(payment, events));
        end.ifPresent(command -> changes.addAll(ended(command, states, now)));
        return WriteSide.commit(
                changes,
                Payments.requested(PaymentDecider.INSTANCE.evolve(captured, events)),
                states.version(payment).plus(events.size()));
    }

    /** Nothing, if the reservation was not confirmed by this payment, or is no more. */
    private List<Change<?, ?>> ended(ReservationCommand end, Workspace states, Instant now) {
        var reservation = Reservation.at(paid.reservation());
        if (!(states.state(reservation) instanceof Reservation.Confirmed confirmed)
                || !confirmed.paidBy().equals(paid.id())) {
            return List.of();
        }
        var ended = ReservationDecider.INSTANCE.decide(end, confirmed);
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(reservation, WriteSide.granted(ended)));
        changes.addAll(Cancelling.givenBack(states, now, confirmed));
        return changes;
    }
}
