package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.Consumer.Surroundings;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries what a consumer has set aside with today's code, when somebody wants it. */
final class Retries {

    /** How many events of a dead letter are tried in one transaction. */
    private static final int RETRIED = 500;

    private final ConsumerId id;
    private final Projection projection;
    private final ConsumerStore store;
    private final Feed feed;
    private final InstantSource clock;
    private final Fold fold;
    private final Runnable onChange;

    Retries(
            ConsumerId id,
            Projection projection,
            Surroundings surroundings,
            Fold fold,
            Runnable onChange) {
        this.id = id;
        this.projection = projection;
        this.store = surroundings.store();
        this.feed = surroundings.feed();
        this.clock = surroundings.clock();
        this.fold = fold;
        this.onChange = onChange;
    }

    /** Tries a piece of it. False if the lease is gone. */
    boolean attempt(DeadLetter letter, Tenure now) {
        if (projection instanceof TimedProjection timed && !timed.isOfEvents(letter.sequence())) {
            return takeUp(now, letter, timed);
        }
        List<Position> positions = store.parked(letter.id(), Position.START, RETRIED);
        List<RecordedEvent> events =
                positions.stream().flatMap(position -> at(position).stream()).toList();
        Changes changes = fold.run(events, Set.of());
        Optional<Parked> failed =
                changes.parked().stream().filter(p -> p.error().isPresent()).findFirst();
        boolean still;
        try {
            still =
                    failed.isPresent()
                            ? drainUntil(now, letter, events, failed.get())
                            : drain(now, letter, positions, changes);
        } catch (RowsRefused e) {
            String error = String.valueOf(e.getMessage());
            still = store.failedAgain(now.lease, letter.id(), error);
        }
        now.aside.refresh(store.open(id));
        return still;
    }

    private boolean takeUp(Tenure now, DeadLetter letter, TimedProjection timed) {
        Instant at = clock.instant();
        Changes changes = fold.run(rows -> timed.takeUp(letter.sequence(), at, rows));
        boolean still = store.drain(now.lease, letter.id(), letter.first(), changes);
        now.aside.refresh(store.open(id));
        onChange.run();
        return still;
    }

    /** What comes before the event that fails again has its effect. */
    private boolean drainUntil(
            Tenure now, DeadLetter letter, List<RecordedEvent> events, Parked failed) {
        List<RecordedEvent> sound =
                events.stream().filter(e -> e.position().isBefore(failed.position())).toList();
        if (!sound.isEmpty()) {
            Changes changes = fold.run(sound, Set.of());
            Position last = sound.getLast().position();
            if (!store.drain(now.lease, letter.id(), last, changes)) {
                return false;
            }
        }
        return store.failedAgain(now.lease, letter.id(), failed.error().orElseThrow());
    }

    private boolean drain(
            Tenure now, DeadLetter letter, List<Position> positions, Changes changes) {
        Position last = positions.isEmpty() ? letter.first() : positions.getLast();
        return store.drain(now.lease, letter.id(), last, changes);
    }

    private Optional<RecordedEvent> at(Position position) {
        Position before = new Position(position.value() - 1);
        return feed.read(before, 1).stream().findFirst();
    }
}
