package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.DueSection;
import dev.ticketing.core.upkeep.OpenWork.OpenTransfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Does in time what nobody asks for: records the end of holds, and settles payments and refunds
 * that a crash or a silent provider left open. Runs in every process; doing something twice is
 * harmless, because each decision is taken by its mailbox and its command id.
 */
final class Upkeep {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int SECTIONS_AT_ONCE = 100;
    private static final int PLACES_AT_ONCE = 500;
    private static final int TRANSFERS_AT_ONCE = 100;

    /** No call to the provider takes so long: what is open after it has been left behind. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);

    private final WriteSide writes;
    private final Payments payments;
    private final OpenWork openWork;
    private final IdSource ids;
    private final InstantSource clock;
    private final Executor executor;
    private final Scheduler scheduler;
    private final FailureListener failures;
    private volatile boolean stopped;

    Upkeep(
            WriteSide writes,
            Payments payments,
            OpenWork openWork,
            IdSource ids,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.writes = writes;
        this.payments = payments;
        this.openWork = openWork;
        this.ids = ids;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    void start() {
        executor.execute(this::round);
    }

    void stop() {
        stopped = true;
    }

    private void round() {
        if (stopped) {
            return;
        }
        guarded("upkeep", this::expireDue);
        guarded("upkeep", this::resumeAbandoned);
        scheduler.after(EVERY, () -> executor.execute(this::round));
    }

    private void guarded(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failures.failed(what, e);
        }
    }

    private void expireDue() {
        for (DueSection due : openWork.dueSections(clock.instant(), SECTIONS_AT_ONCE)) {
            guarded("expiry in " + due.show() + "/" + due.section(), () -> expire(due));
        }
    }

    private void resumeAbandoned() {
        Instant before = clock.instant().minus(ABANDONED_AFTER);
        for (OpenTransfer open : openWork.transfersBegunBefore(before, TRANSFERS_AT_ONCE)) {
            guarded("payment " + open.payment(), () -> payments.resume(open.payment()));
        }
    }

    /** Releases what is overdue, a bounded piece at a time, so that buyers get their turn. */
    private void expire(DueSection due) {
        Optional<Instant> next = Optional.of(due.at());
        boolean progress = true;
        while (progress && !stopped && next.filter(this::isOver).isPresent()) {
            Outcome<Expiring.Released> outcome = releaseSome(due);
            if (!(outcome instanceof Outcome.Done<Expiring.Released> done)) {
                return;
            }
            progress = done.value().holds() > 0;
            next = done.value().next();
        }
        openWork.reschedule(due, next);
    }

    private boolean isOver(Instant instant) {
        return !instant.isAfter(clock.instant());
    }

    private Outcome<Expiring.Released> releaseSome(DueSection due) {
        UUID id = ids.next();
        Expiring expiring = new Expiring(due.show(), due.section(), PLACES_AT_ONCE);
        Task<Expiring.Released> task =
                new Task<>(
                        new CommandKey(new CommandId(id), 0),
                        EventMetadata.ofSystem("expiry", id),
                        List.of(),
                        expiring::judge,
                        recorded ->
                                WriteSide.replayed(
                                        new Expiring.Released(
                                                recorded.size(), Optional.of(due.at())),
                                        Version.NONE,
                                        recorded));
        return writes.submit(WriteSide.keyOf(due.show(), due.section()), task).join();
    }
}
