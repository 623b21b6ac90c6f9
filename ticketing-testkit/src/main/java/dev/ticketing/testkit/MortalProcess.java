package dev.ticketing.testkit;

import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.upkeep.OpenWork;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process that dies at a given step, to test that whatever it was doing is brought to an end by
 * another one. A step is the moment before, or after, something that others act on: a write to the
 * log, to the rows of a consumer or to the inbox of webhooks, a call to the payment provider, a
 * mail. From its death on it writes nothing more, there or in the journal, the snapshots and the
 * work that is due: it is refused with {@link Death}, and none of its tasks begins. What it reads,
 * and the hints it gives others, pass. Its leases end when their time is over, as those of any that
 * die.
 *
 * <p>To go through all steps of something, run it once with {@link #immortal()}, count its {@link
 * #steps}, and run it again for each of them. Safe for any number of threads; with more than one
 * the steps come in no certain order.
 */
public final class MortalProcess {

    /** The methods of {@link EventLog} and {@link ConsumerStore} that leave a trace. */
    private static final Set<String> WRITES =
            Set.of("append", "commit", "drain", "remove", "replace", "park", "failedAgain", "stop");

    /** Those of {@link WebhookInbox}; claims end by themselves. */
    private static final Set<String> INBOX = Set.of("store", "settle", "putOff");

    private static final Set<String> CALLS =
            Set.of("capture", "lookUp", "refund", "lookUpRefund", "send");

    /** It is thrown where the process dies, and at whatever it still tries afterwards. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1;

        private Death(String step) {
            super(step, null, false, false);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final int fatal;
    private final List<String> steps = new ArrayList<>();
    private volatile boolean dead;

    private MortalProcess(int fatal) {
        this.fatal = fatal;
    }

    /**
     * One that dies.
     *
     * @param step at which, the first being 0; one that does not get so far lives
     */
    public static MortalProcess dyingAt(int step) {
        if (step < 0) {
            throw new IllegalArgumentException("step: " + step);
        }
        return new MortalProcess(step);
    }

    /** One that lives, and counts. */
    public static MortalProcess immortal() {
        return new MortalProcess(Integer.MAX_VALUE);
    }

    /** What it may use of these, until it dies. */
    public Stores stores(Stores all) {
        return new Stores(
                port(EventLog.class, all.log(), WRITES),
                all.feed(),
                all.storedFeed(),
                port(Snapshots.class, all.snapshots(), Set.of()),
                port(ConsumerStore.class, all.consumers(), WRITES),
                all.wakeups(),
                port(OpenWork.class, all.openWork(), Set.of()),
                all.keys(),
                port(Journal.class, all.journal(), Set.of()),
                port(WebhookInbox.class, all.webhooks(), INBOX),
                all.directories());
    }

    /** What it runs on, until it dies. */
    public Platform platform(Platform all) {
        return new Platform(
                all.clock(),
                all.ids(),
                executor(all.executor()),
                executor(all.writers()),
                (delay, task) -> all.scheduler().after(delay, unlessDead(task)),
                all.failures(),
                all.limits());
    }

    public PaymentProvider provider(PaymentProvider all) {
        return port(PaymentProvider.class, all, CALLS);
    }

    /** How it tells people by mail, until it dies. */
    public Mailing mailing(Mailing all) {
        return new Mailing(
                port(Mailer.class, all.mailer(), CALLS),
                all.people(),
                all.papers(),
                all.publicUrl());
    }

    private Executor executor(Executor executor) {
        return task -> executor.execute(unlessDead(task));
    }

    public boolean isDead() {
        return dead;
    }

    /** What it has done so far, each before and after; the last is the one at which it died. */
    public List<String> steps() {
        lock.lock();
        try {
            return List.copyOf(steps);
        } finally {
            lock.unlock();
        }
    }

    private Runnable unlessDead(Runnable task) {
        return () -> {
            if (!dead) {
                task.run();
            }
        };
    }

    private <T> T port(Class<T> port, T behind, Set<String> traces) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            String name = port.getSimpleName() + "." + method.getName();
                            boolean leavesTrace = traces.contains(method.getName());
                            dieIfDue("before " + name, leavesTrace);
                            Object answer;
                            try {
                                answer = method.invoke(behind, arguments);
                            } catch (InvocationTargetException e) {
                                dieIfDue("after failed " + name, leavesTrace);
                                throw e.getCause();
                            }
                            dieIfDue("after " + name, leavesTrace);
                            return answer;
                        }));
    }

    private void dieIfDue(String step, boolean leavesTrace) {
        if (dead) {
            throw new Death("dead: " + step);
        }
        if (leavesTrace) {
            count(step);
        }
    }

    private void count(String step) {
        lock.lock();
        try {
            dead |= steps.size() == fatal;
            steps.add(step);
        } finally {
            lock.unlock();
        }
        if (dead) {
            throw new Death(step);
        }
    }
}
