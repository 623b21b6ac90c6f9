package dev.ticketing.http;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowRow;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often the catalogue is read. */
final class CountingShows implements ShowDirectory {

    private final ShowDirectory shows;
    private final AtomicLong reads = new AtomicLong();

    CountingShows(ShowDirectory shows) {
        this.shows = shows;
    }

    long reads() {
        return reads.get();
    }

    Directories in(Directories all) {
        return new Directories(
                this,
                all.reservations(),
                all.payments(),
                all.tickets(),
                all.availability(),
                all.sales(),
                all.customers());
    }

    @Override
    public List<ShowRow> list(Filter filter, Optional<Cursor> after, int limit) {
        reads.incrementAndGet();
        return shows.list(filter, after, limit);
    }
}
