package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand;
import dev.ticketing.core.inventory.InventoryCommand.CancelPlaces;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Unit;
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
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand;
import dev.ticketing.core.reservation.ReservationCommand.CancelReservation;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives back some of what is held or was bought in a section of a cancelled show: the places, the
 * tickets, and all of the money that is still there.
 */
final class GivingBack {

    /**
     * The section and its show; what was looked at and is left for the next time comes to these.
     */
    private static final int STREAMS_BESIDE = 2;

    private final ShowId show;
    private final SectionId section;
    private final int atOnce;
    private final IdSource ids;

    GivingBack(ShowId show, SectionId section, int atOnce, IdSource ids) {
        this.show = show;
        this.section = section;
        this.atOnce = atOnce;
        this.ids = ids;
    }

    /** How many reservations were given back; none if none was left. */
    record Given(int reservations) {}

    Judgement<Outcome<Given>> judge(Workspace states, Instant now) {
        var aggregate = Inventory.at(show, section);
        if (!(states.state(Show.at(show)) instanceof Show.Cancelled)
                || !(states.state(aggregate) instanceof Inventory.Open open)) {
            return WriteSide.unchanged(new Given(0), Version.NONE);
        }
        List<ReservationId> some = open.someReservations(atOnce);
        states.load(some.stream().map(Reservation::at).toList());
        List<ReservationId> fitting = fitting(states, some);
        load(states, fitting);
        return fitting.isEmpty()
                ? WriteSide.unchanged(new Given(0), states.version(aggregate))
                : give(states, open, fitting, now);
    }

    /**
     * As many as a unit has room for, but at least the first: each of their tickets is a stream.
     */
    private static List<ReservationId> fitting(Workspace states, List<ReservationId> some) {
        int streams = STREAMS_BESIDE + some.size();
        for (int i = 0; i < some.size(); i++) {
            Reservation.Started one =
                    Reservations.started(states.state(Reservation.at(some.get(i))));
            streams += 1 + one.tickets().size();
            if (i > 0 && streams > Unit.MAX_STREAMS) {
                return some.subList(0, i);
            }
        }
        return some;
    }

    private Judgement<Outcome<Given>> give(
            Workspace states, Inventory.Open open, List<ReservationId> some, Instant now) {
        var aggregate = Inventory.at(show, section);
        List<InventoryEvent> places = new ArrayList<>();
        List<Change<?, ?>> others = new ArrayList<>();
        for (ReservationId id : some) {
            Reservation.Started reservation =
                    Reservations.started(states.state(Reservation.at(id)));
            boolean over = Reservation.statusAt(reservation, now) == Reservation.Status.EXPIRED;
            InventoryCommand release = over ? new ExpireHold(id, now) : new CancelPlaces(id);
            places.addAll(WriteSide.granted(InventoryDecider.INSTANCE.decide(release, open)));
            ReservationCommand end =
                    over
                            ? new ExpireReservation(now)
                            : new CancelReservation(Canceller.ORGANIZER, now);
            others.add(
                    new Change<>(
                            Reservation.at(id),
                            WriteSide.granted(
                                    ReservationDecider.INSTANCE.decide(end, reservation))));
            others.addAll(Cancelling.voided(states, now, reservation.tickets()));
            if (reservation instanceof Reservation.Confirmed confirmed) {
                others.addAll(refunded(states, confirmed, now));
            }
        }
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, places));
        changes.addAll(others);
        return WriteSide.commit(
                changes, new Given(some.size()), states.version(aggregate).plus(places.size()));
    }

    /** In one trip to the log, however many they are. */
    private static void load(Workspace states, List<ReservationId> some) {
        List<AggregateRef<?, ?>> more = new ArrayList<>();
        for (ReservationId id : some) {
            if (states.state(Reservation.at(id)) instanceof Reservation.Confirmed confirmed) {
                more.add(Payment.at(confirmed.paidBy()));
                confirmed.tickets().forEach(ticket -> more.add(Ticket.at(ticket)));
            }
        }
        states.load(more);
    }

    private List<Change<?, ?>> refunded(
            Workspace states, Reservation.Confirmed confirmed, Instant now) {
        var payment = Payment.at(confirmed.paidBy());
        if (!(states.state(payment) instanceof Payment.Captured captured)) {
            throw new IllegalStateException("confirmed by a payment not captured: " + payment);
        }
        Money back = captured.refundable();
        if (back.isZero()) {
            return List.of();
        }
        Refund refund = new Refund(new RefundId(ids.next()), back, Refund.Reason.SHOW_CANCELLED);
        var decision = PaymentDecider.INSTANCE.decide(new RequestRefund(refund, now), captured);
        return List.of(new Change<>(payment, WriteSide.granted(decision)));
    }
}
