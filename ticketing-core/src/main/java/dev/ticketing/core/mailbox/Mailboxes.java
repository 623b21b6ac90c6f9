package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StreamId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The write side: routes each command to the mailbox of its consistency key. Safe for any number of
 * threads; never blocks the caller.
 */
public final class Mailboxes {

    private static final Duration DRAIN_POLL = Duration.ofMillis(10);

    private final Mailbox.Surroundings shared;
    private final Scheduler scheduler;
    private final Map<StreamId, Mailbox> open = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean closed;

    /**
     * What it needs from outside.
     *
     * @param executor runs steps, which block on the log: virtual threads in production
     * @param committed is told the position of each commit, from the committing thread, before
     *     anybody is answered; neither blocks nor throws
     */
    public record Needs(
            EventLog log,
            Feed feed,
            Snapshots snapshots,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures,
            MailboxLimits limits,
            Consumer<Position> committed) {}

    public Mailboxes(Needs needs) {
        Counters counters = new Counters();
        States states =
                new States(
                        needs.log, needs.snapshots, needs.executor, needs.failures, needs.limits);
        Committer committer =
                new Committer(
                        needs.log, needs.executor, needs.scheduler, counters, needs.committed);
        this.scheduler = needs.scheduler;
        this.shared =
                new Mailbox.Surroundings(
                        needs.log,
                        needs.feed,
                        states,
                        committer,
                        needs.executor,
                        needs.clock,
                        needs.limits,
                        counters);
    }

    /** The states that the mailboxes keep, for reading. */
    public States states() {
        return shared.states();
    }

    public WriteStatistics statistics() {
        return shared.counters().statistics();
    }

    /** How many commands wait for their answer. */
    public int unanswered() {
        return unanswered.get();
    }

    /**
     * Takes a command. The answer comes when what it recorded is durable, on a thread of the
     * executor: what hangs on it must not block. Fails with the log's exception when the log fails.
     */
    public <R> CompletableFuture<Completion<R>> submit(MailboxKey key, Work<R> work) {
        Envelope<R> envelope = new Envelope<>(work);
        if (closed) {
            envelope.notDone(Completion.Reason.CLOSED);
        } else if (unanswered.get() >= shared.limits().waitingInAll() || !offer(key, envelope)) {
            shared.counters().pushedBack.increment();
            envelope.notDone(Completion.Reason.OVERLOADED);
        }
        return envelope.caller();
    }

    private boolean offer(MailboxKey key, Envelope<?> envelope) {
        while (true) {
            Mailbox mailbox = open.computeIfAbsent(key.name(), name -> newMailbox(key));
            switch (mailbox.offer(envelope)) {
                case ACCEPTED -> {
                    return true;
                }
                case FULL -> {
                    return false;
                }
                case CLOSED -> open.remove(key.name(), mailbox);
            }
        }
    }

    private Mailbox newMailbox(MailboxKey key) {
        Mailbox[] self = new Mailbox[1];
        self[0] = new Mailbox(shared, key, unanswered, () -> open.remove(key.name(), self[0]));
        return self[0];
    }

    /** Takes no more commands; completes when all that were taken have been answered. */
    public CompletableFuture<Void> close() {
        closed = true;
        CompletableFuture<Void> drained = new CompletableFuture<>();
        awaitDrained(drained);
        return drained;
    }

    private void awaitDrained(CompletableFuture<Void> drained) {
        if (unanswered.get() == 0) {
            drained.complete(null);
        } else {
            scheduler.after(DRAIN_POLL, () -> awaitDrained(drained));
        }
    }
}
