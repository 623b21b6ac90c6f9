package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives back the holds of a section whose time is over, each with its reservation. */
final class Expiring {

    private final ShowId show;
    private final SectionId section;
    private final int placesAtOnce;

    Expiring(ShowId show, SectionId section, int placesAtOnce) {
        this.show = show;
        this.section = section;
        this.placesAtOnce = placesAtOnce;
    }

    /**
     * What was released.
     *
     * @param next when the next hold of the section ends; it may lie in the past
     */
    record Released(int holds, Optional<Instant> next) {}

    Judgement<Outcome<Released>> judge(Workspace states, Instant now) {
        var aggregate = Inventory.at(show, section);
        return switch (states.state(aggregate)) {
            case Inventory.Unopened unopened ->
                    WriteSide.unchanged(new Released(0, Optional.empty()), Version.NONE);
            case Inventory.Open open -> {
                List<ReservationId> overdue = open.overdueReservations(now, placesAtOnce);
                yield overdue.isEmpty()
                        ? WriteSide.unchanged(
                                new Released(0, open.nextEnding()), states.version(aggregate))
                        : release(states, now, open, overdue);
            }
        };
    }

    private Judgement<Outcome<Released>> release(
            Workspace states, Instant now, Inventory.Open open, List<ReservationId> overdue) {
        var aggregate = Inventory.at(show, section);
        List<InventoryEvent> events = released(open, overdue, now);
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, events));
        changes.addAll(reservations(states, overdue, now));
        Inventory after = InventoryDecider.INSTANCE.evolve(open, events);
        Optional<Instant> next =
                after instanceof Inventory.Open left ? left.nextEnding() : Optional.empty();
        return WriteSide.commit(
                changes,
                List.of(),
                new Released(overdue.size(), next),
                states.version(aggregate).plus(events.size()));
    }

    /** The ends of holds whose time is over. */
    static List<InventoryEvent> released(
            Inventory inventory, List<ReservationId> overdue, Instant now) {
        List<InventoryEvent> events = new ArrayList<>();
        for (ReservationId reservation : overdue) {
            var expire = new ExpireHold(reservation, now);
            events.addAll(WriteSide.granted(InventoryDecider.INSTANCE.decide(expire, inventory)));
        }
        return events;
    }

    /** The ends of reservations whose seats are being released because their time is over. */
    static List<Change<?, ?>> reservations(
            Workspace states, List<ReservationId> overdue, Instant now) {
        states.load(overdue.stream().map(Reservation::at).toList());
        List<Change<?, ?>> changes = new ArrayList<>();
        for (ReservationId id : overdue) {
            var aggregate = Reservation.at(id);
            var expire = new ExpireReservation(now);
            var decision = ReservationDecider.INSTANCE.decide(expire, states.state(aggregate));
            changes.add(new Change<>(aggregate, WriteSide.granted(decision)));
        }
        return changes;
    }
}
