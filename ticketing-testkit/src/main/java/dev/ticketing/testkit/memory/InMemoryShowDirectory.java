package dev.ticketing.testkit.memory;

import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The catalogue, in the rows of a store in memory. */
public final class InMemoryShowDirectory implements ShowDirectory {

    private final InMemoryConsumerStore store;

    public InMemoryShowDirectory(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<ShowRow> list(Filter filter, Optional<Cursor> after, int limit) {
        return store.read(
                ShowProjection.NAME,
                ShowRow.SHOWS,
                rows ->
                        rows.values().stream()
                                .filter(row -> filter.matches(row.show()))
                                .filter(
                                        row ->
                                                after.filter(c -> Cursor.of(row).compareTo(c) <= 0)
                                                        .isEmpty())
                                .sorted(Comparator.comparing(Cursor::of))
                                .limit(limit)
                                .toList());
    }
}
