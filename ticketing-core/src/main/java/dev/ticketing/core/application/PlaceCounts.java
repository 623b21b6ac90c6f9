package dev.ticketing.core.application;

import dev.ticketing.core.application.AvailabilityCache.Counted;
import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.application.Shows.ShowAvailability;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Counts the places of shows: of those that everybody may see from memory, where nothing has
 * happened to them, of all others from the log. Blocks; safe for any number of threads.
 */
final class PlaceCounts {

    private final WriteSide writes;
    private final InstantSource clock;
    private final LogTail tail;
    private final AvailabilityCache cache;

    PlaceCounts(WriteSide writes, InstantSource clock, LogTail tail, AvailabilityCache cache) {
        this.writes = writes;
        this.clock = clock;
        this.tail = tail;
        this.cache = cache;
    }

    /** All sections of a show; empty if not everybody may see it. */
    Optional<ShowAvailability> ofPublic(ShowId id) {
        Position position = tail.fresh();
        return sections(id).map(sections -> known(id, sections, position));
    }

    /** One section of a show; empty if there is none, or not everybody may see it. */
    Optional<ShowAvailability> ofPublic(ShowId id, SectionId section) {
        Position position = tail.fresh();
        return sections(id)
                .filter(sections -> sections.contains(section))
                .map(sections -> known(id, List.of(section), position));
    }

    private Optional<List<SectionId>> sections(ShowId id) {
        return cache.sections(
                id,
                () ->
                        switch (writes.current(Show.at(id)).state()) {
                            case Show.Missing missing -> Optional.empty();
                            case Show.Existing show ->
                                    show.isPublic() ? Optional.of(idsOf(show)) : Optional.empty();
                        });
    }

    private static List<SectionId> idsOf(Show.Existing show) {
        return show.details().sections().stream().map(Section::id).toList();
    }

    private ShowAvailability known(ShowId show, List<SectionId> sections, Position position) {
        return new ShowAvailability(
                sections.stream().map(section -> known(new SectionKey(show, section))).toList(),
                position);
    }

    private SectionAvailability known(SectionKey key) {
        return new SectionAvailability(key.section(), cache.places(key, () -> counted(key)));
    }

    private Counted counted(SectionKey key) {
        Instant now = clock.instant();
        return switch (inventory(key.show(), key.section())) {
            case Inventory.Open open ->
                    new Counted(open.availability(now), now, open.nextEndingAfter(now));
            case Inventory.Unopened unopened ->
                    throw new IllegalStateException("public, and never opened: " + key);
        };
    }

    /** All sections of a show, as they are now. */
    ShowAvailability current(Show.Existing show) {
        Position position = tail.fresh();
        return new ShowAvailability(
                show.details().sections().stream().map(section -> current(show, section)).toList(),
                position);
    }

    /** One section of a show, as it is now; empty if there is none. */
    Optional<ShowAvailability> current(Show.Existing show, SectionId section) {
        Position position = tail.fresh();
        return show.details()
                .section(section)
                .map(found -> new ShowAvailability(List.of(current(show, found)), position));
    }

    SectionAvailability current(Show.Existing show, Section section) {
        Availability places =
                switch (inventory(show.facts().id(), section.id())) {
                    case Inventory.Open open -> open.availability(clock.instant());
                    case Inventory.Unopened unopened ->
                            new Availability(section.seating().capacity(), 0, 0, 0);
                };
        return new SectionAvailability(section.id(), places);
    }

    private Inventory inventory(ShowId show, SectionId section) {
        return writes.current(Inventory.at(show, section)).state();
    }
}
