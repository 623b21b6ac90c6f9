package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.Position;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Guards what a read model stores, and moves only from where it is. */
final class Checkpoint {

    private final ReentrantLock lock = new ReentrantLock();
    private Position position = Position.START;

    Position position() {
        return locked(() -> position);
    }

    boolean move(Position from, Position to, Runnable change) {
        return locked(
                () -> {
                    if (!position.equals(from)) {
                        return false;
                    }
                    change.run();
                    position = to;
                    return true;
                });
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
