package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.SellAfterHold;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.ConfirmReservation;
import dev.ticketing.core.reservation.ReservationCommand.ReseatReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Money that came after its hold had ended, for places that are still to be had. */
final class Reseating {

    /** The hold that is taken up again ends here; it is a sale at once. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final PaymentRequest request;
    private final List<TicketId> tickets;

    Reseating(PaymentRequest request, List<TicketId> tickets) {
        this.request = request;
        this.tickets = List.copyOf(tickets);
    }

    /**
     * The same places sold, the reservation confirmed, tickets issued; nothing if it is too late.
     */
    List<Change<?, ?>> judge(Workspace states, Instant now) {
        var aggregate = Reservation.at(request.reservation());
        Reservation before = states.state(aggregate);
        var reseat = new ReseatReservation(request.id(), now.plus(MOMENT), now);
        return switch (ReservationDecider.INSTANCE.decide(reseat, before)) {
            case Decision.Accepted<ReservationEvent, ReservationRejection>(
                            List<ReservationEvent> events) ->
                    sell(states, before, events, now);
            case Decision.Rejected<ReservationEvent, ReservationRejection>(
                            ReservationRejection reason) ->
                    List.of();
        };
    }

    private List<Change<?, ?>> sell(
            Workspace states, Reservation before, List<ReservationEvent> reseated, Instant now) {
        Terms terms = Reservations.started(before).terms();
        List<Change<?, ?>> changes = new ArrayList<>(places(states, terms, now));
        if (changes.isEmpty()) {
            return List.of();
        }
        Reservation again = ReservationDecider.INSTANCE.evolve(before, reseated);
        var confirm = new ConfirmReservation(request.id(), tickets, now);
        List<ReservationEvent> events = new ArrayList<>(reseated);
        events.addAll(WriteSide.granted(ReservationDecider.INSTANCE.decide(confirm, again)));
        changes.add(new Change<>(Reservation.at(terms.id()), events));
        changes.addAll(Settling.issued(states, terms, tickets, now));
        return changes;
    }

    private List<Change<?, ?>> places(Workspace states, Terms terms, Instant now) {
        var section = Inventory.at(terms.show(), terms.section());
        var sell = new SellAfterHold(terms.id(), terms.places(), now);
        return switch (MakingRoom.ask(section, sell, states, now)) {
            case MakingRoom.Answer.Granted(var events, var expired) -> {
                List<Change<?, ?>> changes = new ArrayList<>(expired);
                changes.add(new Change<>(section, events));
                yield changes;
            }
            case MakingRoom.Answer.Refused(InventoryRejection reason) -> List.of();
        };
    }
}
