package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A second copy of a consumer, filled from the start of the log by this process alone, to be
 * compared with the one that serves. What the serving copy has set aside is left out of this one
 * too, so that both must be the same to the last row. Blocks; for one thread.
 *
 * <p>Every method throws {@link LogUnavailable} when the store cannot be reached.
 */
public final class CheckingCopy implements AutoCloseable {

    /** Long enough for the slowest page; a process that died keeps others waiting for so long. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int PAGE = 5_000;
    private static final int MAX_FAILED = 100;

    private final ConsumerStore store;
    private final Projection projection;
    private final Lease lease;
    private final ConsumerStatus serving;
    private final SetAside setAside;
    private final Fold fold;

    /** Sequences that today's code cannot handle, although the serving copy has. */
    private final Set<String> failing = new HashSet<>();

    private final List<Parked> failed = new ArrayList<>();
    private Position position = Position.START;
    private boolean steady;

    private CheckingCopy(
            ConsumerStore store, Projection projection, ConsumerStatus serving, Lease lease) {
        this.store = store;
        this.projection = projection;
        this.serving = serving;
        this.lease = lease;
        this.setAside = new SetAside(store, serving.id());
        this.steady = setAside.refresh();
        this.fold = new Fold(projection, store, lease.consumer());
    }

    /**
     * Begins a copy, in the place of one that a dead process has left behind.
     *
     * @param owner names a process, in a way that no other process does
     * @return empty if another process is checking this consumer, or there is no such consumer
     */
    public static Optional<CheckingCopy> begin(
            ConsumerStore store, Projection projection, String owner) {
        String name = projection.name();
        for (ConsumerStatus status : store.all()) {
            if (status.id().name().equals(name) && status.role() == Role.CHECKING) {
                if (!isLeftBehind(store, status, owner)) {
                    return Optional.empty();
                }
                store.drop(status.id());
            }
        }
        Optional<Lease> lease =
                store.begin(name, Role.CHECKING).flatMap(id -> store.acquire(id, owner, LEASE));
        return lease.flatMap(
                taken ->
                        store.all().stream()
                                .filter(status -> status.id().name().equals(name))
                                .filter(status -> status.role() == Role.SERVING)
                                .findFirst()
                                .map(one -> new CheckingCopy(store, projection, one, taken)));
    }

    /** Whoever has the lease is at work; one that is paused has no owner that moves it. */
    private static boolean isLeftBehind(ConsumerStore store, ConsumerStatus status, String owner) {
        return status.state() != State.RUNNING
                || store.acquire(status.id(), owner, LEASE).isPresent();
    }

    /** How far the serving copy had come when this one was begun. */
    public Position served() {
        return serving.position();
    }

    public String name() {
        return projection.name();
    }

    public boolean keeps(Table<?, ?> table) {
        return projection.tables().contains(table);
    }

    /** How far this copy has come. */
    public Position position() {
        return position;
    }

