package dev.ticketing.core.reservation;

import static dev.ticketing.core.reservation.ReservationRow.RESERVATIONS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.Set;

/** Every reservation in its present state. */
public final class ReservationProjection implements Projection {

    public static final String NAME = "reservations";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(RESERVATIONS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Interests.all(ReservationEvent.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("reservation");
    }

    @Override
    public void apply(RecordedEvent event, Rows rows) {
        ReservationId id = Reservation.idOf(event.stream());
        Reservation before =
                // Most are only held: what begins does not have to be looked for.
                event.event() instanceof ReservationEvent.ReservationStarted
                        ? new Reservation.Absent()
                        : rows.get(RESERVATIONS, id)
                                .<Reservation>map(ReservationRow::reservation)
                                .orElseGet(Reservation.Absent::new);
        switch (Reservation.at(id).evolve(before, event)) {
            case Reservation.Started started ->
                    rows.put(RESERVATIONS, id, new ReservationRow(started, event.version()));
            case Reservation.Absent absent -> rows.remove(RESERVATIONS, id);
        }
    }
}
