package dev.ticketing.core.show;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.identity.UserId;

import java.time.Instant;

/** That somebody organizes a show, so that theirs can be listed by when they start. */
public record OrganizerRow(Instant startsAt) {

    /** Who, and which show. */
    public record Key(UserId organizer, ShowId show) {}

    public static final Table<Key, OrganizerRow> ORGANIZERS =
            new Table<>("show_organizer", Key.class, OrganizerRow.class);
}
