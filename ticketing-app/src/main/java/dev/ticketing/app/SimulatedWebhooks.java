package dev.ticketing.app;

import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.mailbox.Scheduler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Tells by itself what the simulated provider has done, when it comes into force: each until it is
 * taken, with pauses that grow, and after a restart what of the last hour was not taken before it.
 * Nobody who pays waits for it. Safe for any number of threads.
 */
final class SimulatedWebhooks implements AutoCloseable {

    /** More are not told: their payments are looked up. */
    static final int MOST_WAITING = 10_000;

    static final int AT_ONCE = 4;

    /** For about six minutes. */
    static final int MOST_TRIES = 12;

    /** Who asked shall have its answer first, mostly. */
    static final Duration DELAY = Duration.ofMillis(250);

    /** What is told again and again comes so much later, but for the first two. */
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1));
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedWebhooks.class);

    private final Predicate<SimulatedWebhook> sender;
    private final SentWebhooks sent;
    private final Executor executor;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Sending> due = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    /** One that is to be sent, and how often it was tried in vain. */
    private record Sending(SimulatedWebhook webhook, int tries) {}

    /**
     * @param sender sends one, and says whether it was taken; may block
     * @param executor runs the sender
     */
    SimulatedWebhooks(
            Predicate<SimulatedWebhook> sender,
            SentWebhooks sent,
            Executor executor,
            Scheduler scheduler,
            InstantSource clock) {
        this.sender = sender;
        this.sent = sent;
        this.executor = executor;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Tells what the provider does from now on, and what it has not told yet. */
    void start(SimulatedPaymentProvider provider) {
        provider.tell(this::written);
        Instant oldest = clock.instant().minus(REMEMBERED);
        Map<String, SimulatedWebhook> recent =
                SentWebhooks.byId(
                        provider.ledger().entrySet().stream()
                                .flatMap(
                                        entry ->
                                                SimulatedWebhook.of(
                                                        entry.getKey(), entry.getValue())
                                                        .stream())
                                .filter(webhook -> webhook.since().isAfter(oldest)));
        sent.removeFrom(recent);
        recent.values().forEach(this::expect);
    }

    /** Has one told a moment after it has come into force. */
    void expect(SimulatedWebhook webhook) {
        expect(new Sending(webhook, 0), firstOf(webhook));
    }

    private void written(String key, String entry, int deliveries) {
        SimulatedWebhook.of(key, entry)
                .ifPresent(
                        webhook -> {
                            for (int i = 0; i < deliveries; i++) {
                                Duration later = i < 2 ? Duration.ZERO : REPEAT;
                                expect(new Sending(webhook, 0), firstOf(webhook).plus(later));
                            }
                        });
    }

    private static Instant firstOf(SimulatedWebhook webhook) {
        return webhook.since().plus(DELAY);
    }

    private void expect(Sending sending, Instant at) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            LOG.debug("{} is not told: too much waits", sending.webhook.id());
            return;
        }
        Duration pause = Duration.between(clock.instant(), at);
        try {
            scheduler.after(
                    pause.isNegative() ? Duration.ZERO : pause,
                    () -> {
                        due.add(sending);
                        sendNext();
                    });
        } catch (RejectedExecutionException e) {
            // The system stops: it is told after the next start.
            waiting.decrementAndGet();
        }
    }

    private void sendNext() {
        while (!closed && !due.isEmpty() && free.tryAcquire()) {
            Sending next = due.poll();
            if (next == null) {
                free.release(); // somebody else was quicker; look again for what came meanwhile
            } else {
                executor.execute(() -> send(next));
            }
        }
    }

    private void send(Sending sending) {
        boolean taken = false;
        try {
            taken = sender.test(sending.webhook);
        } finally {
            free.release();
            waiting.decrementAndGet();
            sendNext();
        }
        if (taken) {
            sent.add(sending.webhook);
        } else if (sending.tries + 1 < MOST_TRIES && !closed) {
            Instant again = clock.instant().plus(BACKOFF.after(sending.tries));
            expect(new Sending(sending.webhook, sending.tries + 1), again);
        }
    }

    /** How many are still to be told. */
    int waiting() {
        return waiting.get();
    }

    /** Begins to send no more. */
    @Override
    public void close() {
        closed = true;
    }
}
