package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Gives back the holds of a section whose time is over, each with its reservation. */
final class Expiring {

    /** So many places are released in one unit, about. */
    private static final int PLACES_AT_ONCE = 500;

    private final ShowId show;
    private final SectionId section;

    private Expiring(ShowId show, SectionId section) {
        this.show = show;
        this.section = section;
    }

    /**
     * What was released.
     *
     * @param next when the next hold of the section ends; it may lie in the past
     */
    record Released(int holds, Optional<Instant> next) {}

    /** Releases some of what is overdue, the oldest first: a piece that lets others have a turn. */
    static CompletableFuture<Outcome<Released>> some(
            WriteSide writes, UUID id, ShowId show, SectionId section) {
        Expiring expiring = new Expiring(show, section);
        return writes.submit(
                WriteSide.keyOf(show, section),
                new Task<>(
                        new CommandKey(new CommandId(id), 0),
                        EventMetadata.ofSystem("expiry", id),
                        List.of(),
                        expiring::judge,
                        Expiring::replay));
    }

    /** What is left is not known: there may be more that is over. */
    private static Outcome<Released> replay(List<RecordedEvent> recorded) {
        Instant then = recorded.getLast().recordedAt();
        return WriteSide.replayed(
                new Released(recorded.size(), Optional.of(then)), Version.NONE, recorded);
    }

    private Judgement<Outcome<Released>> judge(Workspace states, Instant now) {
        var aggregate = Inventory.at(show, section);
        return switch (states.state(aggregate)) {
            case Inventory.Unopened unopened ->
                    WriteSide.unchanged(new Released(0, Optional.empty()), Version.NONE);
            case Inventory.Open open -> {
                List<ReservationId> overdue = open.overdueReservations(now, PLACES_AT_ONCE);
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
