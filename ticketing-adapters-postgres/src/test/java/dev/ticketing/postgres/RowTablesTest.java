package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Projection;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class RowTablesTest {

    @Test
    void every_table_of_every_projection_is_stored_and_no_other() {
        assertThat(RowTables.ALL)
                .extracting(ConsumerTables::consumer)
                .containsExactlyInAnyOrderElementsOf(
                        Ticketing.PROJECTIONS.stream().map(Projection::name).toList());
        for (Projection projection : Ticketing.PROJECTIONS) {
            ConsumerTables stored =
                    RowTables.ALL.stream()
                            .filter(tables -> tables.consumer().equals(projection.name()))
                            .findFirst()
                            .orElseThrow();
            assertThat(stored.tables().stream().map(RowTable::table).collect(Collectors.toSet()))
                    .as(projection.name())
                    .isEqualTo(projection.tables());
        }
    }
}
