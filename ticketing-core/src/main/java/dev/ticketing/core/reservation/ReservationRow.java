package dev.ticketing.core.reservation;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;

/** A reservation as lists hold it. */
public record ReservationRow(Reservation.Started reservation, Version version) {

    public static final Table<ReservationId, ReservationRow> RESERVATIONS =
            new Table<>("reservation_row", ReservationId.class, ReservationRow.class);
}
