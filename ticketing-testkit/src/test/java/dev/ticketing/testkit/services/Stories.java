package dev.ticketing.testkit.services;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.Optional;

/** The stories of the reservations of a show, and what makes them longer. */
final class Stories {

    private final World world;
    private final ShowId show;

    Stories(World world, ShowId show) {
        this.world = world;
        this.show = show;
    }

    /** What the log tells. */
    List<HistoryEntry> history(Caller caller, ReservationId id) {
        return events(world.ticketing, caller, id);
    }

    static List<HistoryEntry> events(Ticketing process, Caller caller, ReservationId id) {
        return process.histories().of(caller, id).orElseThrow().stream()
                .filter(entry -> entry.position().isPresent())
                .toList();
    }

    static String data(HistoryEntry entry) {
        return switch (entry.data()) {
            case HistoryEntry.Data.Stored(String json) -> json;
            case HistoryEntry.Data.Facts facts -> throw new AssertionError("no event: " + entry);
        };
    }

    List<String> types(ReservationId id) {
        return history(world.customer, id).stream().map(HistoryEntry::type).toList();
    }

    String code(ReservationId bought) {
        TicketId ticket = world.reservation(bought).tickets().getFirst();
        return world.ticketing
                .tickets()
                .find(world.customer, ticket)
                .orElseThrow()
                .code()
                .orElseThrow();
    }

    void checkIn(ReservationId bought) {
        world.done(
                world.ticketing
                        .tickets()
                        .checkIn(world.by(world.owner), show, code(bought), Optional.of("north")));
    }
}
