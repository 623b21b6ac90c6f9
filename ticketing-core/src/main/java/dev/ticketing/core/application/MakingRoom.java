package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryCommand;
import dev.ticketing.core.inventory.InventoryDecider;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.inventory.InventoryRejection.ExpiredHoldsInTheWay;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Workspace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a section for places: holds in the way whose time is over give way in the same unit, each
 * with its reservation.
 */
final class MakingRoom {

    /** As many reservations end in one unit, at most. */
    static final int MAX_EXPIRED = 500;

    /** What comes of it. */
    sealed interface Answer {

        /**
         * The places are to be had.
         *
         * @param events of the section; what was asked for comes last
         * @param expired the ends of the reservations that give way, as far as their streams say it
         */
        record Granted(List<InventoryEvent> events, List<Change<?, ?>> expired) implements Answer {
            public Granted {
                events = List.copyOf(events);
                expired = List.copyOf(expired);
            }
        }

        record Refused(InventoryRejection reason) implements Answer {}
    }

    private MakingRoom() {}

    /**
     * Nothing is recorded yet.
     *
     * @return refused with {@link ExpiredHoldsInTheWay} only if there are too many of them
     */
    static Answer ask(
            AggregateRef<Inventory, InventoryEvent> section,
            InventoryCommand command,
            Workspace states,
            Instant now) {
        Inventory inventory = states.state(section);
        return switch (InventoryDecider.INSTANCE.decide(command, inventory)) {
            case Decision.Accepted<InventoryEvent, InventoryRejection>(
                            List<InventoryEvent> events) ->
                    new Answer.Granted(events, List.of());
            case Decision.Rejected<InventoryEvent, InventoryRejection>(
                            ExpiredHoldsInTheWay(List<ReservationId> overdue))
                    when overdue.size() <= MAX_EXPIRED ->
                    afterExpiry(command, inventory, Expiring.ends(states, inventory, overdue, now));
            case Decision.Rejected<InventoryEvent, InventoryRejection>(InventoryRejection reason) ->
                    new Answer.Refused(reason);
        };
    }

    private static Answer afterExpiry(
            InventoryCommand command, Inventory before, Expiring.Ends ends) {
        List<InventoryEvent> events = new ArrayList<>(ends.places());
        Inventory free = InventoryDecider.INSTANCE.evolve(before, events);
        events.addAll(WriteSide.granted(InventoryDecider.INSTANCE.decide(command, free)));
        return new Answer.Granted(events, ends.reservations());
    }
}
