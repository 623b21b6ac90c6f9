package dev.ticketing.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Really asks every part that the system needs, all at the same time. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<Part> parts = new ArrayList<>();
    private final Executor executor;

    /**
     * @param busy a probe that hangs is not asked again until it has come back, so that asking
     *     often does not pile up threads
     */
    private record Part(String name, HealthProbe probe, AtomicBoolean busy) {}

    /** What was found. */
    record Check(String name, boolean up, Duration took, Optional<String> detail) {}

    private record Finding(boolean up, Optional<String> detail) {}

    Readiness(Map<String, HealthProbe> probes, Executor executor) {
        this.executor = executor;
        probes.forEach((name, probe) -> parts.add(new Part(name, probe, new AtomicBoolean())));
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
                        LIMIT.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new Finding(false, Optional.of("cannot be asked")))
                .thenApply(
                        finding ->
                                new Check(
                                        part.name,
                                        finding.up,
                                        Duration.ofNanos(System.nanoTime() - began),
                                        finding.detail));
    }

    private CompletableFuture<Finding> finding(Part part) {
        if (!part.busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(
                    new Finding(false, Optional.of("has not answered the last time yet")));
        }
        return CompletableFuture.supplyAsync(() -> probe(part), executor);
    }

    private static Finding probe(Part part) {
        try {
            return new Finding(true, part.probe.ask());
        } catch (Exception e) {
            // Of any kind: that it was thrown is the answer.
            return new Finding(false, Optional.of(e.getClass().getSimpleName()));
        } finally {
            part.busy.set(false);
        }
    }
}
