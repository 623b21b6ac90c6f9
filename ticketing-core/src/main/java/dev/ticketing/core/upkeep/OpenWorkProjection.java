package dev.ticketing.core.upkeep;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which sections somebody has to come back to. */
public final class OpenWorkProjection implements Projection {

    @Override
    public String name() {
        return "open-work";
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(OpenWork.SECTIONS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(SeatsHeld.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("inventory");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        if (recorded.event() instanceof SeatsHeld held) {
            holdEnds(recorded, held.expiresAt(), rows);
        }
    }

    /** The position changes with every hold: who has read the row before must not settle it. */
    private static void holdEnds(RecordedEvent recorded, Instant at, Rows rows) {
        SectionOfShow section = sectionOf(recorded.stream());
        Optional<Due> known = rows.get(OpenWork.SECTIONS, section);
        Instant first = known.map(Due::at).filter(before -> before.isBefore(at)).orElse(at);
        rows.put(OpenWork.SECTIONS, section, new Due(first, recorded.position()));
    }

    private static SectionOfShow sectionOf(StreamId inventory) {
        String key = inventory.key();
        int slash = key.indexOf('/');
        return new SectionOfShow(
                new ShowId(UUID.fromString(key.substring(0, slash))),
                new SectionId(key.substring(slash + 1)));
    }
}
