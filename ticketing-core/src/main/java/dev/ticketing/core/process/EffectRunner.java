package dev.ticketing.core.process;

import dev.ticketing.core.consumer.Changes.Parked;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Has done what a process sends, in the process that carries its consumer: several at a time, each
 * until it succeeds or is hopeless. What succeeded is taken out afterwards, so that a crash in
 * between lets it be done again. What is hopeless stays, as a dead letter of its own, until a
 * person has it tried again or gives it up; if there are too many already, it is tried on. Safe for
 * any number of threads.
 */
public final class EffectRunner<C> {

    /** How many are being done at a time, at most. */
    public static final int AT_ONCE = 32;

    private static final Duration POLL = Duration.ofMillis(500);

    private static final int MAX_ERROR = 2_000;

    private final ProcessTables<?, C> tables;
    private final ConsumerStore store;
    private final Consumers consumers;
    private final EffectHandler<C> handler;
    private final EffectRules rules;
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
            EffectRules rules,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.tables = tables;
        this.store = store;
        this.consumers = consumers;
        this.handler = handler;
        this.rules = rules;
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
                store.due(copy, tables.effects(), rules.atOnce() + running.size());
        Set<EffectId> settled = settle(copy, due.now());
        due.rows()
                .forEach(
                        (id, row) -> {
                            if (running.size() < rules.atOnce() && !settled.contains(id)) {
                                begin(id, row, rules.isTooLate(row, due.now()));
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
        Map<EffectId, Ended<C>> hopeless = new HashMap<>();
        for (Ended<C> next = ended.poll(); next != null; next = ended.poll()) {
            if (next.failure == null) {
                done.add(next.id);
            } else if (rules.allowAnotherTry(next.row, next.failure)) {
                again.put(next.id, next.row.failed(now, rules.pauses()));
            } else {
                hopeless.put(next.id, next);
            }
        }
        Set<EffectId> all = new HashSet<>(done);
        all.addAll(again.keySet());
        all.addAll(hopeless.keySet());
        try {
            if (!done.isEmpty()) {
                store.remove(copy, tables.effects(), done);
            }
            if (!again.isEmpty()) {
                store.replace(copy, tables.effects(), again);
            }
            if (!hopeless.isEmpty()) {
                park(copy, hopeless, now);
            }
        } finally {
            // Whatever could not be written is still there, and is done again.
            running.removeAll(all);
        }
        return all;
    }

    private void park(ConsumerId copy, Map<EffectId, Ended<C>> hopeless, Instant now) {
        int room = ConsumerStore.MAX_PARKED - store.open(copy).size();
        Map<EffectId, EffectRow<C>> rows = new HashMap<>();
        List<Parked> parked = new ArrayList<>();
        for (Ended<C> one : hopeless.values()) {
            if (parked.size() < room) {
                String sequence = one.id.asideIn(one.row.instance());
                parked.add(new Parked(sequence, one.row.cause(), Optional.of(told(one.failure))));
                rows.put(one.id, one.row.parked());
            } else {
                rows.put(one.id, one.row.failed(now, rules.pauses()));
            }
        }
        store.park(copy, tables.effects(), rows, parked);
    }

    private static String told(@Nullable Throwable failure) {
        String told = String.valueOf(failure == null ? null : failure.getMessage());
        return told.length() <= MAX_ERROR ? told : told.substring(0, MAX_ERROR);
    }

    private void begin(EffectId id, EffectRow<C> row, boolean tooLate) {
        if (running.add(id)) {
            executor.execute(() -> run(id, row, tooLate));
        }
    }

    private void run(EffectId id, EffectRow<C> row, boolean tooLate) {
        CompletableFuture<?> outcome;
        try {
            outcome =
                    tooLate
                            ? handler.tooLate(id, row.correlation(), row.command())
                            : handler.handle(id, row.correlation(), row.command());
        } catch (RuntimeException | Error e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        var unused = outcome.whenComplete((done, failure) -> end(id, row, failure));
    }

    private void end(EffectId id, EffectRow<C> row, @Nullable Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (why != null) {
            failures.failed(tables.process() + "/" + row.instance(), why);
        }
        ended.add(new Ended<>(id, row, why));
        steps.soon(Duration.ZERO);
    }
}
