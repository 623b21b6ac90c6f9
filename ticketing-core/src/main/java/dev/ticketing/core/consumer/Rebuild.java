package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A read model that is being built anew from the start of the log, as whoever wants it sees it: the
 * {@link Consumers} of any process carry it, and it serves as soon as it has caught up. Readers see
 * the old copy until then; it is kept afterwards, until it is dropped. Blocks; for one thread.
 */
public final class Rebuild {

    private final ConsumerStore store;
    private final Feed feed;
    private final InstantSource clock;
    private final ConsumerId copy;
    private final Instant began;
    private final Position first;

    private Rebuild(
            ConsumerStore store, Feed feed, InstantSource clock, ConsumerId copy, Position first) {
        this.store = store;
        this.feed = feed;
        this.clock = clock;
        this.copy = copy;
        this.began = clock.instant();
        this.first = first;
    }

    /** Where it is. */
    public sealed interface Stage {

        /**
         * On the way.
         *
         * @param head where the log ends now
         * @param perSecond positions, since somebody has begun to look
         * @param left how long it will take, at this speed; empty as long as it does not move
         */
        record Filling(Position at, Position head, long perSecond, Optional<Duration> left)
                implements Stage {}

        /** Readers see it. */
        record Serving(Position at) implements Stage {}

        /**
         * It does not move until a person lets it.
         *
         * @param reason why; empty if a person has paused it
         */
        record Standing(Position at, Optional<String> reason) implements Stage {}

        /** Somebody has dropped it. */
        record Gone() implements Stage {}
    }

    /**
     * Begins one, or joins one that is under way.
     *
     * @return empty if there is no such consumer
     */
    public static Optional<Rebuild> of(
            String name, ConsumerStore store, Feed feed, InstantSource clock) {
        Optional<ConsumerId> begun = store.begin(name, Role.REBUILDING);
        return store.all().stream()
                .filter(status -> status.id().name().equals(name))
                .filter(
                        status ->
                                begun.map(status.id()::equals)
                                        .orElse(status.role() == Role.REBUILDING))
                .findFirst()
                .map(status -> new Rebuild(store, feed, clock, status.id(), status.position()));
    }

    public ConsumerId copy() {
        return copy;
    }

    /** Looks where it is. */
    public Stage look() {
        return store.all().stream()
                .filter(status -> status.id().equals(copy))
                .findFirst()
                .map(this::stage)
                .orElse(new Stage.Gone());
    }

    private Stage stage(ConsumerStatus status) {
        if (status.role() == Role.SERVING || status.role() == Role.RETIRED) {
            return new Stage.Serving(status.position());
        }
        if (status.state() != State.RUNNING) {
            return new Stage.Standing(status.position(), status.reason());
        }
        Position head = feed.head();
        long done = status.position().value() - first.value();
        long millis = Math.max(1, Duration.between(began, clock.instant()).toMillis());
        long left = Math.max(0, head.value() - status.position().value());
        return new Stage.Filling(
                status.position(),
                head,
                done * 1_000 / millis,
                done == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis((long) ((double) left * millis / done))));
    }

    /** Removes the copies of a consumer that have served; the ones that were removed. */
    public static List<ConsumerId> dropRetired(String name, ConsumerStore store) {
        List<ConsumerId> dropped = new ArrayList<>();
        for (ConsumerStatus status : store.all()) {
            if (status.id().name().equals(name) && status.role() == Role.RETIRED) {
                store.drop(status.id());
                dropped.add(status.id());
            }
        }
        return List.copyOf(dropped);
    }
}
