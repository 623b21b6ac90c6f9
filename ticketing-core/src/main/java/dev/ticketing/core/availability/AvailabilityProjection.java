package dev.ticketing.core.availability;

import static dev.ticketing.core.availability.SectionRow.SECTIONS;
import static dev.ticketing.core.availability.SoldRow.SOLD;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.RecordedEvent;

import java.util.Set;
import java.util.function.UnaryOperator;

/** Counts the places of every section that was opened. */
public final class AvailabilityProjection implements Projection {

    public static final String NAME = "availability";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(SECTIONS, SOLD);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Interests.all(InventoryEvent.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("inventory");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        if (!(recorded.event() instanceof InventoryEvent event)) {
            throw new CorruptLog("no event of a section: " + recorded.event());
        }
        SectionKey key = SectionKey.of(recorded.stream());
        switch (event) {
            case SectionOpened opened ->
                    rows.put(SECTIONS, key, new SectionRow(opened.seating().capacity(), 0, 0, 0));
            case SeatsHeld held -> change(rows, key, row -> row.plusHeld(held.places().quantity()));
            case SeatsSold sold -> {
                int places = sold.places().quantity();
                change(rows, key, row -> row.soldOfHeld(places));
                rows.put(SOLD, sold.reservation(), new SoldRow(places));
            }
            case SeatsReleased released -> release(released, rows, key);
            case HoldsLapsed lapsed -> change(rows, key, row -> row.plusHeld(-lapsed.quantity()));
            case SeatsBlocked blocked ->
                    change(rows, key, row -> row.plusBlocked(blocked.places().quantity()));
            case SeatsUnblocked unblocked ->
                    change(rows, key, row -> row.plusBlocked(-unblocked.places().quantity()));
        }
    }

    private static void release(SeatsReleased released, Rows rows, SectionKey key) {
        int places = released.places().quantity();
        if (rows.get(SOLD, released.reservation()).isPresent()) {
            change(rows, key, row -> row.plusSold(-places));
            rows.remove(SOLD, released.reservation());
        } else {
            change(rows, key, row -> row.plusHeld(-places));
        }
    }

    private static void change(Rows rows, SectionKey key, UnaryOperator<SectionRow> change) {
        SectionRow row = rows.require(SECTIONS, key);
        rows.put(SECTIONS, key, change.apply(row));
    }
}
