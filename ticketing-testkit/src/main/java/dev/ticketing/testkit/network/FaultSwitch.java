package dev.ticketing.testkit.network;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The present fault. Safe for any number of threads. */
final class FaultSwitch {

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();
    private final AtomicInteger unheardCommits = new AtomicInteger();
    private Fault fault = new Fault.None();
    private boolean ended;

    void becomes(Fault next) {
        turn.lock();
        try {
            fault = next;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** Nobody waits any more. */
    void ends() {
        turn.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    Fault now() {
        turn.lock();
        try {
            return fault;
        } finally {
            turn.unlock();
        }
    }

    /** Waits as long as the fault is of a kind. */
    void awaitEnd(Predicate<Fault> kind) {
        turn.lock();
        try {
            while (!ended && kind.test(fault)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            turn.unlock();
        }
    }

    void commitIsUnheard() {
        unheardCommits.incrementAndGet();
    }

    int unheardCommits() {
        return unheardCommits.get();
    }
}
