package dev.ticketing.core.consumer;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The end of the log, read once for all consumers of a process. Who is further behind reads the log
 * itself. Safe for any number of threads.
 */
public final class SharedFeed implements Feed {

    /** How many events are kept, roughly. */
    private static final int KEPT = 20_000;

    private final Feed log;
    private final ReentrantLock lock = new ReentrantLock();

    /** Events without a gap; the first is the one after {@code before}. */
    private List<RecordedEvent> kept = new ArrayList<>();

    private Position before = Position.START;

    public SharedFeed(Feed log) {
        this.log = log;
    }

    @Override
    public Position head() {
        return log.head();
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        return log.read(after, limit);
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        lock.lock();
        try {
            if (isKept(after)) {
                return shared(after, limit, types);
            }
        } finally {
            lock.unlock();
        }
        Page own = log.read(after, limit, types);
        if (own.upTo().value() - after.value() < limit) {
            beginAt(own.upTo());
        }
        return own;
    }

    /** Who has come to the end goes on together with the others. */
    private void beginAt(Position end) {
        lock.lock();
        try {
            if (end().isBefore(end)) {
                kept = new ArrayList<>();
                before = end;
            }
        } finally {
            lock.unlock();
        }
    }

    private Position end() {
        return before.plus(kept.size());
    }

    private boolean isKept(Position after) {
        return !after.isBefore(before) && !end().isBefore(after);
    }

    private Page shared(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        if (after.equals(end())) {
            forgetOld();
            kept.addAll(log.read(after, limit));
        }
        int from = Math.toIntExact(after.value() - before.value());
        int to = Math.min(kept.size(), from + limit);
        List<RecordedEvent> wanted = new ArrayList<>();
        for (RecordedEvent event : kept.subList(from, to)) {
            boolean isWanted =
                    event.event() instanceof UnreadableEvent unreadable
                            ? unreadable.mayBeOf(types)
                            : types.contains(event.event().getClass());
            if (isWanted) {
                wanted.add(event);
            }
        }
        return new Page(wanted, before.plus(to));
    }

    private void forgetOld() {
        int tooMany = kept.size() - KEPT;
        if (tooMany > 0) {
            kept = new ArrayList<>(kept.subList(tooMany, kept.size()));
            before = before.plus(tooMany);
        }
    }
}
