package dev.ticketing.core.application;

import dev.ticketing.core.application.Expiring.Piece;
import dev.ticketing.core.application.Expiring.Released;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.DueSection;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Records the end of holds in time, which nobody asks for. Runs in every process; doing something
 * twice is harmless, because each decision is taken by its mailbox and its command id.
 */
final class Upkeep {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int SECTIONS_AT_ONCE = 100;

    private final WriteSide writes;
    private final OpenWork openWork;
    private final IdSource ids;
    private final InstantSource clock;
    private final Executor executor;
    private final Scheduler scheduler;
    private final FailureListener failures;
    private volatile boolean stopped;

    Upkeep(
            WriteSide writes,
            OpenWork openWork,
            IdSource ids,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.writes = writes;
        this.openWork = openWork;
        this.ids = ids;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    void start() {
        executor.execute(this::expireDue);
    }

    void stop() {
        stopped = true;
    }

    /** Not once it has stopped: the timer may be gone by the end of the last round. */
    private void later(Runnable round) {
        if (!stopped) {
            scheduler.after(EVERY, () -> executor.execute(round));
        }
    }

    private void expireDue() {
        if (stopped) {
            return;
        }
        try {
            expire(openWork.dueSections(clock.instant(), SECTIONS_AT_ONCE).iterator());
        } catch (RuntimeException e) {
            failures.failed("upkeep", e);
            later(this::expireDue);
        }
    }

    /** One section after the other, then the next round. Waits for none of them. */
    private void expire(Iterator<DueSection> sections) {
        if (stopped || !sections.hasNext()) {
            later(this::expireDue);
            return;
        }
        DueSection due = sections.next();
        var unused =
                expire(due)
                        .whenCompleteAsync(
                                (nothing, failure) -> {
                                    if (failure != null) {
                                        String where =
                                                due.where().show() + "/" + due.where().section();
                                        failures.failed("expiry in " + where, failure);
                                    }
                                    expire(sections);
                                },
                                executor);
    }

    private CompletableFuture<Void> expire(DueSection due) {
        SectionOfShow where = due.where();
        return CompletableFuture.supplyAsync(
                        () -> Expiring.read(writes, where.show(), where.section(), clock.instant()),
                        executor)
                .thenComposeAsync(piece -> expire(due, piece), executor);
    }

    /**
     * Releases what is overdue, a bounded piece at a time, so that buyers get their turn; the next
     * piece is read while one is being recorded.
     */
    private CompletableFuture<Void> expire(DueSection due, Piece piece) {
        if (piece.isEmpty()) {
            openWork.reschedule(due, piece.next());
            return CompletableFuture.completedFuture(null);
        }
        var released = Expiring.release(writes, ids.next(), piece);
        return CompletableFuture.supplyAsync(
                        () -> Expiring.readBeside(writes, piece, clock.instant()), executor)
                .thenCombine(released, (next, outcome) -> mayGoOn(outcome, next))
                .thenComposeAsync(
                        next ->
                                next.map(more -> expire(due, more))
                                        .orElseGet(() -> CompletableFuture.completedFuture(null)),
                        executor);
    }

    /** What could not be released is left for the next round. */
    private Optional<Piece> mayGoOn(Outcome<Released> outcome, Piece next) {
        boolean released =
                outcome instanceof Outcome.Done<Released> done && done.value().holds() > 0;
        return released && !stopped ? Optional.of(next) : Optional.empty();
    }
}
