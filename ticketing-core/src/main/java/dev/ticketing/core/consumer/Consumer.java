package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Carries one copy of a consumer in one process: takes the lease when it is free, and while it has
 * it folds the feed into rows. What it cannot handle is tried again, and then parked.
 */
final class Consumer {

    /** How long a dead process holds up its consumers. */
    static final Duration LEASE = Duration.ofSeconds(5);

    /** How many positions one step looks at, at most. */
    static final int PAGE = 5_000;

    /** A rebuild has nobody waiting for it, and a long way to go. */
    static final int REBUILD_PAGE = 20_000;

    /** Its pages take longer, and must not be lost to another process half-way. */
    static final Duration REBUILD_LEASE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RENEW_AFTER = LEASE.dividedBy(3);

    /** A burst of commits is answered by one step. */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** In a rush fewer and larger steps leave more of the machine to those who cause it. */
    private static final Duration GATHER_IN_A_RUSH = Duration.ofMillis(200);

    /** So many positions in one step are a rush. */
    private static final int RUSH = 250;

    /** So that other processes see how far it has come. */
    private static final Duration STORE_AFTER = Duration.ofMillis(500);

    private static final int ATTEMPTS = 3;

    private static final int TIMERS_AT_ONCE = 500;

    /** What a process cannot have done is set aside without its consumer. */
    private static final Duration LOOK_ASIDE_AFTER = Duration.ofSeconds(1);

    private final ConsumerId id;
    private final Projection projection;
    private final Surroundings surroundings;
    private final Fold fold;
    private final Retries retries;
    private final Steps steps;
    private final Runnable onProgress;
    private final Runnable onChange;

    /** Touched by steps alone, like all that is not volatile. */
    private @Nullable Tenure tenure;

    private int limit;
    private int attempts;
    private boolean rebuilding;

    private volatile boolean rush;
    private volatile boolean owner;
    private volatile Position reached = Position.START;

