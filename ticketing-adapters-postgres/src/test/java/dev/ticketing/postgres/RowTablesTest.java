package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Projection;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RowTablesTest {

    @Test
    void every_table_of_every_projection_is_stored_and_no_other() {
        List<Projection> all =
                Stream.concat(Ticketing.PROJECTIONS.stream(), Ticketing.PROCESSES.stream())
                        .toList();
        assertThat(RowTables.ALL)
                .extracting(ConsumerTables::consumer)
                .containsExactlyInAnyOrderElementsOf(all.stream().map(Projection::name).toList());
        for (Projection projection : all) {
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
