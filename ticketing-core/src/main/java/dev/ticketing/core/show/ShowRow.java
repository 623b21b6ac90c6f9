package dev.ticketing.core.show;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Version;

/** A show as lists hold it. */
public record ShowRow(Show.Existing show, Version version) {

    public static final Table<ShowId, ShowRow> SHOWS =
            new Table<>("show_row", ShowId.class, ShowRow.class);
}
