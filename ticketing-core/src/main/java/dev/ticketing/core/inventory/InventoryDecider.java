package dev.ticketing.core.inventory;

import static dev.ticketing.core.kernel.Decision.accept;
import static dev.ticketing.core.kernel.Decision.reject;

import dev.ticketing.core.inventory.Inventory.Open;
import dev.ticketing.core.inventory.Inventory.Unopened;
import dev.ticketing.core.inventory.InventoryCommand.BlockPlaces;
import dev.ticketing.core.inventory.InventoryCommand.CancelPlaces;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryCommand.HoldPlaces;
import dev.ticketing.core.inventory.InventoryCommand.LapseHolds;
import dev.ticketing.core.inventory.InventoryCommand.OpenSection;
import dev.ticketing.core.inventory.InventoryCommand.SellAfterHold;
import dev.ticketing.core.inventory.InventoryCommand.SellPlaces;
import dev.ticketing.core.inventory.InventoryCommand.UnblockPlaces;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.InventoryRejection.AlreadyHolding;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.inventory.InventoryRejection.FewerBlocked;
import dev.ticketing.core.inventory.InventoryRejection.NoLiveHold;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.InventoryRejection.NotOverdue;
import dev.ticketing.core.inventory.InventoryRejection.NothingToRelease;
import dev.ticketing.core.inventory.InventoryRejection.SeatsNotBlocked;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.InventoryRejection.SectionAlreadyOpen;
import dev.ticketing.core.inventory.InventoryRejection.SectionNotOpen;
import dev.ticketing.core.inventory.InventoryRejection.UnknownSeats;
import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.show.SeatLabel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The only judge of who holds what in a section.
 *
 * <p>Places are assigned at most once at every moment, overdue holds included: one that needs the
 * places of an overdue hold is answered {@link ExpiredHoldsInTheWay}, so that the hold is released
 * first, by an event.
 */
