package dev.ticketing.core.consumer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Listens once for all who listen in a process: each listener may cost a connection. */
public final class SharedWakeups implements Wakeups {

    private final Wakeups wakeups;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public SharedWakeups(Wakeups wakeups) {
        this.wakeups = wakeups;
    }

    @Override
    public void announce() {
        wakeups.announce();
    }

    @Override
    public void listen(Runnable onWake) {
        listeners.add(onWake);
        if (listening.compareAndSet(false, true)) {
            wakeups.listen(() -> listeners.forEach(Runnable::run));
        }
    }

    @Override
    public void close() {
        wakeups.close();
    }
}
