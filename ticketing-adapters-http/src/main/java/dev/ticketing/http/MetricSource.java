package dev.ticketing.http;

import java.util.List;

/** Tells figures for monitoring. Safe for any number of threads. */
@FunctionalInterface
public interface MetricSource {

    /**
     * The figures as they are now. May block: it is given two seconds. When it throws, or takes
     * longer, its figures are missing, and {@code ticketing_metrics_source_up} says so.
     */
    List<Figure> figures();
}
