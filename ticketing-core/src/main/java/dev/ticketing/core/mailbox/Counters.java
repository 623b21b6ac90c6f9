package dev.ticketing.core.mailbox;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link WriteStatistics}. */
final class Counters {

    final LongAdder commits = new LongAdder();
    final LongAdder units = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder conflicts = new LongAdder();
    final LongAdder refusals = new LongAdder();
    final LongAdder pushedBack = new LongAdder();

    WriteStatistics statistics() {
        return new WriteStatistics(
                commits.sum(),
                units.sum(),
                events.sum(),
                conflicts.sum(),
                refusals.sum(),
                pushedBack.sum());
    }
}
