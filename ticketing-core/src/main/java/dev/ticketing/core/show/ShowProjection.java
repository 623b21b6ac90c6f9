package dev.ticketing.core.show;

import static dev.ticketing.core.show.ShowRow.SHOWS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.Set;

/** Every show in its present state: the catalogue, which users know as events. */
public final class ShowProjection implements Projection {

    public static final String NAME = "events";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(SHOWS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Interests.all(ShowEvent.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("show");
    }

    @Override
    public void apply(RecordedEvent event, Rows rows) {
        ShowId id = Show.idOf(event.stream());
        Show before = rows.get(SHOWS, id).<Show>map(ShowRow::show).orElseGet(Show.Absent::new);
        switch (Show.at(id).evolve(before, event)) {
            case Show.Existing show -> rows.put(SHOWS, id, new ShowRow(show, event.version()));
            case Show.Missing missing -> rows.remove(SHOWS, id);
        }
    }
}
