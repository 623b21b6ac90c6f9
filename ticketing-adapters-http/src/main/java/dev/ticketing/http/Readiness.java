package dev.ticketing.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Really asks every part that the system needs, all at the same time. */
final class Readiness {

    static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<Part> parts = new ArrayList<>();
    private final Executor executor;
    private final Duration limit;

    /**
     * @param underWay who comes while a probe is being asked gets the same finding, so that asking
     *     often does not pile up threads behind one that hangs
     */
    private record Part(
            String name,
            HealthProbe probe,
            AtomicReference<@Nullable CompletableFuture<Finding>> underWay) {}

    /** What was found. */
    record Check(String name, boolean up, Duration took, Optional<String> detail) {}

    private record Finding(boolean up, Optional<String> detail) {}

    /**
     * Asks nothing yet.
     *
     * @param limit how long a part may take to answer
     */
    Readiness(Map<String, HealthProbe> probes, Executor executor, Duration limit) {
        this.executor = executor;
        this.limit = limit;
        probes.forEach((name, probe) -> parts.add(new Part(name, probe, new AtomicReference<>())));
    }

    /** Takes no longer than the slowest part, and the limit at most. */
    List<Check> ask() {
        List<CompletableFuture<Check>> checks = parts.stream().map(this::ask).toList();
        return checks.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Check> ask(Part part) {
        long began = System.nanoTime();
        return finding(part)
                .completeOnTimeout(
                        new Finding(false, Optional.of("no answer in time")),
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenApply(
                        finding ->
                                new Check(
                                        part.name,
                                        finding.up,
                                        Duration.ofNanos(System.nanoTime() - began),
                                        finding.detail));
    }

    private CompletableFuture<Finding> finding(Part part) {
        CompletableFuture<Finding> own = new CompletableFuture<>();
        CompletableFuture<Finding> others = part.underWay.compareAndExchange(null, own);
        if (others != null) {
            return others.copy();
        }
        try {
            executor.execute(() -> settle(part, own, probe(part)));
        } catch (RejectedExecutionException e) {
            settle(part, own, new Finding(false, Optional.of("cannot be asked")));
        }
        return own.copy();
    }

    private static void settle(Part part, CompletableFuture<Finding> asked, Finding finding) {
        part.underWay.set(null);
        asked.complete(finding);
    }

    private static Finding probe(Part part) {
        try {
            return new Finding(true, part.probe.ask());
        } catch (Exception e) {
            // Of any kind: that it was thrown is the answer.
            return new Finding(false, Optional.of(e.getClass().getSimpleName()));
        }
    }
}
