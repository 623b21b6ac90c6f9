package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Steps;
import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes down in the background what has passed: nobody waits for it, and nothing fails because of
 * it. What was not written yet when its process dies is never told. Safe for any number of threads.
 */
final class JournalWriter {

    /** How many wait to be written, at most; what comes then is reported, and not told. */
    static final int MOST_WAITING = 10_000;

    /** So often the same entries are tried; then they are reported, and not told. */
    static final int MOST_TRIES = 30;

    private static final int AT_ONCE = 100;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String TASK = "journal";

    private final Journal journal;
    private final FailureListener failures;
    private final Steps steps;
    private final BlockingQueue<JournalEntry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    /** What is being written, and how often it was tried in vain. Touched by steps alone. */
    private List<JournalEntry> batch = List.of();

    private int tries;

    /**
     * @param executor runs steps, which block
     */
    JournalWriter(
            Journal journal, Executor executor, Scheduler scheduler, FailureListener failures) {
        this.journal = journal;
        this.failures = failures;
        this.steps = new Steps(this::step, POLL, executor, scheduler);
    }

    /** Has it written soon. Neither blocks nor throws. */
    void write(JournalEntry entry) {
        try {
            if (!waiting.offer(entry)) {
                failures.failed(TASK, new TicketingException("too much waits to be written"));
            }
            steps.soon(Duration.ZERO);
        } catch (RuntimeException e) {
            // The executor may have ended.
            failures.failed(TASK, e);
        }
    }

    private Next step() {
        takeNext();
        if (batch.isEmpty()) {
            return Next.WHEN_WOKEN;
        }
        return writeBatch() ? Next.AT_ONCE : Next.AFTER_FAILURE;
    }

    private void takeNext() {
        if (batch.isEmpty()) {
            List<JournalEntry> next = new ArrayList<>(AT_ONCE);
            waiting.drainTo(next, AT_ONCE);
            batch = next;
            tries = 0;
        }
    }

    private boolean writeBatch() {
        try {
            journal.writeAll(batch);
            batch = List.of();
            return true;
        } catch (RuntimeException e) {
            failures.failed(TASK, e);
            tries++;
            if (tries == MOST_TRIES) {
                batch = List.of();
            }
            return false;
        }
    }

    /** Completes when what waits has been written, or could not be. */
    CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        steps.stopThen(
                () -> {
                    boolean more = true;
                    while (more) {
                        takeNext();
                        more = !batch.isEmpty() && writeBatch();
                    }
                    done.complete(null);
                });
        return done;
    }
}
