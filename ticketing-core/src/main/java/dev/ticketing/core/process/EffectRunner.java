package dev.ticketing.core.process;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.core.consumer.Steps;
import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Has done what a process sends, in the process that carries its consumer: several at a time, each
 * until it succeeds. What succeeded is taken out afterwards, so that a crash in between lets it be
 * done again. Safe for any number of threads.
 */
public final class EffectRunner<C> {

    /** How many are being done at a time. */
    public static final int AT_ONCE = 32;

    private static final Duration POLL = Duration.ofMillis(500);

    private final ProcessTables<?, C> tables;
    private final ConsumerStore store;
    private final Consumers consumers;
    private final EffectHandler<C> handler;
    private final Executor executor;
    private final FailureListener failures;
    private final Steps steps;
    private final Set<EffectId> running = ConcurrentHashMap.newKeySet();
    private final Queue<Ended<C>> ended = new ConcurrentLinkedQueue<>();

    /** What became of one. */
    private record Ended<C>(EffectId id, EffectRow<C> row, @Nullable Throwable failure) {}

    /**
     * @param executor runs steps and the handler, which block
     */
    public EffectRunner(
            ProcessTables<?, C> tables,
            ConsumerStore store,
            Consumers consumers,
            EffectHandler<C> handler,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.tables = tables;
        this.store = store;
        this.consumers = consumers;
        this.handler = handler;
        this.executor = executor;
        this.failures = failures;
        this.steps = new Steps(this::step, POLL, executor, scheduler);
    }

    public void start() {
        consumers.onChange(tables.process(), () -> steps.soon(Duration.ZERO));
        steps.start();
    }

    /** Begins nothing more; what is being done goes on, and is done again by whoever comes next. */
    public void stop() {
        steps.stop();
    }

    private Next step() {
        try {
            return consumers.owned(tables.process()).map(this::step).orElse(Next.WHEN_WOKEN);
        } catch (RuntimeException e) {
            failures.failed("effects of " + tables.process(), e);
            return Next.AFTER_FAILURE;
        }
    }

    private Next step(ConsumerId copy) {
        DueRows<EffectId, EffectRow<C>> due =
                store.due(copy, tables.effects(), AT_ONCE + running.size());
        Set<EffectId> settled = settle(copy, due.now());
        due.rows()
                .forEach(
                        (id, row) -> {
                            if (running.size() < AT_ONCE && !settled.contains(id)) {
                                begin(id, row);
                            }
                        });
        return Next.WHEN_WOKEN;
    }

    /**
     * Writes down what has ended. Until then it counts as running, so that it is not begun anew.
     */
    private Set<EffectId> settle(ConsumerId copy, Instant now) {
        Set<EffectId> done = new HashSet<>();
        Map<EffectId, EffectRow<C>> again = new HashMap<>();
        Ended<C> next = ended.poll();
        while (next != null) {
            if (next.failure == null) {
                done.add(next.id);
            } else {
                again.put(next.id, next.row.failed(now));
            }
            next = ended.poll();
        }
        try {
            if (!done.isEmpty()) {
                store.remove(copy, tables.effects(), done);
            }
            if (!again.isEmpty()) {
                store.replace(copy, tables.effects(), again);
            }
        } finally {
            // Whatever could not be written is still there, and is done again.
            running.removeAll(done);
            running.removeAll(again.keySet());
        }
        done.addAll(again.keySet());
        return done;
    }

    private void begin(EffectId id, EffectRow<C> row) {
        if (running.add(id)) {
            executor.execute(() -> run(id, row));
        }
    }

    private void run(EffectId id, EffectRow<C> row) {
        CompletableFuture<?> outcome;
        try {
            outcome = handler.handle(id, row.correlation(), row.command());
        } catch (RuntimeException | Error e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        var unused = outcome.whenComplete((done, failure) -> end(id, row, failure));
    }

    private void end(EffectId id, EffectRow<C> row, @Nullable Throwable failure) {
        if (failure != null) {
            failures.failed(tables.process() + "/" + row.instance(), failure);
        }
        ended.add(new Ended<>(id, row, failure));
        steps.soon(Duration.ZERO);
    }
}