    /**
     * Takes the next events of the log, of any kind.
     *
     * @param events may reach past {@code upTo}; those that were taken before are left out
     * @param upTo not past where the serving copy has come
     * @throws TicketingException if another process has taken this copy over, or somebody has
     *     paused the consumer
     */
    public void take(List<RecordedEvent> events, Position upTo) {
        if (!position.isBefore(upTo)) {
            return;
        }
        List<RecordedEvent> own = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (position.isBefore(event.position())
                    && !upTo.isBefore(event.position())
                    && Interests.concerns(projection, event)
                    && !setAside.takes(projection.sequenceOf(event), event.position())) {
                own.add(event);
            }
        }
        fold(own, upTo);
    }

    /** In halves, if rows are not taken, until the event is found that makes them. */
    private void fold(List<RecordedEvent> events, Position upTo) {
        Changes changes = fold.run(events, failing);
        try {
            move(upTo, new Changes(changes.tables(), List.of()));
            changes.parked().forEach(this::fail);
        } catch (RowsRefused e) {
            if (events.size() == 1) {
                String sequence = projection.sequenceOf(events.getFirst());
                Optional<String> why = Optional.of(String.valueOf(e.getMessage()));
                move(upTo, Changes.NONE);
                fail(new Parked(sequence, events.getFirst().position(), why));
            } else {
                List<RecordedEvent> half = events.subList(0, events.size() / 2);
                fold(half, half.getLast().position());
                fold(events.subList(half.size(), events.size()), upTo);
            }
        }
    }

    private void fail(Parked event) {
        if (event.error().isPresent() && failed.size() < MAX_FAILED) {
            failed.add(event);
        }
        failing.add(event.sequence());
        if (failing.size() > ConsumerStore.MAX_PARKED) {
            throw new TicketingException(
                    name() + ": more than " + ConsumerStore.MAX_PARKED + " sequences fail");
        }
    }

    private void move(Position to, Changes changes) {
        if (!store.commit(lease, position, to, changes, LEASE)) {
            throw new TicketingException(
                    "the check of " + name() + " was taken over or paused by somebody");
        }
        position = to;
    }

    /** Says that the check goes on; to be called every few seconds when nothing else is. */
    public void renew() {
        if (!store.renew(lease, LEASE)) {
            throw new TicketingException(
                    "the check of " + name() + " was taken over or paused by somebody");
        }
    }

    /**
     * What the comparison has shown.
     *
     * @param at where both copies were
     * @param differences between the serving copy and this one, at most so many as wanted
     * @param failed events that today's code cannot handle, although the serving copy has
     * @param aside what the serving copy has set aside, and this one has left out
     * @param wrongReferences which dead letters do not hold what belongs into them
     * @param steady false if a person has retried or discarded a dead letter meanwhile, or the
     *     consumer was rebuilt: then nothing was compared
     */
    public record Comparison(
            Position at,
            List<Difference> differences,
            List<Parked> failed,
            List<DeadLetter> aside,
            List<String> wrongReferences,
            boolean steady) {
        public Comparison {
            differences = List.copyOf(differences);
            failed = List.copyOf(failed);
            aside = List.copyOf(aside);
            wrongReferences = List.copyOf(wrongReferences);
        }
    }

    /**
     * Catches up with the serving copy and compares. At the end of it the serving copy stands for
     * as long as the comparison takes: whoever moves it waits.
     *
     * @throws CorruptLog if there is a hole on the way from where this copy is
     */
    public Comparison compare(Feed feed, int limit) {
        // Most of the way while the other one goes on.
        Position before;
        do {
            before = position;
            catchUp(feed, servedNow());
        } while (before.plus(PAGE).isBefore(position));
        return store.standing(name(), now -> compareStanding(now, feed, limit));
    }

    private Position servedNow() {
        Position now =
                store.all().stream()
                        .filter(status -> status.id().equals(serving.id()))
                        .map(ConsumerStatus::position)
                        .findFirst()
                        .orElse(position);
        steady &= setAside.refresh();
        return now;
    }

    private Comparison compareStanding(ConsumerStatus now, Feed feed, int limit) {
        steady &= now.id().equals(serving.id()) && setAside.refresh();
        if (!steady) {
            return result(List.of(), List.of());
        }
        catchUp(feed, now.position());
        List<Difference> differences = store.differences(now.id(), lease.consumer(), limit);
        return result(differences, setAside.wrongReferences());
    }

    private Comparison result(List<Difference> differences, List<String> wrongReferences) {
        return new Comparison(
                position, differences, failed, setAside.open(), wrongReferences, steady);
    }

    private void catchUp(Feed feed, Position target) {
        while (steady && position.isBefore(target)) {
            int limit = (int) Math.min(PAGE, target.value() - position.value());
            Feed.Page page = feed.read(position, limit, projection.interests());
            if (!position.isBefore(page.upTo())) {
                return; // It stands past the end of the log.
            }
            take(page.events(), page.upTo());
        }
    }

    /** Removes the copy. */
    @Override
    public void close() {
        store.drop(lease.consumer());
    }
}
