package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventLog.AppliedCommand;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one writer of a consistency key in this process. Commands wait in a bounded queue; a step
 * takes a batch of them, judges one after the other in memory, and hands the result to the
 * committer; when it is durable the callers are answered, and the next step takes what has gathered
 * meanwhile. At most one step runs at a time. A mailbox lives as long as it has work.
 */
final class Mailbox {

    private static final int CLOSED = -1;

    /** What all mailboxes share. */
    record Surroundings(
            EventLog log,
            Feed feed,
            States states,
            Committer committer,
            Executor executor,
            InstantSource clock,
            MailboxLimits limits,
            Counters counters) {}

    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final Surroundings shared;
    private final MailboxKey key;
    private final Runnable onClose;
    private final AtomicInteger totalUnanswered;
    private final Queue<Envelope<?>> queue = new ConcurrentLinkedQueue<>();

    /** Commands accepted and not answered, or {@link #CLOSED}. */
    private final AtomicInteger unanswered = new AtomicInteger();

    /** What met a conflict or found no room: before everything else, in the next step. */
    private final Deque<Envelope<?>> again = new ArrayDeque<>();

    Mailbox(Surroundings shared, MailboxKey key, AtomicInteger totalUnanswered, Runnable onClose) {
        this.shared = shared;
        this.key = key;
        this.totalUnanswered = totalUnanswered;
        this.onClose = onClose;
    }

    Offer offer(Envelope<?> envelope) {
        int waiting = unanswered.get();
        while (true) {
            if (waiting == CLOSED) {
                return Offer.CLOSED;
            }
            if (waiting >= shared.limits.waitingPerMailbox()) {
                return Offer.FULL;
            }
            int witness = unanswered.compareAndExchange(waiting, waiting + 1);
            if (witness == waiting) {
                break;
            }
            waiting = witness;
        }
        totalUnanswered.incrementAndGet();
        queue.add(envelope);
        if (waiting == 0) {
            shared.executor.execute(this::step);
        }
        return Offer.ACCEPTED;
    }

    private void step() {
        List<Envelope<?>> batch = nextBatch();
        if (batch.isEmpty()) {
            // The caller has been counted but has not put its command into the queue yet.
            shared.executor.execute(this::step);
            return;
        }
        try {
            Round round = judge(batch);
            if (round.staged().isEmpty()) {
                deliver(round.answered());
                again.addAll(round.postponed());
                finish(batch.size() - again.size());
            } else {
                var unused =
                        shared.committer
                                .submit(round.units())
                                .whenCompleteAsync(
                                        (results, failure) ->
                                                settle(batch, round, results, failure),
                                        shared.executor);
            }
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        }
    }

    private List<Envelope<?>> nextBatch() {
        List<Envelope<?>> batch = new ArrayList<>();
        Envelope<?> next = again.poll();
        while (next != null) {
            batch.add(next);
            next = again.poll();
        }
        while (batch.size() < shared.limits.batch()) {
            next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /**
     * A no has to hold for what the log says now, not for what this process remembers: if another
     * process wrote meanwhile, everything is judged anew, and at last it is no answer.
     */
    private Round judge(List<Envelope<?>> batch) {
        for (int attempt = 1; ; attempt++) {
            Instant now = shared.clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Round round = new Round(new Workspace(shared.states, key.owned()), batch, now);
            boolean current = round.answered().isEmpty() || round.isCurrent();
            if (current || attempt == shared.limits.attempts()) {
                replayApplied(round.answered());
                if (!current) {
                    round.answered().replaceAll(Round.Answered::contended);
                }
                return round;
            }
        }
    }

    /** A repeated command may well be refused now; it gets its first answer all the same. */
    private void replayApplied(List<Round.Answered> answered) {
        if (answered.isEmpty()) {
            return;
        }
        List<CommandId> ids = new ArrayList<>();
        for (Round.Answered answer : answered) {
            ids.add(answer.envelope().work().command().id());
        }
        Map<CommandId, AppliedCommand> applied = shared.log.applied(ids);
        answered.removeIf(
                answer -> {
                    Envelope<?> envelope = answer.envelope();
                    AppliedCommand before = applied.get(envelope.work().command().id());
                    if (before == null) {
                        return false;
                    }
                    if (before.command().digest() == envelope.work().command().digest()) {
                        replay(envelope, before.first(), before.last());
                    } else {
                        envelope.notDone(Completion.Reason.COMMAND_REUSED);
                    }
                    return true;
                });
    }

    private <R> void replay(Envelope<R> envelope, Position first, Position last) {
        int count = Math.toIntExact(last.value() - first.value() + 1);
        List<RecordedEvent> recorded = shared.feed.read(new Position(first.value() - 1), count);
        try {
            envelope.judged(envelope.work().replay(recorded));
        } catch (RuntimeException e) {
            envelope.failed(e);
        }
    }

    private void settle(
            List<Envelope<?>> batch,
            Round round,
            @Nullable List<AppendResult> results,
            @Nullable Throwable failure) {
        if (results == null) {
            fail(batch, failure == null ? new IllegalStateException("no results") : failure);
            return;
        }
        try {
            boolean all = results.stream().allMatch(AppendResult.Appended.class::isInstance);
            if (all) {
                round.workspace().committed();
            } else {
                key.owned().forEach(shared.states::current);
            }
            for (int i = 0; i < results.size(); i++) {
                settle(round.staged().get(i), results.get(i));
            }
            if (all) {
                deliver(round.answered());
            } else {
                round.answered().forEach(answer -> again.add(answer.envelope()));
            }
            again.addAll(round.postponed());
            finish(batch.size() - again.size());
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        }
    }

    private <R> void settle(Round.Staged<R> staged, AppendResult result) {
        Envelope<R> envelope = staged.envelope();
        switch (result) {
            case AppendResult.Appended(Position first, Position last) ->
                    envelope.judged(staged.commit().answer().apply(last));
            case AppendResult.AlreadyApplied(Position first, Position last) ->
                    replay(envelope, first, last);
            case AppendResult.CommandReused() -> envelope.notDone(Completion.Reason.COMMAND_REUSED);
            case AppendResult.Conflict() -> {
                shared.counters.conflicts.increment();
                if (envelope.mayTryAgain(shared.limits.attempts())) {
                    again.add(envelope);
                } else {
                    envelope.notDone(Completion.Reason.CONTENDED);
                }
            }
        }
    }

    private void deliver(List<Round.Answered> answered) {
        shared.counters.refusals.add(answered.size());
        answered.forEach(answer -> answer.deliver().run());
    }

    /** Nothing is known for certain: everybody is told, and the states are read anew. */
    private void fail(List<Envelope<?>> batch, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        again.clear();
        for (AggregateRef<?, ?> aggregate : key.owned()) {
            shared.states.forget(aggregate.stream());
        }
        for (Envelope<?> envelope : batch) {
            envelope.failed(cause);
        }
        finish(batch.size());
    }

    private void finish(int answered) {
        totalUnanswered.addAndGet(-answered);
        int left = unanswered.addAndGet(-answered);
        if (left > 0) {
            shared.executor.execute(this::step);
        } else if (unanswered.compareAndSet(0, CLOSED)) {
            onClose.run();
        }
    }
}
