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
import dev.ticketing.core.kernel.DomainEvent;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Gives back the holds of a section whose time is over, each with its reservation. */
final class Expiring {

    /** So many places are released in one unit, about. */
    private static final int PLACES_AT_ONCE = 500;

    /** A reservation that has been started, and nothing else. */
    private static final Version STARTED = Version.NONE.plus(1);

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
     * Some of what is overdue, the oldest first: looked at ahead, so that the section's mailbox
     * need not wait for the log.
     *
     * @param untouched reservations that have been started, and nothing else
     * @param others as they were
     * @param next when the next hold ends, or ended, as it was when this was read
     */
    record Piece(
            ShowId show,
            SectionId section,
            Set<ReservationId> untouched,
            Map<ReservationId, Loaded<Reservation>> others,
            Optional<Instant> next) {

        static Piece none(ShowId show, SectionId section) {
            return new Piece(show, section, Set.of(), Map.of(), Optional.empty());
        }

        boolean isEmpty() {
            return untouched.isEmpty() && others.isEmpty();
        }

        boolean contains(ReservationId id) {
            return untouched.contains(id) || others.containsKey(id);
        }

        int places(Inventory.Open open) {
            return Stream.concat(untouched.stream(), others.keySet().stream())
                    .flatMap(id -> open.holdOf(id).stream())
                    .mapToInt(hold -> hold.places().quantity())
                    .sum();
        }
    }

    /** The first piece. Blocks. */
    static Piece read(WriteSide writes, ShowId show, SectionId section, Instant now) {
        return readBeside(writes, Piece.none(show, section), now);
    }

    /** What is overdue beside a piece that is being released. Blocks. */
    static Piece readBeside(WriteSide writes, Piece piece, Instant now) {
        var aggregate = Inventory.at(piece.show, piece.section);
        if (!(writes.current(aggregate).state() instanceof Inventory.Open open)) {
            return Piece.none(piece.show, piece.section);
        }
        List<ReservationId> overdue =
                open.overdueReservations(now, PLACES_AT_ONCE + piece.places(open)).stream()
                        .filter(id -> !piece.contains(id))
                        .toList();
        Map<ReservationId, Version> versions = writes.versions(overdue, Reservation::at);
        Set<ReservationId> untouched = new LinkedHashSet<>(overdue);
        untouched.removeIf(id -> !STARTED.equals(versions.get(id)));
        List<ReservationId> others = new ArrayList<>(overdue);
        others.removeAll(untouched);
        return new Piece(
                piece.show,
                piece.section,
                untouched,
                writes.readAll(others, Reservation::at),
                open.nextEnding());
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
        int holds = recorded.stream().mapToInt(one -> holds(one.event())).sum();
        return WriteSide.replayed(new Released(holds, Optional.of(then)), Version.NONE, recorded);
    }

    private Judgement<Outcome<Released>> judge(Workspace states, Instant now) {
        var aggregate = Inventory.at(show, section);
        return switch (states.state(aggregate)) {
            case Inventory.Unopened unopened ->
                    WriteSide.unchanged(new Released(0, Optional.empty()), Version.NONE);
            case Inventory.Open open -> {
                Ends ends = ends(states, open, now);
                yield ends.places().isEmpty()
                        ? WriteSide.unchanged(
                                new Released(0, open.nextEnding()), states.version(aggregate))
                        : release(states, open, ends);
            }
        };
    }

    private Ends ends(Workspace states, Inventory.Open open, Instant now) {
        if (piece.isEmpty()) {
            return ends(states, open, open.overdueReservations(now, PLACES_AT_ONCE), now);
        }
        List<ReservationId> untouched = overdue(piece.get().untouched, open, now);
        List<ReservationId> others = overdue(piece.get().others.keySet(), open, now);
        if (judged) {
            // Whoever is asked once more has been wrong about one of them: they are read anew.
            others.addAll(untouched);
            return ends(states, open, others, now);
        }
        judged = true;
        untouched.forEach(id -> states.restOn(Reservation.at(id), STARTED));
        piece.get().others.forEach((id, read) -> states.assume(Reservation.at(id), read));
        return ends(states, open, untouched, others, now);
    }

    private static List<ReservationId> overdue(
            Set<ReservationId> read, Inventory.Open open, Instant now) {
        List<ReservationId> overdue = new ArrayList<>(read);
        overdue.removeIf(id -> open.holdOf(id).filter(hold -> hold.isOverAt(now)).isEmpty());
        return overdue;
    }

    private Judgement<Outcome<Released>> release(Workspace states, Inventory.Open open, Ends ends) {
        var aggregate = Inventory.at(show, section);
        List<Change<?, ?>> changes = new ArrayList<>();
        changes.add(new Change<>(aggregate, ends.places()));
        changes.addAll(ends.reservations());
        Inventory after = InventoryDecider.INSTANCE.evolve(open, ends.places());
        Optional<Instant> next =
                after instanceof Inventory.Open left ? left.nextEnding() : Optional.empty();
        return WriteSide.commit(
                changes,
                new Released(ends.holds(), next),
                states.version(aggregate).plus(ends.places().size()));
    }

    /** How many holds have ended with an event. */
    private static int holds(DomainEvent event) {
        return switch (event) {
            case HoldsLapsed lapsed -> lapsed.holds().size();
            case SeatsReleased released -> 1;
            default -> 0;
        };
    }

    /**
     * The ends of holds whose time is over.
     *
     * @param places of the section
     * @param reservations those of them whose own streams have to say it
     */
    record Ends(List<InventoryEvent> places, List<Change<?, ?>> reservations) {
        int holds() {
            return places.stream().mapToInt(Expiring::holds).sum();
        }
    }

    /**
     * Of what nobody has tried to pay for, the section alone says the end, all in one event: with
     * it time alone has ended the reservation. What there was an attempt to pay for ends in its own
     * stream as well, because somebody waits for it.
     */
    static Ends ends(
            Workspace states, Inventory inventory, List<ReservationId> overdue, Instant now) {
        states.load(overdue.stream().map(Reservation::at).toList());
        List<ReservationId> untried = new ArrayList<>();
        List<ReservationId> tried = new ArrayList<>();
        for (ReservationId id : overdue) {
            Reservation.Started reservation =
                    Reservations.started(states.state(Reservation.at(id)));
            (reservation.payment().isEmpty() ? untried : tried).add(id);
        }
        return ends(states, inventory, untried, tried, now);
    }

    private static Ends ends(
            Workspace states,
            Inventory inventory,
            List<ReservationId> untried,
            List<ReservationId> tried,
            Instant now) {
        List<InventoryEvent> places = new ArrayList<>();
        List<Change<?, ?>> reservations = new ArrayList<>();
        for (ReservationId id : tried) {
            var aggregate = Reservation.at(id);
            var release = new ExpireHold(id, now);
            var end = new ExpireReservation(now);
            places.addAll(WriteSide.granted(InventoryDecider.INSTANCE.decide(release, inventory)));
            reservations.add(
                    new Change<>(
                            aggregate,
                            WriteSide.granted(
                                    ReservationDecider.INSTANCE.decide(
                                            end, states.state(aggregate)))));
        }
        if (!untried.isEmpty()) {
            var lapse = new LapseHolds(untried, now);
            places.addAll(WriteSide.granted(InventoryDecider.INSTANCE.decide(lapse, inventory)));
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
