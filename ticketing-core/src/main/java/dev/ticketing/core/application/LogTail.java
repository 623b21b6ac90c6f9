package dev.ticketing.core.application;

import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what one process has in memory in step with the log. It has no thread of its own: who reads
 * from memory asks for {@link #fresh} first, and if the last look at the log is too old, or does
 * not include what this process has recorded since, the log is looked at before anything is read.
 * So nothing is staler than {@link #MAX_AGE}, whatever other processes write, and a log that cannot
 * be reached is never mistaken for one in which nothing happens. Safe for any number of threads.
 */
final class LogTail {

    /** How old a look at the log may be. */
    static final Duration MAX_AGE = Duration.ofMillis(100);

    /** Who is further behind starts anew: reading what is asked for costs less than following. */
    static final int MAX_BEHIND = 5_000;

    private static final Set<Class<? extends DomainEvent>> INTERESTS = interests();

    private final Feed feed;
    private final InstantSource clock;
    private final List<Memory> memories;
    private final ReentrantLock turn = new ReentrantLock();

    /** The newest event that this process has recorded. */
    private final AtomicReference<Position> recorded = new AtomicReference<>(Position.START);

    private volatile Look last = new Look(Position.START, Instant.MIN);

    /**
     * A look at the log.
     *
     * @param upTo everything up to here has been told
     * @param at when, at the latest, it was the end of the log
     */
    private record Look(Position upTo, Instant at) {}

    /** What is kept in memory. Told by one thread at a time; does not block. */
    interface Memory {

        void showChanged(ShowId show, Position position);

        void placesChanged(SectionKey section);

        /** Anything may have changed up to a position. */
        void lost(Position upTo);
    }

    LogTail(Feed feed, InstantSource clock, List<Memory> memories) {
        this.feed = feed;
        this.clock = clock;
        this.memories = List.copyOf(memories);
    }

    private static Set<Class<? extends DomainEvent>> interests() {
        Set<Class<? extends DomainEvent>> interests = new HashSet<>(Interests.all(ShowEvent.class));
        interests.addAll(Interests.all(InventoryEvent.class));
        return Set.copyOf(interests);
    }

    /** Takes note of what this process has recorded. Does not block. */
    void recorded(Position position) {
        recorded.accumulateAndGet(position, Position::max);
    }

    /**
     * Up to where everything has been told, no older than {@link #MAX_AGE} and with all that this
     * process has recorded. Blocks if the log has to be looked at.
     *
     * @throws LogUnavailable if it has to be, and cannot
     */
    Position fresh() {
        Position own = recorded.get();
        if (!isFresh(own)) {
            look(own);
        }
        return last.upTo;
    }

    /**
     * Whether everything up to a position has been told, or can be told now. Blocks if the log has
     * to be looked at.
     */
    boolean reaches(Position position) {
        if (last.upTo.isBefore(position)) {
            look(position);
        }
        return !last.upTo.isBefore(position);
    }

    private boolean isFresh(Position with) {
        Look look = last;
        if (look.upTo.isBefore(with) || look.at.equals(Instant.MIN)) {
            return false;
        }
        Duration age = Duration.between(look.at, clock.instant());
        return !age.isNegative() && age.compareTo(MAX_AGE) <= 0;
    }

    /** Those who come while somebody looks are content with what that one sees. */
    private void look(Position with) {
        turn.lock();
        try {
            if (!isFresh(with)) {
                Instant now = clock.instant();
                Position head = feed.head();
                follow(head);
                last = new Look(last.upTo, now);
            }
        } finally {
            turn.unlock();
        }
    }

    private void follow(Position head) {
        if (head.value() - last.upTo.value() > MAX_BEHIND || last.at.equals(Instant.MIN)) {
            memories.forEach(memory -> memory.lost(head));
            last = new Look(head, last.at);
        }
        while (last.upTo.isBefore(head)) {
            Feed.Page page = feed.read(last.upTo, MAX_BEHIND, INTERESTS);
            if (page.upTo().equals(last.upTo)) {
                return;
            }
            page.events().forEach(this::tell);
            last = new Look(page.upTo(), last.at);
        }
    }

    /** By streams: also what cannot be read has changed something. */
    private void tell(RecordedEvent event) {
        switch (event.stream().category()) {
            case "show" -> {
                ShowId show = Show.idOf(event.stream());
                memories.forEach(memory -> memory.showChanged(show, event.position()));
            }
            case "inventory" -> {
                SectionKey section = SectionKey.of(event.stream());
                memories.forEach(memory -> memory.placesChanged(section));
            }
            default -> {
                // Of no interest, and not readable.
            }
        }
    }
}
