package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.CancelPlaces;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One wish to give a reservation up, judged against where the reservation is. */
final class Cancelling {

    private final Request request;
    private final Terms terms;
    private final RefundId refund;

    Cancelling(Request request, Terms terms, RefundId refund) {
        this.request = request;
        this.terms = terms;
        this.refund = refund;
    }

    /** The payment that money goes back from, if the cancellation came after it was paid. */
    static Optional<PaymentId> refunded(Outcome<Reservation.Started> outcome) {
        return outcome instanceof Outcome.Done<Reservation.Started> done
                        && done.value() instanceof Reservation.Cancelled cancelled
                        && !cancelled.tickets().isEmpty()
                ? cancelled.payment()
                : Optional.empty();
    }

    Judgement<Outcome<Reservation.Started>> judge(Workspace states, Instant now) {
        var aggregate = Reservation.at(terms.id());
        Reservation.Started before =
                Expiring.asHeld(states, Reservations.started(states.state(aggregate)));
        Show.Existing show = Shows.existing(states.state(Show.at(terms.show())));
        Canceller by = request.caller().organizes(show) ? Canceller.ORGANIZER : Canceller.CUSTOMER;
        var decision = ReservationDecider.INSTANCE.decide(new CancelReservation(by, now), before);
        return switch (decision) {
            case Decision.Rejected<ReservationEvent, ReservationRejection>(
                            ReservationRejection reason) ->
                    WriteSide.refuse(new Refusal.ByReservation(reason));
            case Decision.Accepted<ReservationEvent, ReservationRejection>(
                            List<ReservationEvent> events) -> {
                Version version = states.version(aggregate);
                yield events.isEmpty()
                        ? WriteSide.unchanged(before, version)
                        : WriteSide.commit(
                                changes(states, now, before, events, percent(by, show, now)),
                                Reservations.started(
                                        ReservationDecider.INSTANCE.evolve(before, events)),
                                version.plus(events.size()));
            }
        };
    }

    private static int percent(Canceller by, Show.Existing show, Instant now) {
        return switch (by) {
            case ORGANIZER -> 100;
            case CUSTOMER -> show.refundPercentAt(now);
        };
    }

    private List<Change<?, ?>> changes(
            Workspace states,
            Instant now,
            Reservation.Started before,
            List<ReservationEvent> events,
            int percent) {
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(Reservation.at(terms.id()), events));
        changes.addAll(givenBack(states, now, before));
        if (before instanceof Reservation.Confirmed confirmed) {
            refund(states, now, confirmed.paidBy(), percent).ifPresent(changes::add);
        }
        return changes;
    }

    /** The places are free again, and the tickets void. */
    static List<Change<?, ?>> givenBack(
            Workspace states, Instant now, Reservation.Started reservation) {
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(released(states, reservation.terms()));
        changes.addAll(voided(states, now, reservation.tickets()));
        return changes;
    }

    private static Change<?, ?> released(Workspace states, Terms terms) {
        var inventory = Inventory.at(terms.show(), terms.section());
        var decision =
                InventoryDecider.INSTANCE.decide(
                        new CancelPlaces(terms.id()), states.state(inventory));
        return new Change<>(inventory, WriteSide.granted(decision));
    }

    /** The tickets admit nobody any more. */
    static List<Change<?, ?>> voided(Workspace states, Instant now, List<TicketId> tickets) {
        states.load(tickets.stream().map(Ticket::at).toList());
        List<Change<?, ?>> changes = new ArrayList<>();
        for (TicketId id : tickets) {
            AggregateRef<Ticket, TicketEvent> ticket = Ticket.at(id);
            List<TicketEvent> events =
                    WriteSide.granted(
                            TicketDecider.INSTANCE.decide(
                                    new VoidTicket(now), states.state(ticket)));
            if (!events.isEmpty()) {
                changes.add(new Change<>(ticket, events));
            }
        }
        return changes;
    }

    private Optional<Change<?, ?>> refund(
            Workspace states, Instant now, PaymentId paidBy, int percent) {
        var aggregate = Payment.at(paidBy);
        if (!(states.state(aggregate) instanceof Payment.Captured captured)) {
            throw new IllegalStateException("confirmed by a payment not captured: " + paidBy);
        }
        Money back = captured.refundable(percent);
        if (back.isZero()) {
            return Optional.empty();
        }
        var request = new RequestRefund(new Refund(refund, back, Refund.Reason.CANCELLED), now);
        var decision = PaymentDecider.INSTANCE.decide(request, captured);
        return Optional.of(new Change<>(aggregate, WriteSide.granted(decision)));
    }
}
