package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand.RequestPayment;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.StartPayment;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.show.Show;

import java.time.Instant;
import java.util.List;

/** One wish to pay, judged before the provider is asked. */
final class Paying {

    private final PaymentRequest request;

    Paying(PaymentRequest request) {
        this.request = request;
    }

    Judgement<Outcome<Payment.Requested>> judge(Workspace states, Instant now) {
        var aggregate = Reservation.at(request.reservation());
        var start = new StartPayment(request.id(), now);
        Reservation.Started reservation =
                Expiring.asHeld(states, Reservations.started(states.state(aggregate)));
        return switch (ReservationDecider.INSTANCE.decide(start, reservation)) {
            case Decision.Rejected<ReservationEvent, ReservationRejection>(
                            ReservationRejection reason) ->
                    WriteSide.refuse(new Refusal.ByReservation(reason));
            case Decision.Accepted<ReservationEvent, ReservationRejection>(
                            List<ReservationEvent> events) ->
                    states.state(Show.at(request.show())) instanceof Show.Cancelled
                            ? WriteSide.refuse(new Refusal.WrongStage(Show.Stage.CANCELLED))
                            : begin(states, new Change<>(aggregate, events));
        };
    }

    private Judgement<Outcome<Payment.Requested>> begin(
            Workspace states, Change<?, ?> reservation) {
        var aggregate = Payment.at(request.id());
        Payment none = states.fresh(aggregate);
        List<PaymentEvent> events =
                WriteSide.granted(
                        PaymentDecider.INSTANCE.decide(new RequestPayment(request), none));
        return WriteSide.commit(
                List.of(reservation, new Change<>(aggregate, events)),
                Payments.requested(PaymentDecider.INSTANCE.evolve(none, events)),
                Version.NONE.plus(events.size()));
    }
}
