package dev.ticketing.testkit.services;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.PaymentProvider;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * A process that dies at a given step. A step is the moment before, or after, anything that leaves
 * a trace outside of the process: a write to the log or to the rows of a consumer, a call to the
 * provider. From its death on nothing of it takes effect: whatever it asks for is refused, and none
 * of its tasks runs.
 */
final class MortalProcess {

    /** The methods that leave a trace. */
    private static final Set<String> TRACES =
            Set.of(
                    "append",
                    "commit",
                    "drain",
                    "remove",
                    "replace",
                    "capture",
                    "lookUp",
                    "refund",
                    "lookUpRefund");

    /** It is thrown where the process dies, and at whatever it still tries afterwards. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(String step) {
            super(step, null, false, false);
        }
    }

    private final World world;
    private final int fatal;
    private final List<String> steps = new ArrayList<>();
    private boolean dead;

    /**
     * @param fatal the step at which it dies, the first being 0; beyond the last it lives
     */
    MortalProcess(World world, int fatal) {
        this.world = world;
        this.fatal = fatal;
    }

    Ticketing start() {
        Ticketing.Stores stores = world.stores(mortal(EventLog.class, world.log));
        Ticketing.Platform platform = world.platform(MailboxLimits.DEFAULT);
        Executor executor = task -> world.machine.execute(unlessDead(task));
        return Ticketing.start(
                new Ticketing.Stores(
                        stores.log(),
                        stores.feed(),
                        stores.storedFeed(),
                        stores.snapshots(),
                        mortal(ConsumerStore.class, stores.consumers()),
                        stores.wakeups(),
                        stores.openWork(),
                        stores.keys(),
                        stores.directories()),
                new Ticketing.Platform(
                        platform.clock(),
                        platform.ids(),
                        executor,
                        executor,
                        (delay, task) -> world.machine.after(delay, unlessDead(task)),
                        platform.failures(),
                        platform.limits()),
                mortal(PaymentProvider.class, world.provider));
    }

    boolean isDead() {
        return dead;
    }

    /** What it has done so far, each before and after. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    private Runnable unlessDead(Runnable task) {
        return () -> {
            if (!dead) {
                task.run();
            }
        };
    }

    private <T> T mortal(Class<T> port, T behind) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            String name = port.getSimpleName() + "." + method.getName();
                            boolean leavesTrace = TRACES.contains(method.getName());
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
            dead = steps.size() == fatal;
            steps.add(step);
            if (dead) {
                throw new Death(step);
            }
        }
    }
}
