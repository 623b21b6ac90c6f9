package dev.ticketing.core.inventory;

import dev.ticketing.core.show.SeatLabel;

import java.util.List;

/** Why a section says no. */
public sealed interface InventoryRejection {

    record SectionNotOpen() implements InventoryRejection {}

    record SectionAlreadyOpen() implements InventoryRejection {}

    record NotEnoughSeats(int requested, int available) implements InventoryRejection {}

    /** These seats are somebody else's, or blocked. */
    record SeatsTaken(List<SeatLabel> seats) implements InventoryRejection {
        public SeatsTaken {
            seats = List.copyOf(seats);
        }
    }

    /** No such seats in this section; in general admission, no seat has a label. */
    record UnknownSeats(List<SeatLabel> seats) implements InventoryRejection {
        public UnknownSeats {
            seats = List.copyOf(seats);
        }
    }

    /**
     * It can be granted once these holds, whose time is over, have been given back: {@link
     * InventoryCommand.ExpireHold} for each, then ask again.
     */
    record ExpiredHoldsInTheWay(List<ReservationId> holds) implements InventoryRejection {
        public ExpiredHoldsInTheWay {
            holds = List.copyOf(holds);
        }
    }

    record AlreadyHolding(ReservationId reservation) implements InventoryRejection {}

    /** The reservation holds nothing, or its time is over. */
    record NoLiveHold(ReservationId reservation) implements InventoryRejection {}

    record NothingToRelease(ReservationId reservation) implements InventoryRejection {}

    /** The reservation holds nothing, or its time is not over. */
    record NotOverdue(ReservationId reservation) implements InventoryRejection {}

    /** More than are blocked. */
    record FewerBlocked(int requested, int blocked) implements InventoryRejection {}

    /** These seats are not blocked. */
    record SeatsNotBlocked(List<SeatLabel> seats) implements InventoryRejection {
        public SeatsNotBlocked {
            seats = List.copyOf(seats);
        }
    }
}
