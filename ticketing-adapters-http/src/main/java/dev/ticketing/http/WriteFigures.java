package dev.ticketing.http;

import dev.ticketing.core.mailbox.WriteStatistics;

import java.util.List;
import java.util.function.Supplier;

/** What the write side of this process has done. */
final class WriteFigures implements MetricSource {

    private final Supplier<WriteStatistics> statistics;

    WriteFigures(Supplier<WriteStatistics> statistics) {
        this.statistics = statistics;
    }

    @Override
    public List<Figure> figures() {
        WriteStatistics now = statistics.get();
        return List.of(
                Figure.counter(
                        "ticketing_write_commits", "Batches that the log took.", now.commits()),
                Figure.counter(
                        "ticketing_write_units", "Commands that recorded something.", now.units()),
                Figure.counter("ticketing_write_events", "Events recorded.", now.events()),
                Figure.counter(
                        "ticketing_write_conflicts",
                        "Commands judged anew because another process wrote.",
                        now.conflicts()),
                Figure.counter(
                        "ticketing_write_refusals",
                        "Commands that recorded nothing.",
                        now.refusals()),
                Figure.counter(
                        "ticketing_write_pushed_back",
                        "Commands not accepted because too much was waiting.",
                        now.pushedBack()));
    }
}
