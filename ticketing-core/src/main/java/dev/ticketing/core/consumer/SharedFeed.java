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
 * The end of the log, read once for all that follow it in a process. What the process has recorded
 * itself need not be read at all: whoever appends hands it over. Who is further behind reads the
 * log itself. Safe for any number of threads.
 *
 * <p>A page may end before the log does, where events of another process follow that nobody here
 * has read yet; the next one goes on from there.
 */
public final class SharedFeed implements Feed {

    /** How many events are kept, roughly. */
    private static final int KEPT = 20_000;

    private final Feed log;

    /** One at a time asks the log for what comes next; never taken by whoever appends. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Guards the fields below, for moments. */
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
        List<RecordedEvent> next = kept(after, limit);
        if (next.isEmpty() && isEnd(after)) {
            next = readOn(after, limit);
            if (next.isEmpty()) {
                return new Page(List.of(), after);
            }
        }
        if (!next.isEmpty()) {
            return page(next, types);
        }
        Page own = log.read(after, limit, types);
        if (own.upTo().value() - after.value() < limit) {
            beginAt(own.upTo());
        }
        return own;
    }

    /**
     * Takes what was just appended, in the order of positions. Does not wait for the log. What does
     * not follow on what is kept is left to be read.
     */
    public void recorded(List<RecordedEvent> events) {
        lock.lock();
        try {
            add(events);
        } finally {
            lock.unlock();
        }
    }

    private List<RecordedEvent> readOn(Position after, int limit) {
        reading.lock();
        try {
            List<RecordedEvent> meanwhile = kept(after, limit);
            if (!meanwhile.isEmpty()) {
                return meanwhile;
            }
            List<RecordedEvent> read = log.read(after, limit);
            recorded(read);
            return read;
        } finally {
            reading.unlock();
        }
    }

    /** What is kept after a position; nothing, if it is the end, or was not kept. */
    private List<RecordedEvent> kept(Position after, int limit) {
        lock.lock();
        try {
            if (after.isBefore(before) || !after.isBefore(end())) {
                return List.of();
            }
            int from = Math.toIntExact(after.value() - before.value());
            return List.copyOf(kept.subList(from, Math.min(kept.size(), from + limit)));
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnd(Position position) {
        lock.lock();
        try {
            return position.equals(end());
        } finally {
            lock.unlock();
        }
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

    private void add(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            if (event.position().equals(end().plus(1))) {
                kept.add(event);
            }
        }
        if (kept.size() > 2 * KEPT) {
            int tooMany = kept.size() - KEPT;
            kept = new ArrayList<>(kept.subList(tooMany, kept.size()));
            before = before.plus(tooMany);
        }
    }

    private static Page page(List<RecordedEvent> events, Set<Class<? extends DomainEvent>> types) {
        List<RecordedEvent> wanted = new ArrayList<>();
        for (RecordedEvent event : events) {
            boolean isWanted =
                    event.event() instanceof UnreadableEvent unreadable
                            ? unreadable.mayBeOf(types)
                            : types.contains(event.event().getClass());
            if (isWanted) {
                wanted.add(event);
            }
        }
        return new Page(wanted, events.getLast().position());
    }
}