    /** What all consumers of a process share. */
    record Surroundings(
            ConsumerStore store,
            Feed feed,
            String owner,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {}

    Consumer(
            ConsumerId id,
            boolean rebuilding,
            Projection projection,
            Surroundings surroundings,
            Runnable onProgress,
            Runnable onChange) {
        this.id = id;
        this.rebuilding = rebuilding;
        this.limit = page();
        this.projection = projection;
        this.surroundings = surroundings;
        this.onProgress = onProgress;
        this.onChange = onChange;
        this.fold = new Fold(projection, surroundings.store, id);
        this.retries = new Retries(id, projection, surroundings, fold, onChange);
        this.steps = new Steps(this::step, POLL, surroundings.executor, surroundings.scheduler);
    }

    private int page() {
        return rebuilding ? REBUILD_PAGE : PAGE;
    }

    private Duration leaseTime() {
        return rebuilding ? REBUILD_LEASE : LEASE;
    }

    void start() {
        steps.start();
    }

    /**
     * Gives the lease back after the running step, so that another process can go on at once.
     *
     * @param after runs when that is done
     */
    void stop(Runnable after) {
        steps.stopThen(
                () -> {
                    Tenure last = tenure;
                    forget();
                    if (last != null) {
                        release(last);
                    }
                    after.run();
                });
    }

    private void release(Tenure last) {
        try {
            if (last.stored.isBefore(reached)) {
                surroundings.store.commit(
                        last.lease, last.stored, reached, Changes.NONE, leaseTime());
            }
            surroundings.store.release(last.lease);
        } catch (RuntimeException e) {
            surroundings.failures.failed("consumer " + id, e);
        }
    }

    /** Says that there may be something new. */
    void wake() {
        steps.soon(rush ? GATHER_IN_A_RUSH : GATHER);
    }

    /** Says that somebody waits for it. */
    void hurry() {
        steps.soon(Duration.ZERO);
    }

    /** Up to where all that concerns it is in its rows; empty while another process moves it. */
    Optional<Position> reached() {
        return owner ? Optional.of(reached) : Optional.empty();
    }

    private Next step() {
        try {
            if (tenure == null && !takeLease()) {
                return Next.WHEN_WOKEN;
            }
            Next next = step(Objects.requireNonNull(tenure));
            onProgress.run();
            return next;
        } catch (CorruptLog e) {
            stopForGood(String.valueOf(e.getMessage()));
            return Next.WHEN_WOKEN;
        } catch (RuntimeException e) {
            surroundings.failures.failed("consumer " + id, e);
            forget();
            // A page that is too large for the store's patience would be so for ever.
            limit = Math.max(1, limit / 2);
            return Next.AFTER_FAILURE;
        }
    }

    private boolean takeLease() {
        Optional<Lease> taken = surroundings.store.acquire(id, surroundings.owner, leaseTime());
        if (taken.isEmpty()) {
            return false;
        }
        Lease lease = taken.get();
        Aside aside = new Aside(projection);
        aside.refresh(surroundings.store.open(id));
        reached = lease.position();
        tenure = new Tenure(lease, aside, surroundings.clock.instant());
        owner = true;
        return true;
    }

    private void forget() {
        owner = false;
        tenure = null;
    }

    /** A hole in the log, say: to go on would be to skip what may still turn up. */
    private void stopForGood(String why) {
        Tenure last = tenure;
        forget();
        if (last != null) {
            surroundings.store.stop(last.lease, why);
        }
        surroundings.failures.failed(
                "consumer " + id, new TicketingException("stopped, until a person looks: " + why));
    }

    private Next step(Tenure now) {
        if (!now.aside.isEmpty()) {
            now.aside.refresh(surroundings.store.open(id));
            Optional<DeadLetter> wanted = now.aside.retrying();
            if (wanted.isPresent()) {
                return retries.attempt(wanted.get(), now) ? Next.AT_ONCE : lost();
            }
        }
        Feed.Page read = surroundings.feed.read(reached, limit, projection.interests());
        List<RecordedEvent> events = read.events().stream().filter(this::isConcerned).toList();
        Changes changes = fold.run(events, now.aside.sequences());
        boolean failing = changes.parked().stream().anyMatch(p -> p.error().isPresent());
        if (failing && ++attempts < ATTEMPTS) {
            return Next.SOON;
        }
        Next next = take(now, read, changes);
        return next == Next.WHEN_WOKEN && owner && projection instanceof TimedProjection timed
                ? timeOut(now, timed)
                : next;
    }

    private Next timeOut(Tenure now, TimedProjection timed) {
        if (isOlderThan(now.looked, LOOK_ASIDE_AFTER)) {
            now.looked = surroundings.clock.instant();
            now.aside.refresh(surroundings.store.open(id));
            if (now.aside.retrying().isPresent()) {
                return Next.AT_ONCE;
            }
        }
        DueRows<TimerKey, Timer> due = surroundings.store.due(id, timed.timers(), TIMERS_AT_ONCE);
        if (due.rows().isEmpty()) {
            return Next.WHEN_WOKEN;
        }
        Changes changes = fold.run(timed, due, now.aside.sequences(), this::timerFailed);
        if (!move(now, reached, changes)) {
            return lost();
        }
        return due.rows().size() == TIMERS_AT_ONCE ? Next.AT_ONCE : Next.WHEN_WOKEN;
    }

    private void timerFailed(TimerKey timer, RuntimeException why) {
        surroundings.failures.failed(
                "timer " + timer.name() + " of " + id + "/" + timer.sequence(), why);
    }

    private boolean isConcerned(RecordedEvent event) {
        return Interests.concerns(projection, event);
    }

    private Next take(Tenure now, Feed.Page read, Changes changes) {
        long steppedOver = read.upTo().value() - reached.value();
        boolean full = steppedOver == limit;
        rush = steppedOver >= RUSH;
        boolean moved = reached.isBefore(read.upTo());
        boolean caughtUp = rebuilding && !full && now.stored.isBefore(read.upTo());
        if (now.aside.sizeWith(changes.parked()) > ConsumerStore.MAX_PARKED) {
            stopForGood("it would set aside more than " + ConsumerStore.MAX_PARKED + " sequences");
            return Next.WHEN_WOKEN;
        }
        try {
            if (!changes.isEmpty() || caughtUp || isStoringDue(now, read.upTo())) {
                if (!move(now, read.upTo(), changes)) {
                    return lost();
                }
            } else if (isRenewalDue(now) && !renew(now)) {
                return lost();
            }
        } catch (RowsRefused e) {
            return refused(now, read, e);
        }
        reached = read.upTo();
        attempts = 0;
        if (rebuilding && !full && surroundings.store.promote(now.lease)) {
            rebuilding = false;
        }
        limit = Math.min(page(), limit * 2);
        if (rebuilding) {
            // It runs after the one that serves, which has moved again when this one has.
            return moved ? Next.AT_ONCE : Next.SOON;
        }
        return full ? Next.AT_ONCE : Next.WHEN_WOKEN;
    }

    private boolean move(Tenure now, Position to, Changes changes) {
        if (!surroundings.store.commit(now.lease, now.stored, to, changes, leaseTime())) {
            return false;
        }
        now.aside.add(changes.parked());
        now.stored = to;
        now.renewed = surroundings.clock.instant();
        if (!changes.isEmpty()) {
            onChange.run();
        }
        return true;
    }

    private boolean renew(Tenure now) {
        now.renewed = surroundings.clock.instant();
        return surroundings.store.renew(now.lease, leaseTime());
    }

    private boolean isStoringDue(Tenure now, Position upTo) {
        return now.stored.isBefore(upTo) && isOlderThan(now.renewed, STORE_AFTER);
    }

    private boolean isRenewalDue(Tenure now) {
        return isOlderThan(now.renewed, RENEW_AFTER);
    }

    private boolean isOlderThan(Instant instant, Duration age) {
        return !surroundings.clock.instant().isBefore(instant.plus(age));
    }

    /** Whether this process has the lease, as far as it knows. */
    boolean isOwner() {
        return owner;
    }

    private Next lost() {
        forget();
        return Next.WHEN_WOKEN;
    }

    /** Looks at ever fewer events until the one is found whose rows are not taken. */
    private Next refused(Tenure now, Feed.Page read, RowsRefused why) {
        if (limit > 1) {
            limit /= 2;
            return Next.AT_ONCE;
        }
        RecordedEvent event = read.events().getFirst();
        Parked parked =
                new Parked(
                        projection.sequenceOf(event),
                        event.position(),
                        Optional.of(String.valueOf(why.getMessage())));
        return take(now, read, new Changes(List.of(), List.of(parked)));
    }
}
