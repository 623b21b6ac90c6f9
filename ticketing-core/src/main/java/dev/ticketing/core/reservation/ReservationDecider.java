package dev.ticketing.core.reservation;

import static dev.ticketing.core.kernel.Decision.accept;
import static dev.ticketing.core.kernel.Decision.reject;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.reservation.Reservation.Absent;
import dev.ticketing.core.reservation.Reservation.Cancelled;
import dev.ticketing.core.reservation.Reservation.Confirmed;
import dev.ticketing.core.reservation.Reservation.Expired;
import dev.ticketing.core.reservation.Reservation.Held;
import dev.ticketing.core.reservation.Reservation.PaymentFailed;
import dev.ticketing.core.reservation.Reservation.PaymentPending;
import dev.ticketing.core.reservation.Reservation.Refunded;
import dev.ticketing.core.reservation.Reservation.Started;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationCommand.ConfirmReservation;
import dev.ticketing.core.reservation.ReservationCommand.DeclinePayment;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationCommand.RefundReservation;
import dev.ticketing.core.reservation.ReservationCommand.RefusePayment;
import dev.ticketing.core.reservation.ReservationCommand.ReseatReservation;
import dev.ticketing.core.reservation.ReservationCommand.StartPayment;
import dev.ticketing.core.reservation.ReservationCommand.StartReservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.ReservationRejection.AlreadyPaid;
import dev.ticketing.core.reservation.ReservationRejection.AlreadyStarted;
import dev.ticketing.core.reservation.ReservationRejection.Ended;
import dev.ticketing.core.reservation.ReservationRejection.HoldOver;
import dev.ticketing.core.reservation.ReservationRejection.NotStarted;
import dev.ticketing.core.reservation.ReservationRejection.NotThisPayment;
import dev.ticketing.core.reservation.ReservationRejection.PaymentInProgress;
import dev.ticketing.core.reservation.ReservationRejection.StillLive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of a reservation's life. */
public final class ReservationDecider
        implements Decider<
                Reservation, ReservationCommand, ReservationEvent, ReservationRejection> {

    public static final ReservationDecider INSTANCE = new ReservationDecider();

    private ReservationDecider() {}

    @Override
    public Reservation initialState() {
        return new Absent();
    }

    @Override
    public Decision<ReservationEvent, ReservationRejection> decide(
            ReservationCommand command, Reservation reservation) {
        return switch (reservation) {
            case Absent absent ->
                    command instanceof StartReservation start
                            ? accept(new ReservationStarted(start.terms()))
                            : reject(new NotStarted());
            case Started started -> decide(command, started);
        };
    }

    private static Decision<ReservationEvent, ReservationRejection> decide(
            ReservationCommand command, Started reservation) {
        return switch (command) {
            case StartReservation start -> reject(new AlreadyStarted(start.terms().id()));
            case StartPayment start -> startPayment(start, reservation);
            case DeclinePayment decline -> declinePayment(decline, reservation);
            case RefusePayment refuse -> refusePayment(refuse, reservation);
            case ReseatReservation reseat -> reseat(reseat, reservation);
            case ConfirmReservation confirm -> confirm(confirm, reservation);
            case ExpireReservation expire -> expire(expire.now(), reservation);
            case RefundReservation refund -> refund(refund, reservation);
            case CancelReservation cancel -> cancel(cancel, reservation);
        };
    }

    private static Decision<ReservationEvent, ReservationRejection> startPayment(
            StartPayment start, Started reservation) {
        return switch (reservation) {
            case Held held ->
                    held.terms().isOverAt(start.now())
                            ? reject(new HoldOver(held.terms().id()))
                            : accept(new ReservationPaymentStarted(start.payment(), start.now()));
            case PaymentPending pending ->
                    pending.terms().isOverAt(start.now())
                            ? reject(new HoldOver(pending.terms().id()))
                            : reject(new PaymentInProgress(pending.attempt()));
            case Confirmed confirmed -> reject(new AlreadyPaid(confirmed.paidBy()));
            case Expired expired -> reject(new HoldOver(expired.terms().id()));
            case Cancelled cancelled -> reject(new Ended(Status.CANCELLED));
            case PaymentFailed failed -> reject(new Ended(Status.PAYMENT_FAILED));
            case Refunded refunded -> reject(new Ended(Status.REFUNDED));
        };
    }

    private static Decision<ReservationEvent, ReservationRejection> refusePayment(
            RefusePayment refuse, Started reservation) {
        if (!isPending(reservation, refuse.payment())) {
            return reject(new NotThisPayment(refuse.payment()));
        }
        return reservation.terms().isOverAt(refuse.now())
                ? reject(new HoldOver(reservation.terms().id()))
                : accept(new ReservationPaymentRefused(refuse.payment(), refuse.now()));
    }

    /** Whether its end was recorded or not: as long as nothing but time has ended it. */
    private static Decision<ReservationEvent, ReservationRejection> reseat(
            ReseatReservation reseat, Started reservation) {
        boolean expired =
                reservation instanceof Expired
                        || (isPending(reservation, reseat.payment())
                                && reservation.terms().isOverAt(reseat.now()));
        if (!expired || !reservation.payment().equals(Optional.of(reseat.payment()))) {
            return reject(new NotThisPayment(reseat.payment()));
        }
        Terms terms = reservation.terms().until(reseat.expiresAt());
        return accept(new ReservationReseated(terms, reseat.payment(), reseat.now()));
    }

    private static Decision<ReservationEvent, ReservationRejection> refund(
            RefundReservation refund, Started reservation) {
        return reservation instanceof Confirmed
                ? accept(new ReservationRefunded(refund.now()))
                : reject(new Ended(Reservation.statusAt(reservation, refund.now())));
    }

    private static Decision<ReservationEvent, ReservationRejection> declinePayment(
            DeclinePayment decline, Started reservation) {
        return isPending(reservation, decline.payment())
                ? accept(new ReservationPaymentDeclined(decline.payment(), decline.now()))
                : reject(new NotThisPayment(decline.payment()));
    }

    private static Decision<ReservationEvent, ReservationRejection> confirm(
            ConfirmReservation confirm, Started reservation) {
        if (!isPending(reservation, confirm.payment())) {
            return reject(new NotThisPayment(confirm.payment()));
        }
        Terms terms = reservation.terms();
        if (terms.isOverAt(confirm.now())) {
            return reject(new HoldOver(terms.id()));
        }
        if (confirm.tickets().size() != terms.places().quantity()) {
            throw new IllegalArgumentException("tickets: " + confirm.tickets().size());
        }
        return accept(
                new ReservationConfirmed(confirm.payment(), confirm.tickets(), confirm.now()));
    }

    private static boolean isPending(Started reservation, PaymentId payment) {
        return reservation instanceof PaymentPending pending && pending.attempt().equals(payment);
    }

    private static Decision<ReservationEvent, ReservationRejection> expire(
            Instant now, Started reservation) {
        return switch (reservation) {
            case Held held -> expireHold(now, held.terms());
            case PaymentPending pending -> expireHold(now, pending.terms());
            case Confirmed confirmed -> reject(new Ended(Status.CONFIRMED));
            case Expired expired -> reject(new Ended(Status.EXPIRED));
            case Cancelled cancelled -> reject(new Ended(Status.CANCELLED));
            case PaymentFailed failed -> reject(new Ended(Status.PAYMENT_FAILED));
            case Refunded refunded -> reject(new Ended(Status.REFUNDED));
        };
    }

    private static Decision<ReservationEvent, ReservationRejection> expireHold(
            Instant now, Terms terms) {
        return terms.isOverAt(now)
                ? accept(new ReservationExpired(now))
                : reject(new StillLive(terms.id()));
    }

    private static Decision<ReservationEvent, ReservationRejection> cancel(
            CancelReservation cancel, Started reservation) {
        return switch (reservation) {
            case Held held -> cancelHold(cancel, held.terms());
            case PaymentPending pending -> cancelHold(cancel, pending.terms());
            case Confirmed confirmed -> accept(new ReservationCancelled(cancel.by(), cancel.now()));
            case Expired expired -> reject(new Ended(Status.EXPIRED));
            case Cancelled cancelled ->
                    cancelled.by() == cancel.by() ? accept() : reject(new Ended(Status.CANCELLED));
            case PaymentFailed failed -> reject(new Ended(Status.PAYMENT_FAILED));
            case Refunded refunded -> reject(new Ended(Status.REFUNDED));
        };
    }

    private static Decision<ReservationEvent, ReservationRejection> cancelHold(
            CancelReservation cancel, Terms terms) {
        return terms.isOverAt(cancel.now())
                ? reject(new Ended(Status.EXPIRED))
                : accept(new ReservationCancelled(cancel.by(), cancel.now()));
    }

    @Override
    public Reservation evolve(Reservation reservation, ReservationEvent event) {
        return switch (event) {
            case ReservationStarted started -> new Held(started.terms(), Optional.empty());
            case ReservationPaymentStarted started ->
                    new PaymentPending(started(reservation).terms(), started.payment());
            case ReservationPaymentDeclined declined ->
                    new Held(started(reservation).terms(), Optional.of(declined.payment()));
            case ReservationPaymentRefused refused ->
                    new PaymentFailed(started(reservation).terms(), refused.payment());
            case ReservationReseated reseated ->
                    new PaymentPending(reseated.terms(), reseated.payment());
            case ReservationConfirmed confirmed ->
                    new Confirmed(
                            started(reservation).terms(), confirmed.payment(), confirmed.tickets());
            case ReservationExpired expired ->
                    new Expired(started(reservation).terms(), started(reservation).payment());
            case ReservationRefunded refunded ->
                    new Refunded(
                            started(reservation).terms(),
                            started(reservation).payment().orElseThrow(),
                            started(reservation).tickets());
            case ReservationCancelled cancelled ->
                    new Cancelled(
                            started(reservation).terms(),
                            started(reservation).payment(),
                            List.copyOf(started(reservation).tickets()),
                            cancelled.by());
        };
    }

    private static Started started(Reservation reservation) {
        return switch (reservation) {
            case Started started -> started;
            case Absent absent ->
                    throw new IllegalStateException("a reservation's first event starts it");
        };
    }
}
