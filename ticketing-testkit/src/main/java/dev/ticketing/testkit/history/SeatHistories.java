package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.testkit.history.Finding.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The steps of every numbered seat: from what clients were told, and from the log what no client
 * asked for, ends of holds, blocks, seats that are given once more. For one thread.
 *
 * <p>Each seat is looked at by itself. That a hold of several seats takes all of them at one
 * instant is for the order of the log to show.
 */
final class SeatHistories {

    private final Map<Seat, List<SeatStep>> steps = new LinkedHashMap<>();
    private final Map<UUID, Booked> booked = new HashMap<>();
    private final Map<Seat, UUID> blocks = new HashMap<>();

    private record Seat(StreamId section, SeatLabel label) {
        @Override
        public String toString() {
            return "seat " + label + " of " + section;
        }
    }

    /**
     * A reservation of numbered seats.
     *
     * @param since its hold was asked for
     * @param over the earliest instant at which its hold may be over
     */
    private record Booked(StreamId section, List<SeatLabel> seats, long since, long over) {}

    /** A reservation has begun. */
    void started(Terms terms, Optional<Operation> hold) {
        if (terms.places().seats().isEmpty()) {
            return;
        }
        UUID id = terms.id().value();
        long since = hold.map(Operation::invokedAt).orElse(SeatStep.ALWAYS);
        long lasts = Duration.between(terms.startedAt(), terms.expiresAt()).toNanos();
        Booked now =
                new Booked(
                        Inventory.at(terms.show(), terms.section()).stream(),
                        terms.places().seats(),
                        since,
                        hold.isPresent() ? since + lasts : since);
        booked.put(id, now);
        if (hold.filter(Operation::isDecided).isEmpty()) {
            add(now, SeatStep.Kind.TAKE, id, since, SeatStep.EVER);
        }
    }

    /** A reservation whose hold was over has its seats once more. */
    void reseated(UUID id) {
        Optional.ofNullable(booked.get(id))
                .ifPresent(seats -> add(seats, SeatStep.Kind.TAKE, id, seats.since, SeatStep.EVER));
    }

    /** What the log says of a section. */
    void accept(RecordedEvent recorded, InventoryEvent event, Optional<Operation> cause) {
        switch (event) {
            case SeatsReleased released -> {
                ReservationId reservation = released.reservation();
                Booked seats = booked.get(reservation.value());
                boolean asked =
                        cause.filter(o -> o.wish().equals(new Wish.Cancel(reservation)))
                                .isPresent();
                if (seats != null && !asked) {
                    boolean expired = released.reason() == ReleaseReason.EXPIRED;
                    long from = expired ? seats.over : seats.since;
                    add(seats, SeatStep.Kind.FREE, reservation.value(), from, SeatStep.EVER);
                }
            }
            case HoldsLapsed(var holds) -> {
                for (HoldsLapsed.Lapsed hold : holds) {
                    UUID id = hold.reservation().value();
                    Optional.ofNullable(booked.get(id))
                            .ifPresent(
                                    seats ->
                                            add(
                                                    seats,
                                                    SeatStep.Kind.FREE,
                                                    id,
                                                    seats.over,
                                                    SeatStep.EVER));
                }
            }
            case SeatsBlocked(var places) -> {
                UUID block = new UUID(0, recorded.position().value());
                for (SeatLabel label : places.seats()) {
                    Seat seat = new Seat(recorded.stream(), label);
                    blocks.put(seat, block);
                    add(seat, SeatStep.Kind.TAKE, block, SeatStep.ALWAYS, SeatStep.EVER);
                }
            }
            case SeatsUnblocked(var places) -> {
                for (SeatLabel label : places.seats()) {
                    Seat seat = new Seat(recorded.stream(), label);
                    UUID block = blocks.getOrDefault(seat, new UUID(0, 0));
                    add(seat, SeatStep.Kind.FREE, block, SeatStep.ALWAYS, SeatStep.EVER);
                }
            }
            case InventoryEvent.SectionOpened opened -> {
                // Whose seats nobody has.
            }
            case InventoryEvent.SeatsHeld held -> {
                // Its reservation says it.
            }
            case InventoryEvent.SeatsSold sold -> {
                // They had them before.
            }
        }
    }

    /**
     * What the client of an operation knows, after the whole log.
     *
     * @param done whether the log has it
     * @param sold whether its reservation was confirmed by it
     */
    void add(Operation operation, boolean done, boolean sold) {
        long from = operation.invokedAt();
        long to = operation.answeredAt();
        switch (operation.wish()) {
            case Wish.Hold hold -> {
                StreamId section = Inventory.at(hold.show(), hold.section()).stream();
                if (operation.state() == Operation.State.REFUSED) {
                    for (SeatLabel taken : operation.namedSeats()) {
                        steps(new Seat(section, taken)).add(SeatStep.seenTaken(from, to));
                    }
                }
                operation.acknowledged().ifPresent(id -> held(section, operation, id));
            }
            case Wish.Cancel(ReservationId reservation) -> {
                Booked seats = booked.get(reservation.value());
                if (seats != null && done) {
                    add(seats, SeatStep.Kind.FREE, reservation.value(), from, to);
                }
            }
            case Wish.Pay(ReservationId reservation) -> {
                Booked seats = booked.get(reservation.value());
                if (seats != null && sold) {
                    add(seats, SeatStep.Kind.SEEN_OWN, reservation.value(), from, to);
                }
            }
        }
    }

    private void held(StreamId section, Operation operation, UUID id) {
        List<SeatLabel> seats = operation.givenSeats();
        Booked recorded = booked.get(id);
        if (seats.isEmpty() && recorded != null) {
            seats = recorded.seats;
        }
        for (SeatLabel label : seats) {
            add(
                    new Seat(section, label),
                    SeatStep.Kind.TAKE,
                    id,
                    operation.invokedAt(),
                    operation.answeredAt());
        }
    }

    private void add(Booked seats, SeatStep.Kind kind, UUID holder, long from, long to) {
        for (SeatLabel label : seats.seats) {
            add(new Seat(seats.section, label), kind, holder, from, to);
        }
    }

    private void add(Seat seat, SeatStep.Kind kind, UUID holder, long from, long to) {
        steps(seat).add(new SeatStep(kind, holder, from, to));
    }

    private List<SeatStep> steps(Seat seat) {
        return steps.computeIfAbsent(seat, key -> new ArrayList<>());
    }

    /** How many seats have a history. */
    int count() {
        return steps.size();
    }

    /** Puts each seat's steps in order. */
    void search(BiConsumer<Kind, String> findings) {
        steps.forEach(
                (seat, history) -> {
                    switch (SeatSearch.search(history)) {
                        case SeatSearch.Verdict.InOrder inOrder -> {
                            // As it should be.
                        }
                        case SeatSearch.Verdict.Impossible(SeatStep step) ->
                                findings.accept(
                                        Kind.NOT_LINEARIZABLE,
                                        "%s: there is no order of its %d steps up to %s"
                                                .formatted(seat, history.size(), step));
                        case SeatSearch.Verdict.TooMany tooMany ->
                                findings.accept(
                                        Kind.UNDECIDED,
                                        "%s: its %d steps could be in too many orders"
                                                .formatted(seat, history.size()));
                    }
                });
    }
}
