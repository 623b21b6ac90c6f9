package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.Wakeups;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hints between all that share an {@link Air}, each on the thread that gives it, to which a
 * listener that throws does so. Safe for any number of threads.
 */
public final class InMemoryWakeups implements Wakeups {

    private final Air air;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** What joins the processes. */
    public static final class Air {

        private final List<Runnable> all = new CopyOnWriteArrayList<>();

        public Air() {}
    }

    /** Those of one process. */
    public InMemoryWakeups(Air air) {
        this.air = air;
    }

    @Override
    public void announce() {
        if (!closed) {
            air.all.forEach(Runnable::run);
        }
    }

    @Override
    public void listen(Runnable onWake) {
        listeners.add(onWake);
        air.all.add(onWake);
    }

    @Override
    public void close() {
        closed = true;
        air.all.removeAll(listeners);
        listeners.clear();
    }
}
