package dev.ticketing.core.customers;

import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the sections of a show are called; fixed once seats can be held. */
public record SectionNames(SortedMap<SectionId, String> names) {

    public SectionNames {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    static SectionNames of(ShowDetails details) {
        SortedMap<SectionId, String> names = new TreeMap<>();
        for (Section section : details.sections()) {
            names.put(section.id(), section.name());
        }
        return new SectionNames(names);
    }

    String of(SectionId section) {
        String name = names.get(section);
        if (name == null) {
            throw new IllegalStateException("no name of section " + section);
        }
        return name;
    }
}
