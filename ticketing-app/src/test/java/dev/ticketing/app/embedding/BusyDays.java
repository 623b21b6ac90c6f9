package dev.ticketing.app.embedding;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;

// docs:begin projection
/** On which days of the week people buy: then there have to be more of us at the counter. */
final class BusyDays implements Projection {

    static final String NAME = "own_busy_days";

    static final Table<DayOfWeek, Sold> DAYS =
            new Table<>("own_busy_days", DayOfWeek.class, Sold.class);

    record Sold(long purchases, long tickets) {

        static final Sold NOTHING = new Sold(0, 0);

        Sold plus(int more) {
            return new Sold(purchases + 1, tickets + more);
        }
    }

    private final ZoneId zone;

    BusyDays(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(DAYS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(ReservationConfirmed.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("reservation");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        if (recorded.event() instanceof ReservationConfirmed confirmed) {
            DayOfWeek day = confirmed.at().atZone(zone).getDayOfWeek();
            Sold before = rows.get(DAYS, day).orElse(Sold.NOTHING);
            rows.put(DAYS, day, before.plus(confirmed.tickets().size()));
        }
    }
}
// docs:end projection
