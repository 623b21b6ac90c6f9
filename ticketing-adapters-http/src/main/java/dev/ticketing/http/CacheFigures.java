package dev.ticketing.http;

import dev.ticketing.core.application.CacheStatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How often what is kept in memory was of use. */
final class CacheFigures implements MetricSource {

    private final Supplier<List<CacheStatistics>> statistics;

    CacheFigures(Supplier<List<CacheStatistics>> statistics) {
        this.statistics = statistics;
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (CacheStatistics cache : statistics.get()) {
            figures.add(
                    Figure.counter(
                                    "ticketing_cache_hits",
                                    "Reads answered from memory.",
                                    cache.hits())
                            .with("cache", cache.cache()));
            figures.add(
                    Figure.counter(
                                    "ticketing_cache_misses",
                                    "Reads that had to ask a store.",
                                    cache.misses())
                            .with("cache", cache.cache()));
            figures.add(
                    Figure.gauge(
                                    "ticketing_cache_entries",
                                    "What is in memory now.",
                                    (long) cache.entries())
                            .with("cache", cache.cache()));
        }
        return figures;
    }
}
