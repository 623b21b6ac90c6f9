package dev.ticketing.core.application;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.DueSection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
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

    /** Releases what is overdue, a bounded piece at a time, so that buyers get their turn. */
    private CompletableFuture<Void> expire(DueSection due) {
        return Expiring.some(writes, ids.next(), due.where().show(), due.where().section())
                .thenComposeAsync(
                        outcome -> {
                            if (!(outcome instanceof Outcome.Done<Expiring.Released> done)) {
                                return CompletableFuture.completedFuture(null);
                            }
                            Expiring.Released released = done.value();
                            boolean more = released.next().filter(this::isOver).isPresent();
                            if (released.holds() > 0 && more && !stopped) {
                                return expire(due);
                            }
                            openWork.reschedule(due, released.next());
                            return CompletableFuture.completedFuture(null);
                        },
                        executor);
    }

    private boolean isOver(Instant instant) {
        return !instant.isAfter(clock.instant());
    }
}
