package dev.ticketing.core.availability;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.ReservationId;

/** That the places of a reservation are sold: the event that releases them does not say so. */
public record SoldRow(int places) {

    public static final Table<ReservationId, SoldRow> SOLD =
            new Table<>("sold_row", ReservationId.class, SoldRow.class);
}