public final class InventoryDecider
        implements Decider<Inventory, InventoryCommand, InventoryEvent, InventoryRejection> {

    public static final InventoryDecider INSTANCE = new InventoryDecider();

    private InventoryDecider() {}

    @Override
    public Inventory initialState() {
        return new Unopened();
    }

    @Override
    public Decision<InventoryEvent, InventoryRejection> decide(
            InventoryCommand command, Inventory inventory) {
        return switch (inventory) {
            case Unopened unopened ->
                    command instanceof OpenSection open
                            ? accept(new SectionOpened(open.show(), open.section(), open.seating()))
                            : reject(new SectionNotOpen());
            case Open open -> decide(command, open);
        };
    }

    private static Decision<InventoryEvent, InventoryRejection> decide(
            InventoryCommand command, Open inventory) {
        return switch (command) {
            case OpenSection open -> reject(new SectionAlreadyOpen());
            case HoldPlaces hold -> hold(hold, inventory);
            case SellPlaces sell -> sell(sell, inventory);
            case SellAfterHold sell -> sellAfterHold(sell, inventory);
            case CancelPlaces cancel -> cancel(cancel.reservation(), inventory);
            case LapseHolds lapse -> lapse(lapse, inventory);
            case ExpireHold expire -> expire(expire, inventory);
            case BlockPlaces block ->
                    assign(block.wanted(), block.now(), inventory, SeatsBlocked::new);
            case UnblockPlaces unblock -> unblock(unblock.wanted(), inventory);
        };
    }

    private static Decision<InventoryEvent, InventoryRejection> hold(
            HoldPlaces hold, Open inventory) {
        if (inventory.placesOf(hold.reservation()).isPresent()) {
            return reject(new AlreadyHolding(hold.reservation()));
        }
        return assign(
                hold.wanted(),
                hold.now(),
                inventory,
                places -> new SeatsHeld(hold.reservation(), places, hold.expiresAt()));
    }

    /**
     * Free places for somebody.
     *
     * @param event what it means that they get them
     */
    private static Decision<InventoryEvent, InventoryRejection> assign(
            Places wanted, Instant now, Open inventory, Function<Places, InventoryEvent> event) {
        return switch (wanted) {
            case Places.Count count -> assignAny(count, now, inventory, event);
            case Places.Seats seats -> assignThese(seats, now, inventory, event);
        };
    }

    private static Decision<InventoryEvent, InventoryRejection> assignAny(
            Places.Count wanted,
            Instant now,
            Open inventory,
            Function<Places, InventoryEvent> event) {
        int unassigned = inventory.unassigned();
        if (wanted.quantity() > unassigned) {
            int available = unassigned + inventory.overdue(now);
            return wanted.quantity() <= available
                    ? reject(
                            new ExpiredHoldsInTheWay(
                                    inventory.overdueReservations(
                                            now, wanted.quantity() - unassigned)))
                    : reject(new NotEnoughSeats(wanted.quantity(), available));
        }
        Optional<SeatMap> seatMap = inventory.seatMap();
        Places places =
                seatMap.isPresent()
                        ? new Places.Seats(seatMap.get().bestTogether(wanted.quantity()))
                        : wanted;
        return accept(event.apply(places));
    }

    private static Decision<InventoryEvent, InventoryRejection> assignThese(
            Places.Seats wanted,
            Instant now,
            Open inventory,
            Function<Places, InventoryEvent> event) {
        Optional<SeatMap> seatMap = inventory.seatMap();
        List<SeatLabel> unknown = unknown(wanted, seatMap);
        if (seatMap.isEmpty() || !unknown.isEmpty()) {
            return reject(new UnknownSeats(unknown));
        }
        List<SeatLabel> taken = butNot(seatMap.get()::isFree, wanted);
        return taken.isEmpty() ? accept(event.apply(wanted)) : refuse(taken, now, inventory);
    }

    /** In general admission no seat has a label. */
    private static List<SeatLabel> unknown(Places.Seats wanted, Optional<SeatMap> seatMap) {
        return butNot(label -> seatMap.filter(map -> map.knows(label)).isPresent(), wanted);
    }

    private static List<SeatLabel> butNot(Predicate<SeatLabel> fine, Places.Seats wanted) {
        return wanted.labels().stream().filter(fine.negate()).toList();
    }

    private static Decision<InventoryEvent, InventoryRejection> refuse(
            List<SeatLabel> taken, Instant now, Open inventory) {
        List<SeatLabel> lost = new ArrayList<>(taken);
        List<ReservationId> inTheWay = new ArrayList<>();
        for (ReservationId overdue : inventory.overdueReservations(now)) {
            Places places = inventory.placesOf(overdue).orElseThrow();
            if (lost.removeAll(places.seats())) {
                inTheWay.add(overdue);
            }
        }
        return lost.isEmpty()
                ? reject(new ExpiredHoldsInTheWay(inTheWay))
                : reject(new SeatsTaken(lost));
    }

    private static Decision<InventoryEvent, InventoryRejection> sell(
            SellPlaces sell, Open inventory) {
        Optional<Hold> hold = inventory.holds().get(sell.reservation());
        if (hold.isEmpty() || hold.get().isOverAt(sell.now())) {
            return reject(new NoLiveHold(sell.reservation()));
        }
        return accept(new SeatsSold(sell.reservation(), hold.get().places()));
    }

    private static Decision<InventoryEvent, InventoryRejection> sellAfterHold(
            SellAfterHold sell, Open inventory) {
        Optional<Hold> own = inventory.holds().get(sell.reservation());
        if (own.isPresent()) {
            return accept(new SeatsSold(sell.reservation(), own.get().places()));
        }
        // For a moment only: the sale follows at once.
        Instant moment = sell.now().plusMillis(1);
        var held =
                hold(
                        new HoldPlaces(sell.reservation(), sell.places(), sell.now(), moment),
                        inventory);
        if (held instanceof Decision.Accepted<InventoryEvent, InventoryRejection>(var events)) {
            List<InventoryEvent> both = new ArrayList<>(events);
            both.add(new SeatsSold(sell.reservation(), sell.places()));
            return new Decision.Accepted<>(both);
        }
        return held;
    }

    private static Decision<InventoryEvent, InventoryRejection> cancel(
            ReservationId reservation, Open inventory) {
        Optional<Places> places = inventory.placesOf(reservation);
        if (places.isEmpty()) {
            return reject(new NothingToRelease(reservation));
        }
        return accept(new SeatsReleased(reservation, places.get(), ReleaseReason.CANCELLED));
    }

    private static Decision<InventoryEvent, InventoryRejection> lapse(
            LapseHolds lapse, Open inventory) {
        List<Lapsed> lapsed = new ArrayList<>();
        for (ReservationId reservation : lapse.reservations()) {
            Optional<Hold> hold = overdueHold(reservation, lapse.now(), inventory);
            if (hold.isEmpty()) {
                return reject(new NotOverdue(reservation));
            }
            lapsed.add(new Lapsed(reservation, hold.get().places()));
        }
        return accept(new HoldsLapsed(lapsed));
    }

    private static Decision<InventoryEvent, InventoryRejection> expire(
            ExpireHold expire, Open inventory) {
        Optional<Hold> hold = overdueHold(expire.reservation(), expire.now(), inventory);
        if (hold.isEmpty()) {
            return reject(new NotOverdue(expire.reservation()));
        }
        return accept(
                new SeatsReleased(
                        expire.reservation(), hold.get().places(), ReleaseReason.EXPIRED));
    }

    private static Optional<Hold> overdueHold(
            ReservationId reservation, Instant now, Open inventory) {
        return inventory.holds().get(reservation).filter(hold -> hold.isOverAt(now));
    }

    private static Decision<InventoryEvent, InventoryRejection> unblock(
            Places wanted, Open inventory) {
        return switch (wanted) {
            case Places.Count count -> unblockAny(count, inventory);
            case Places.Seats seats -> unblockThese(seats, inventory);
        };
    }

    private static Decision<InventoryEvent, InventoryRejection> unblockAny(
            Places.Count wanted, Open inventory) {
        if (wanted.quantity() > inventory.blockedCount()) {
            return reject(new FewerBlocked(wanted.quantity(), inventory.blockedCount()));
        }
        Optional<SeatMap> seatMap = inventory.seatMap();
        return accept(
                new SeatsUnblocked(
                        seatMap.isPresent()
                                ? new Places.Seats(seatMap.get().firstBlocked(wanted.quantity()))
                                : wanted));
    }

    private static Decision<InventoryEvent, InventoryRejection> unblockThese(
            Places.Seats wanted, Open inventory) {
        Optional<SeatMap> seatMap = inventory.seatMap();
        List<SeatLabel> unknown = unknown(wanted, seatMap);
        if (seatMap.isEmpty() || !unknown.isEmpty()) {
            return reject(new UnknownSeats(unknown));
        }
        List<SeatLabel> others = butNot(seatMap.get()::isBlocked, wanted);
        return others.isEmpty()
                ? accept(new SeatsUnblocked(wanted))
                : reject(new SeatsNotBlocked(others));
    }

    @Override
    public Inventory evolve(Inventory inventory, InventoryEvent event) {
        return switch (event) {
            case SectionOpened opened -> Inventory.opened(opened.seating());
            case SeatsHeld held ->
                    open(inventory)
                            .withHold(
                                    held.reservation(), new Hold(held.places(), held.expiresAt()));
            case SeatsSold sold ->
                    open(inventory)
                            .without(sold.reservation())
                            .withSale(sold.reservation(), sold.places());
            case SeatsReleased released -> open(inventory).without(released.reservation());
            case HoldsLapsed lapsed -> {
                Open left = open(inventory);
                for (Lapsed hold : lapsed.holds()) {
                    left = left.without(hold.reservation());
                }
                yield left;
            }
            case SeatsBlocked blocked -> open(inventory).withBlocked(blocked.places());
            case SeatsUnblocked unblocked -> open(inventory).withoutBlocked(unblocked.places());
        };
    }

    private static Open open(Inventory inventory) {
        return switch (inventory) {
            case Open open -> open;
            case Unopened unopened ->
                    throw new IllegalStateException("a section's first event opens it");
        };
    }
}
