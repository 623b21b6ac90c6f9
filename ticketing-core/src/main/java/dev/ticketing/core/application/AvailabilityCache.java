package dev.ticketing.core.application;

import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The places of shows that everybody may see, kept until something happens to them. What is not
 * public is never here. Safe for any number of threads; blocks while something is loaded.
 */
final class AvailabilityCache implements LogTail.Memory {

    private static final int MAX_SECTIONS_OF_SHOWS = 50_000;
    private static final int MAX_SECTIONS = 20_000;

    private final InstantSource clock;

    private final MemoryCache<ShowId, Optional<List<SectionId>>> shows =
            new MemoryCache<>(
                    "shows", MAX_SECTIONS_OF_SHOWS, sections -> sections.map(List::size).orElse(0));

    private final MemoryCache<SectionKey, Counted> sections =
            new MemoryCache<>("availability", MAX_SECTIONS, counted -> 1);

    AvailabilityCache(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The places of a section, and when they change by time alone.
     *
     * @param from when they were counted
     * @param until when the next hold ends; empty if there is none
     */
    record Counted(Availability places, Instant from, Optional<Instant> until) {

        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && until.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    /**
     * The sections of a show that everybody may see; empty for all others.
     *
     * @param load reads it from the log as it is now
     */
    Optional<List<SectionId>> sections(ShowId show, Supplier<Optional<List<SectionId>>> load) {
        return shows.get(show, any -> true, load);
    }

    /**
     * The places of a section.
     *
     * @param load reads them from the log as they are now
     */
    Availability places(SectionKey section, Supplier<Counted> load) {
        return sections.get(section, counted -> counted.holdsAt(clock.instant()), load).places();
    }

    List<CacheStatistics> statistics() {
        return List.of(shows.statistics(), sections.statistics());
    }

    @Override
    public void showChanged(ShowId show, Position position) {
        shows.remove(show);
    }

    @Override
    public void placesChanged(SectionKey section) {
        sections.remove(section);
    }

    @Override
    public void lost(Position upTo) {
        shows.clear();
        sections.clear();
    }
}
