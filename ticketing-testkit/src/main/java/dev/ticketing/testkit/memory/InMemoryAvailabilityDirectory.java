package dev.ticketing.testkit.memory;

import dev.ticketing.core.availability.AvailabilityDirectory;
import dev.ticketing.core.availability.AvailabilityProjection;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The places of sections, in the rows of a store in memory. */
public final class InMemoryAvailabilityDirectory implements AvailabilityDirectory {

    private final InMemoryConsumerStore store;

    public InMemoryAvailabilityDirectory(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public Map<SectionId, SectionRow> sections(ShowId show) {
        return store.read(AvailabilityProjection.NAME, SectionRow.SECTIONS, rows -> of(show, rows));
    }

    private static Map<SectionId, SectionRow> of(ShowId show, Map<SectionKey, SectionRow> rows) {
        SortedMap<SectionId, SectionRow> sections = new TreeMap<>();
        rows.forEach(
                (key, row) -> {
                    if (key.show().equals(show)) {
                        sections.put(key.section(), row);
                    }
                });
        return Collections.unmodifiableMap(sections);
    }
}
