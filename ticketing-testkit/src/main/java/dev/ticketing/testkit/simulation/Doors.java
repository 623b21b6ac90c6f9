package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.TicketId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tickets on their way: they are looked at, copied, handed on by whoever held them once, and shown
 * at the door, new codes and old ones, by right and without.
 */
final class Doors {

    private final List<Seen> seen = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Hall> halls;
    private final Organizers organizers;

    /** A ticket that somebody has looked at, and who has held it, as far as they were told. */
    private record Seen(TicketId id, Hall hall, List<Caller> holders) {}

    /** A code, as it was once. */
    private record Copy(Hall hall, String code) {}

    Doors(List<Hall> halls, Organizers organizers) {
        this.halls = halls;
        this.organizers = organizers;
    }

    /** Its customer looks at a reservation, and keeps a copy of a code that admits. */
    void look(SimulatedWorld world, Hall hall, Reservation.Started reservation, Caller customer) {
        Request request = world.by(customer);
        world.ask(
                request,
                server -> {
                    server.reservations()
                            .find(customer, reservation.terms().id())
                            .ifPresent(
                                    now ->
                                            keep(
                                                    world.chance(),
                                                    server,
                                                    hall,
                                                    now.state().tickets(),
                                                    customer));
                    return nothing();
                },
                outcome -> {});
    }

    private void keep(
            Chance chance, Ticketing server, Hall hall, List<TicketId> tickets, Caller customer) {
        for (TicketId ticket : tickets) {
            if (seen.stream().noneMatch(one -> one.id.equals(ticket))) {
                seen.add(new Seen(ticket, hall, new ArrayList<>(List.of(customer))));
            }
        }
        if (!tickets.isEmpty()) {
            copy(server, hall, chance.oneOf(tickets), customer);
        }
    }

    private void copy(Ticketing server, Hall hall, TicketId ticket, Caller holder) {
        server.tickets()
                .find(holder, ticket)
                .flatMap(Tickets.Seen::code)
                .ifPresent(code -> copies.add(new Copy(hall, code)));
    }

    private static <T> CompletableFuture<Outcome<T>> nothing() {
        return CompletableFuture.completedFuture(new Outcome.Refused<>(new Refusal.NotFound()));
    }

    /** Somebody who holds a ticket, or did, gives it to somebody, and keeps a copy. */
    void handOn(SimulatedWorld world, List<Caller> people) {
        if (seen.isEmpty()) {
            return;
        }
        Seen ticket = recent(world.chance(), seen);
        Caller giver = recent(world.chance(), ticket.holders);
        Caller receiver = world.chance().oneOf(people);
        Request request = world.by(giver);
        world.ask(
                request,
                server -> {
                    copy(server, ticket.hall, ticket.id, giver);
                    return server.tickets().transfer(request, ticket.id, receiver::user);
                },
                outcome -> {
                    if (outcome instanceof Outcome.Done<Tickets.Seen>) {
                        ticket.holders.add(receiver);
                        checkIn(world);
                    }
                });
    }

    /** Somebody shows a code at a door, which is kept by an organizer, or by nobody. */
    void checkIn(SimulatedWorld world) {
        if (copies.isEmpty()) {
            return;
        }
        Copy copy = recent(world.chance(), copies);
        boolean strange = world.chance().happens(0.2);
        Hall at = world.chance().happens(0.1) ? world.chance().oneOf(halls) : copy.hall;
        Request request = world.by(strange ? organizers.stranger(world, at) : keeper(world, at));
        world.ask(
                request,
                server -> server.tickets().checkIn(request, at.show(), copy.code, Optional.empty()),
                outcome -> {
                    boolean wrong = strange || !at.show().equals(copy.hall.show());
                    if (wrong && outcome instanceof Outcome.Done<?>) {
                        world.fail("STRANGER: somebody got in to " + at.show());
                    }
                });
    }

    private Caller keeper(SimulatedWorld world, Hall hall) {
        return organizers.organizer(world.chance(), hall);
    }

    private static <T> T recent(Chance chance, List<T> all) {
        int back = chance.below(Math.min(all.size(), 10));
        return all.get(all.size() - 1 - back);
    }
}
