package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gathers what mailboxes have judged and commits it as one batch. While one batch is being
 * committed the next one gathers, so no timer is needed. One step runs at a time.
 */
final class Committer {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final EventLog log;
    private final Executor executor;
    private final Scheduler scheduler;
    private final Counters counters;
    private final Consumer<Position> committed;
    private final Queue<Group> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    /** The group that did not fit into the last batch. */
    private @Nullable Group leftOver;

    Committer(
            EventLog log,
            Executor executor,
            Scheduler scheduler,
            Counters counters,
            Consumer<Position> committed) {
        this.log = log;
        this.executor = executor;
        this.scheduler = scheduler;
        this.counters = counters;
        this.committed = committed;
    }

    /** The units of one mailbox, which may build on one another. */
    private record Group(
            List<Unit> units, int events, CompletableFuture<List<AppendResult>> results) {}

    /** Fails with the log's exception if the log cannot say what became of the units. */
    CompletableFuture<List<AppendResult>> submit(List<Unit> units) {
        int events = units.stream().mapToInt(Unit::eventCount).sum();
        Group group = new Group(units, events, new CompletableFuture<>());
        waiting.add(group);
        if (unfinished.getAndIncrement() == 0) {
            executor.execute(this::step);
        }
        return group.results;
    }

    private void step() {
        List<Group> batch = nextBatch();
        if (batch.isEmpty()) {
            executor.execute(this::step);
            return;
        }
        append(batch, 1);
    }

    private List<Group> nextBatch() {
        List<Group> batch = new ArrayList<>();
        int units = 0;
        int events = 0;
        Group next = leftOver == null ? waiting.poll() : leftOver;
        leftOver = null;
        while (next != null) {
            units += next.units.size();
            events += next.events;
            boolean fits = units <= EventLog.MAX_UNITS && events <= EventLog.MAX_EVENTS;
            if (!batch.isEmpty() && !fits) {
                leftOver = next;
                return batch;
            }
            batch.add(next);
            next = waiting.poll();
        }
        return batch;
    }

    /**
     * Appending again after a lost answer is safe: the log applies each command once, and says so.
     */
    private void append(List<Group> batch, int attempt) {
        List<Unit> units = new ArrayList<>();
        for (Group group : batch) {
            units.addAll(group.units);
        }
        List<AppendResult> results;
        try {
            results = log.append(units);
        } catch (UnknownOutcome e) {
            if (attempt == ATTEMPTS) {
                fail(batch, e);
            } else {
                Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
                scheduler.after(pause, () -> executor.execute(() -> append(batch, attempt + 1)));
            }
            return;
        } catch (RuntimeException | Error e) {
            fail(batch, e);
            return;
        }
        deliver(batch, results);
    }

    private void deliver(List<Group> batch, List<AppendResult> results) {
        count(results);
        // First of all: who is answered next may read here what was recorded.
        Position newest = newest(results);
        if (!newest.equals(Position.START)) {
            committed.accept(newest);
        }
        int from = 0;
        for (Group group : batch) {
            int to = from + group.units.size();
            group.results.complete(results.subList(from, to));
            from = to;
        }
        finish(batch.size());
    }

    /**
     * The position of the last event recorded; the start if there is none. What was applied before
     * may come from an append whose answer was lost.
     */
    private static Position newest(List<AppendResult> results) {
        Position newest = Position.START;
        for (AppendResult result : results) {
            Position last =
                    switch (result) {
                        case AppendResult.Appended appended -> appended.last();
                        case AppendResult.AlreadyApplied applied -> applied.last();
                        case AppendResult.CommandReused reused -> Position.START;
                        case AppendResult.Conflict conflict -> Position.START;
                    };
            newest = newest.max(last);
        }
        return newest;
    }

    private void count(List<AppendResult> results) {
        long appended = 0;
        for (AppendResult result : results) {
            if (result instanceof AppendResult.Appended(Position first, Position last)) {
                appended++;
                counters.events.add(last.value() - first.value() + 1);
            }
        }
        if (appended > 0) {
            counters.commits.increment();
            counters.units.add(appended);
        }
    }

    private void fail(List<Group> batch, Throwable cause) {
        for (Group group : batch) {
            group.results.completeExceptionally(cause);
        }
        finish(batch.size());
    }

    private void finish(int groups) {
        if (unfinished.addAndGet(-groups) > 0) {
            executor.execute(this::step);
        }
    }
}
