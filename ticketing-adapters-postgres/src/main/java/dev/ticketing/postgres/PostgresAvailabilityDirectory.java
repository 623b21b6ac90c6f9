package dev.ticketing.postgres;

import dev.ticketing.core.availability.AvailabilityDirectory;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import org.jdbi.v3.core.statement.Query;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

final class PostgresAvailabilityDirectory implements AvailabilityDirectory {

    private static final String SECTIONS =
            """
            SELECT s.section_id, s.body
            FROM section_row AS s
            WHERE s.partition = :partition
                AND s.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'availability'
                        AND c.role = 'SERVING'
                )
                AND s.show_id = :show
            """;

    private final int partition;
    private final Database database;

    PostgresAvailabilityDirectory(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public Map<SectionId, SectionRow> sections(ShowId show) {
        return database.call(
                handle ->
                        byId(
                                handle.createQuery(SECTIONS)
                                        .bind("partition", partition)
                                        .bind("show", show.value())));
    }

    private static Map<SectionId, SectionRow> byId(Query query) {
        SortedMap<SectionId, SectionRow> sections = new TreeMap<>();
        query.map((row, context) -> Map.entry(row.getString("section_id"), row.getString("body")))
                .forEach(
                        row ->
                                sections.put(
                                        new SectionId(row.getKey()),
                                        JsonIn.read(row.getValue(), AvailabilityTables.SECTION)));
        return Collections.unmodifiableMap(sections);
    }
}
