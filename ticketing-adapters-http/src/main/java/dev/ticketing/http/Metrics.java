package dev.ticketing.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything that monitoring is told: what the sources say when they are asked, how long requests
 * took, and how the Java machine does.
 */
final class Metrics {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String SOURCE_UP = "ticketing_metrics_source_up";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final RequestTimes requests;
    private final List<Source> sources = new ArrayList<>();
    private final Executor executor;

    /**
     * @param busy one that hangs is not asked again until it has come back, so that asking often
     *     does not pile up threads
     */
    private record Source(String name, MetricSource figures, AtomicBoolean busy) {}

    /** What a source said, if it did in time. */
    private record Told(String source, boolean up, List<Figure> figures) {}

    Metrics(Map<String, MetricSource> sources, Executor executor) {
        this.executor = executor;
        this.requests = new RequestTimes(registry);
        sources.forEach(
                (name, figures) ->
                        this.sources.add(new Source(name, figures, new AtomicBoolean())));
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    RequestTimes requests() {
        return requests;
    }

    /** Prometheus text. Takes no longer than the slowest source, and the limit at most. */
    byte[] text() {
        List<CompletableFuture<Told>> asked = sources.stream().map(this::ask).toList();
        List<Figure> figures = new ArrayList<>();
        for (CompletableFuture<Told> answer : asked) {
            Told told = answer.join();
            figures.addAll(told.figures());
            figures.add(
                    Figure.gauge(SOURCE_UP, "Whether a source of metrics answered.", bit(told.up))
                            .with("source", told.source()));
        }
        List<MetricSnapshot> all = new ArrayList<>();
        registry.scrape().forEach(all::add);
        all.addAll(snapshots(figures));
        return write(new MetricSnapshots(all));
    }

    static double bit(boolean yes) {
        return yes ? 1 : 0;
    }

    private CompletableFuture<Told> ask(Source source) {
        Told nothing = new Told(source.name, false, List.of());
        if (!source.busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(nothing);
        }
        return CompletableFuture.supplyAsync(() -> figures(source), executor)
                .thenApply(figures -> new Told(source.name, true, figures))
                .completeOnTimeout(nothing, LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> nothing);
    }

    private static List<Figure> figures(Source source) {
        try {
            return source.figures.figures();
        } finally {
            source.busy.set(false);
        }
    }

    private static List<MetricSnapshot> snapshots(List<Figure> figures) {
        Map<String, List<Figure>> byName = new LinkedHashMap<>();
        for (Figure figure : figures) {
            byName.computeIfAbsent(figure.name(), name -> new ArrayList<>()).add(figure);
        }
        return byName.values().stream().map(Metrics::snapshot).toList();
    }

    private static MetricSnapshot snapshot(List<Figure> alike) {
        Figure first = alike.getFirst();
        return switch (first.kind()) {
            case GAUGE -> {
                GaugeSnapshot.Builder gauge =
                        GaugeSnapshot.builder().name(first.name()).help(first.help());
                alike.forEach(
                        figure ->
                                gauge.dataPoint(
                                        new GaugeDataPointSnapshot(
                                                figure.value(), labels(figure), null)));
                yield gauge.build();
            }
            case COUNTER -> {
                CounterSnapshot.Builder counter =
                        CounterSnapshot.builder().name(first.name()).help(first.help());
                alike.forEach(
                        figure ->
                                counter.dataPoint(
                                        new CounterDataPointSnapshot(
                                                figure.value(), labels(figure), null, 0)));
                yield counter.build();
            }
        };
    }

    private static Labels labels(Figure figure) {
        return Labels.of(
                figure.labels().keySet().toArray(String[]::new),
                figure.labels().values().toArray(String[]::new));
    }

    private byte[] write(MetricSnapshots snapshots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(bytes, snapshots, EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
