package dev.ticketing.testkit.memory;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.reservation.ReservationRow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reservations, in the rows of a store in memory. */
public final class InMemoryReservationDirectory implements ReservationDirectory {

    private final InMemoryConsumerStore store;

    public InMemoryReservationDirectory(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<ReservationRow> list(
            Filter filter, Instant now, Optional<ReservationId> before, int limit) {
        return store.read(
                ReservationProjection.NAME,
                ReservationRow.RESERVATIONS,
                rows ->
                        NewestFirst.list(
                                rows,
                                row -> filter.matches(row.reservation(), now),
                                before,
                                limit));
    }
}
