package dev.ticketing.core.application;

import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * First pages of the catalogue as everybody sees it. A page is kept as long as its read model had
 * come past the last change of any show when it was read. Safe for any number of threads; blocks
 * while something is loaded.
 */
final class Catalogue implements LogTail.Memory {

    /**
     * Rows also change without an event: a rebuilt copy takes over, an event that was set aside is
     * handled after all.
     */
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    /** In shows and seats: the labels of large halls are what takes the room. */
    private static final int MAX_WEIGHT = 1_000_000;

    private final ShowDirectory directory;
    private final Supplier<Position> reached;
    private final InstantSource clock;
    private final MemoryCache<Wanted, Page> pages =
            new MemoryCache<>("catalogue", MAX_WEIGHT, Catalogue::weigh);
    private final AtomicReference<Position> changed = new AtomicReference<>(Position.START);

    private record Wanted(ShowDirectory.Filter filter, int limit) {}

    /**
     * @param asOf what had happened up to here is in it
     */
    private record Page(List<ShowRow> rows, Position asOf, Instant at) {}

    /**
     * @param reached how far the directory has come, at least
     */
    Catalogue(ShowDirectory directory, Supplier<Position> reached, InstantSource clock) {
        this.directory = directory;
        this.reached = reached;
        this.clock = clock;
    }

    /**
     * The first shows.
     *
     * @param filter of somebody who is not signed in
     */
    List<ShowRow> firstPage(ShowDirectory.Filter filter, int limit) {
        Wanted wanted = new Wanted(filter, limit);
        return pages.get(wanted, this::isGood, () -> load(wanted)).rows();
    }

    private Page load(Wanted wanted) {
        Instant now = clock.instant();
        Position asOf = reached.get();
        return new Page(directory.list(wanted.filter, Optional.empty(), wanted.limit), asOf, now);
    }

    private boolean isGood(Page page) {
        Duration age = Duration.between(page.at, clock.instant());
        return !page.asOf.isBefore(changed.get())
                && !age.isNegative()
                && age.compareTo(MAX_AGE) <= 0;
    }

    private static int weigh(Page page) {
        long weight = 1;
        for (ShowRow row : page.rows) {
            for (Section section : row.show().details().sections()) {
                weight +=
                        switch (section.seating()) {
                            case Seating.General general -> 1;
                            case Seating.Numbered numbered -> numbered.seats().size();
                        };
            }
        }
        return Math.toIntExact(Math.min(weight, Integer.MAX_VALUE));
    }

    CacheStatistics statistics() {
        return pages.statistics();
    }

    @Override
    public void showChanged(ShowId show, Position position) {
        changed.accumulateAndGet(position, Position::max);
    }

    @Override
    public void placesChanged(SectionKey section) {
        // The catalogue does not tell how many places are left.
    }

    @Override
    public void lost(Position upTo) {
        changed.accumulateAndGet(upTo, Position::max);
    }
}
