package dev.ticketing.postgres;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is appended. Safe for any number of threads. */
final class AppendCounters {

    private final LongAdder commits = new LongAdder();
    private final LongAdder units = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAccumulator largest = new LongAccumulator(Math::max, 0);

    void committed(Batch batch) {
        commits.increment();
        units.add(batch.commands().size());
        events.add(batch.events().size());
        largest.accumulate(batch.commands().size());
    }

    void conflicts(int count) {
        conflicts.add(count);
    }

    PostgresTicketing.Statistics sum() {
        return new PostgresTicketing.Statistics(
                commits.sum(), units.sum(), events.sum(), conflicts.sum(), largest.get());
    }
}
