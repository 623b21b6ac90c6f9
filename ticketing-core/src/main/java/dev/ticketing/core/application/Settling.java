package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.SellPlaces;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand;
import dev.ticketing.core.payment.PaymentCommand.CapturePayment;
import dev.ticketing.core.payment.PaymentCommand.FailPayment;
import dev.ticketing.core.payment.PaymentCommand.LeaveUnanswered;
import dev.ticketing.core.payment.PaymentCommand.RequestRefund;
import dev.ticketing.core.payment.PaymentDecider;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.ConfirmReservation;
import dev.ticketing.core.reservation.ReservationCommand.DeclinePayment;
import dev.ticketing.core.reservation.ReservationCommand.RefusePayment;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCommand.IssueTicket;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketFacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of an attempt to pay once the provider has said something: sold, declined, or money
 * to be given back, in one unit with what becomes of the reservation.
 */
final class Settling {

    private final PaymentRequest request;
    private final Capture capture;
    private final List<TicketId> tickets;
    private final RefundId refund;
    private final LateCapture late;

    Settling(
            PaymentRequest request,
            Capture capture,
            List<TicketId> tickets,
            RefundId refund,
            LateCapture late) {
        this.request = request;
        this.capture = capture;
        this.tickets = List.copyOf(tickets);
        this.refund = refund;
        this.late = late;
    }

    Judgement<Outcome<Payment.Requested>> judge(Workspace states, Instant now) {
        var aggregate = Payment.at(request.id());
        Payment.Requested before = Payments.requested(states.state(aggregate));
        if (isSettled(before)) {
            return WriteSide.unchanged(before, states.version(aggregate));
        }
        return switch (capture) {
            case Capture.Declined(String code, String message, boolean forGood) ->
                    record(
                            states,
                            List.of(new FailPayment(code, message, now)),
                            forGood ? refused(states, now) : declined(states, now));
            case Capture.Underway underway ->
                    record(states, List.of(new LeaveUnanswered(now)), List.of());
            case Capture.Done(String reference) -> captured(states, reference, now);
        };
    }

    private Judgement<Outcome<Payment.Requested>> captured(
            Workspace states, String reference, Instant now) {
        // Its holds end one by one: this one may be alive, and must not be sold any more.
        if (states.state(Show.at(request.show())) instanceof Show.Cancelled) {
            return record(
                    states, returned(reference, Refund.Reason.SHOW_CANCELLED, now), List.of());
        }
        List<Change<?, ?>> sale = sale(states, now);
        if (sale.isEmpty() && late == LateCapture.RESEAT_OR_REFUND && isNotOver(states)) {
            sale = new Reseating(request, tickets).judge(states, now);
        }
        return sale.isEmpty()
                ? record(states, returned(reference, Refund.Reason.HOLD_ENDED, now), List.of())
                : record(states, List.of(new CapturePayment(reference, now)), sale);
    }

    private boolean isNotOver(Workspace states) {
        return switch (states.state(Show.at(request.show()))) {
            case Show.OnSale open -> true;
            case Show.OffSale closed -> true;
            case Show.Draft draft -> false;
            case Show.Published published -> false;
            case Show.Completed completed -> false;
            case Show.Cancelled cancelled -> false;
            case Show.Missing missing -> false;
        };
    }

    /** A capture counts even after the attempt was given up: the money has moved. */
    private boolean isSettled(Payment.Requested payment) {
        return switch (payment) {
            case Payment.Pending pending -> false;
            case Payment.Unknown unknown -> capture instanceof Capture.Underway;
            case Payment.Captured captured -> true;
            case Payment.Failed failed -> !(capture instanceof Capture.Done);
        };
    }

    private AggregateRef<Inventory, InventoryEvent> inventory() {
        return Inventory.at(request.show(), request.section());
    }

    private List<PaymentCommand> returned(String reference, Refund.Reason why, Instant now) {
        List<PaymentCommand> commands = new ArrayList<>();
        commands.add(new CapturePayment(reference, now));
        if (!request.amount().isZero()) {
            Refund back = new Refund(refund, request.amount(), why);
            commands.add(new RequestRefund(back, now));
        }
        return commands;
    }

