package dev.ticketing.postgres;

import java.util.List;

/**
 * The tables that a consumer keeps, and no other does.
 *
 * @param consumer its name
 */
record ConsumerTables(String consumer, List<RowTable<?, ?>> tables) {

    ConsumerTables {
        tables = List.copyOf(tables);
    }
}
