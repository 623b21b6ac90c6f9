package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand.ExpireHold;
import dev.ticketing.core.inventory.InventoryCommand.LapseHolds;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationCommand.ExpireReservation;
import dev.ticketing.core.reservation.ReservationDecider;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Gives back the holds of a section whose time is over, each with its reservation. */
final class Expiring {

    /** So many places are released in one unit, about. */
    private static final int PLACES_AT_ONCE = 500;

    private final ShowId show;
    private final SectionId section;
    private final Optional<Piece> piece;
    private boolean judged;

    private Expiring(ShowId show, SectionId section, Optional<Piece> piece) {
        this.show = show;
        this.section = section;
        this.piece = piece;
    }

    /**
     * What was done.
     *
     * @param holds that were released
     * @param next when the next hold ends, or ended
     */
    record Released(int holds, Optional<Instant> next) {}

    /**
     * Some of what is overdue, the oldest first, with its reservations: read ahead, so that the
     * section's mailbox need not wait for the log.
     *
     * @param next when the next hold ends, or ended, as it was when this was read
     */
    record Piece(
            ShowId show,
            SectionId section,
            Map<ReservationId, Loaded<Reservation>> reservations,
            Optional<Instant> next) {

        boolean isEmpty() {
            return reservations.isEmpty();
        }
    }

    /** The first piece. Blocks. */
    static Piece read(WriteSide writes, ShowId show, SectionId section, Instant now) {
        return read(writes, show, section, now, Set.of());
    }

    /** What is overdue beside a piece that is being released. Blocks. */
    static Piece readBeside(WriteSide writes, Piece piece, Instant now) {
        return read(writes, piece.show, piece.section, now, piece.reservations.keySet());
    }

    private static Piece read(
            WriteSide writes,
            ShowId show,
            SectionId section,
            Instant now,
            Set<ReservationId> without) {
        if (!(writes.current(Inventory.at(show, section)).state() instanceof Inventory.Open open)) {
            return new Piece(show, section, Map.of(), Optional.empty());
        }
        int places = PLACES_AT_ONCE;
        for (ReservationId id : without) {
            places += open.holdOf(id).map(hold -> hold.places().quantity()).orElse(0);
        }
        List<ReservationId> overdue =
                open.overdueReservations(now, places).stream()
                        .filter(id -> !without.contains(id))
                        .toList();
        return new Piece(
                show, section, writes.readAll(overdue, Reservation::at), open.nextEnding());
    }

    /** Releases what a piece holds, as far as it is still overdue. */
    static CompletableFuture<Outcome<Released>> release(WriteSide writes, UUID id, Piece piece) {
        return submit(writes, id, new Expiring(piece.show, piece.section, Optional.of(piece)));
    }

    /** Releases some of what is overdue, the oldest first: a piece that lets others have a turn. */
    static CompletableFuture<Outcome<Released>> some(
            WriteSide writes, UUID id, ShowId show, SectionId section) {
        return submit(writes, id, new Expiring(show, section, Optional.empty()));
    }

    private static CompletableFuture<Outcome<Released>> submit(
            WriteSide writes, UUID id, Expiring expiring) {
        return writes.submit(
                WriteSide.keyOf(expiring.show, expiring.section),
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
        int holds = 0;
        for (RecordedEvent event : recorded) {
            holds += event.event() instanceof HoldsLapsed lapsed ? lapsed.holds().size() : 0;
            holds += event.event() instanceof SeatsReleased ? 1 : 0;
        }
        return WriteSide.replayed(new Released(holds, Optional.of(then)), Version.NONE, recorded);
    }

    private Judgement<Outcome<Released>> judge(Workspace states, Instant now) {
        var aggregate = Inventory.at(show, section);
        return switch (states.state(aggregate)) {
            case Inventory.Unopened unopened ->
                    WriteSide.unchanged(new Released(0, Optional.empty()), Version.NONE);
            case Inventory.Open open -> {
                List<ReservationId> overdue = overdue(states, open, now);
                yield overdue.isEmpty()
                        ? WriteSide.unchanged(
                                new Released(0, open.nextEnding()), states.version(aggregate))
                        : release(states, now, open, overdue);
            }
        };
    }

    private List<ReservationId> overdue(Workspace states, Inventory.Open open, Instant now) {
        if (piece.isEmpty()) {
            return open.overdueReservations(now, PLACES_AT_ONCE);
        }
        Map<ReservationId, Loaded<Reservation>> read = piece.get().reservations;
        if (!judged) {
            // Whoever is asked once more has been wrong about one of them: they are read anew.
            judged = true;
            read.forEach((id, loaded) -> states.assume(Reservation.at(id), loaded));
        }
        return read.keySet().stream()
                .filter(id -> open.holdOf(id).filter(hold -> hold.isOverAt(now)).isPresent())
                .toList();
    }

    private Judgement<Outcome<Released>> release(
            Workspace states, Instant now, Inventory.Open open, List<ReservationId> overdue) {
        var aggregate = Inventory.at(show, section);
        Ends ends = ends(states, open, overdue, now);
        List<InventoryEvent> events = ends.places();
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, events));
        changes.addAll(ends.reservations());
        Inventory after = InventoryDecider.INSTANCE.evolve(open, events);
        Optional<Instant> next =
                after instanceof Inventory.Open left ? left.nextEnding() : Optional.empty();
        return WriteSide.commit(
                changes,
                new Released(overdue.size(), next),
                states.version(aggregate).plus(events.size()));
    }

    /**
     * The ends of holds whose time is over.
     *
     * @param places of the section
     * @param reservations those of them whose own streams have to say it
     */
    record Ends(List<InventoryEvent> places, List<Change<?, ?>> reservations) {}

    /**
     * Of what nobody has tried to pay for, the section alone says the end, all in one event: with
     * it time alone has ended the reservation. What there was an attempt to pay for ends in its own
     * stream as well, because somebody waits for it.
     */
    static Ends ends(
            Workspace states, Inventory inventory, List<ReservationId> overdue, Instant now) {
        states.load(overdue.stream().map(Reservation::at).toList());
        List<ReservationId> untried = new ArrayList<>();
        List<InventoryEvent> places = new ArrayList<>();
        List<Change<?, ?>> reservations = new ArrayList<>();
        for (ReservationId id : overdue) {
            var aggregate = Reservation.at(id);
            Reservation reservation = states.state(aggregate);
            if (Reservations.started(reservation).payment().isEmpty()) {
                untried.add(id);
                continue;
            }
            places.addAll(
                    WriteSide.granted(
                            InventoryDecider.INSTANCE.decide(new ExpireHold(id, now), inventory)));
            reservations.add(
                    new Change<>(
                            aggregate,
                            WriteSide.granted(
                                    ReservationDecider.INSTANCE.decide(
                                            new ExpireReservation(now), reservation))));
        }
        if (!untried.isEmpty()) {
            places.addAll(
                    WriteSide.granted(
                            InventoryDecider.INSTANCE.decide(
                                    new LapseHolds(untried, now), inventory)));
        }
        return new Ends(places, reservations);
    }

    /**
     * A reservation as its section has it: the time of a hold that is no longer there is over,
     * whatever the clock here says.
     */
    static Reservation.Started asHeld(Workspace states, Reservation.Started reservation) {
        if (!(reservation instanceof Reservation.Held(Terms terms, var payment))) {
            return reservation;
        }
        boolean held =
                states.state(Inventory.at(terms.show(), terms.section()))
                                instanceof Inventory.Open open
                        && open.holdOf(terms.id()).isPresent();
        return held ? reservation : new Reservation.Expired(terms, payment);
    }
}