    private Judgement<Outcome<Payment.Requested>> record(
            Workspace states, List<PaymentCommand> commands, List<Change<?, ?>> others) {
        var aggregate = Payment.at(request.id());
        Payment payment = states.state(aggregate);
        List<PaymentEvent> events = new ArrayList<>();
        for (PaymentCommand command : commands) {
            List<PaymentEvent> more =
                    WriteSide.granted(PaymentDecider.INSTANCE.decide(command, payment));
            payment = PaymentDecider.INSTANCE.evolve(payment, more);
            events.addAll(more);
        }
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, events));
        changes.addAll(others);
        return WriteSide.commit(
                changes,
                Payments.requested(payment),
                states.version(aggregate).plus(events.size()));
    }

    /** The hold lives on, unless it has ended meanwhile. */
    private List<Change<?, ?>> declined(Workspace states, Instant now) {
        var aggregate = Reservation.at(request.reservation());
        var decline = new DeclinePayment(request.id(), now);
        return switch (ReservationDecider.INSTANCE.decide(decline, states.state(aggregate))) {
            case Decision.Accepted<ReservationEvent, ReservationRejection>(
                            List<ReservationEvent> events) ->
                    List.of(new Change<>(aggregate, events));
            case Decision.Rejected<ReservationEvent, ReservationRejection>(
                            ReservationRejection reason) ->
                    List.of();
        };
    }

    /** The seats are free again at once, unless the hold has ended meanwhile. */
    private List<Change<?, ?>> refused(Workspace states, Instant now) {
        var aggregate = Reservation.at(request.reservation());
        var refuse = new RefusePayment(request.id(), now);
        Reservation before = states.state(aggregate);
        return switch (ReservationDecider.INSTANCE.decide(refuse, before)) {
            case Decision.Accepted<ReservationEvent, ReservationRejection>(
                            List<ReservationEvent> events) -> {
                List<Change<?, ?>> changes = new ArrayList<>();
                changes.add(new Change<>(aggregate, events));
                changes.addAll(Cancelling.givenBack(states, now, Reservations.started(before)));
                yield changes;
            }
            case Decision.Rejected<ReservationEvent, ReservationRejection>(
                            ReservationRejection reason) ->
                    List.of();
        };
    }

    /** Seats sold, reservation confirmed, tickets issued; nothing if the hold has ended. */
    private List<Change<?, ?>> sale(Workspace states, Instant now) {
        var inventory = inventory();
        var reservation = Reservation.at(request.reservation());
        Reservation before = states.state(reservation);
        var sold =
                InventoryDecider.INSTANCE.decide(
                        new SellPlaces(request.reservation(), now), states.state(inventory));
        var confirmed =
                ReservationDecider.INSTANCE.decide(
                        new ConfirmReservation(request.id(), tickets, now), before);
        if (sold
                        instanceof
                        Decision.Accepted<InventoryEvent, InventoryRejection>(
                                List<InventoryEvent> sales)
                && confirmed
                        instanceof
                        Decision.Accepted<ReservationEvent, ReservationRejection>(
                                List<ReservationEvent> confirmations)) {
            List<Change<?, ?>> changes = new ArrayList<>();
            changes.add(new Change<>(inventory, sales));
            changes.add(new Change<>(reservation, confirmations));
            changes.addAll(issued(states, Reservations.started(before).terms(), tickets, now));
            return changes;
        }
        return List.of();
    }

    /** One ticket for each place. */
    static List<Change<?, ?>> issued(
            Workspace states, Terms terms, List<TicketId> tickets, Instant now) {
        List<SeatLabel> seats = terms.places().seats();
        List<TierId> tiers = terms.tiers();
        List<Change<?, ?>> changes = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            TicketFacts facts =
                    new TicketFacts(
                            tickets.get(i),
                            terms.id(),
                            terms.show(),
                            terms.section(),
                            seats.isEmpty() ? null : seats.get(i),
                            tiers.get(i),
                            terms.customer(),
                            now);
            var aggregate = Ticket.at(facts.id());
            Ticket none = states.fresh(aggregate);
            var issue = TicketDecider.INSTANCE.decide(new IssueTicket(facts), none);
            changes.add(new Change<>(aggregate, WriteSide.granted(issue)));
        }
        return changes;
    }
}
