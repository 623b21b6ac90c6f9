package dev.ticketing.core.show;

import static dev.ticketing.core.show.OrganizerRow.ORGANIZERS;
import static dev.ticketing.core.show.ShowRow.SHOWS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every show in its present state: the catalogue, which users know as events; and who organizes it.
 */
public final class ShowProjection implements Projection {

    public static final String NAME = "events";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(SHOWS, ORGANIZERS);
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
        Show after = Show.at(id).evolve(before, event);
        switch (after) {
            case Show.Existing show -> rows.put(SHOWS, id, new ShowRow(show, event.version()));
            case Show.Missing missing -> rows.remove(SHOWS, id);
        }
        change(organizersOf(before), organizersOf(after), rows);
    }

    private static void change(
            Map<OrganizerRow.Key, OrganizerRow> before,
            Map<OrganizerRow.Key, OrganizerRow> after,
            Rows rows) {
        for (OrganizerRow.Key key : before.keySet()) {
            if (!after.containsKey(key)) {
                rows.remove(ORGANIZERS, key);
            }
        }
        after.forEach(
                (key, row) -> {
                    if (!row.equals(before.get(key))) {
                        rows.put(ORGANIZERS, key, row);
                    }
                });
    }

    private static Map<OrganizerRow.Key, OrganizerRow> organizersOf(Show show) {
        Map<OrganizerRow.Key, OrganizerRow> rows = new LinkedHashMap<>();
        if (show instanceof Show.Existing existing) {
            OrganizerRow row = new OrganizerRow(existing.details().startsAt());
            for (UserId organizer : existing.facts().organizers()) {
                rows.put(new OrganizerRow.Key(organizer, existing.facts().id()), row);
            }
        }
        return rows;
    }
}
