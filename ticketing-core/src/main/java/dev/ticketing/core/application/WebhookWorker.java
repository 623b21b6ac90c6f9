package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Steps;
import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.payment.WebhookInbox.Claimed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Sees to what providers have told, in every process: several at a time, each until it succeeds, or
 * for a day. What succeeded is taken out afterwards, so that a crash in between lets it be done
 * again.
 */
final class WebhookWorker {

    /** How many are being seen to at a time. */
    static final int AT_ONCE = 8;

    /** Long enough for a look-up of a payment, and of a refund or two. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    /** For about a day. */
    static final int MOST_TRIES = 150;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(10));

    private final WebhookInbox inbox;
    private final Hearsay hearsay;
    private final Executor executor;
    private final FailureListener failures;
    private final Steps steps;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    /** Touched by steps alone. */
    private int running;

    /** What became of one. */
    private record Ended(Claimed claimed, @Nullable Throwable failure) {}

    /**
     * @param executor runs steps and what is to be done, which block
     */
    WebhookWorker(
            WebhookInbox inbox,
            Hearsay hearsay,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.inbox = inbox;
        this.hearsay = hearsay;
        this.executor = executor;
        this.failures = failures;
        this.steps = new Steps(this::step, POLL, executor, scheduler);
    }

    void start() {
        steps.start();
    }

    /** Begins nothing more; what is being seen to goes on, and is seen to again by others. */
    void stop() {
        steps.stop();
    }

    /** There is something to be seen to. */
    void wake() {
        steps.soon(Duration.ZERO);
    }

    private Next step() {
        try {
            settle();
            if (running < AT_ONCE) {
                for (Claimed claimed : inbox.claim(AT_ONCE - running, CLAIM)) {
                    running++;
                    executor.execute(() -> run(claimed));
                }
            }
            return Next.WHEN_WOKEN;
        } catch (RuntimeException e) {
            failures.failed("webhooks", e);
            return Next.AFTER_FAILURE;
        }
    }

    /** What cannot be written down is claimed again when its claim has ended. */
    private void settle() {
        List<Claimed> done = new ArrayList<>();
        List<Claimed> again = new ArrayList<>();
        Ended next = ended.poll();
        while (next != null) {
            running--;
            boolean over = next.failure == null || next.claimed.failures() + 1 >= MOST_TRIES;
            (over ? done : again).add(next.claimed);
            next = ended.poll();
        }
        if (!done.isEmpty()) {
            inbox.settle(done);
        }
        again.forEach(claimed -> inbox.putOff(claimed, BACKOFF.after(claimed.failures())));
    }

    private void run(Claimed claimed) {
        CompletableFuture<?> outcome;
        try {
            outcome = see(claimed.webhook());
        } catch (RuntimeException | Error e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        var unused = outcome.whenComplete((done, failure) -> end(claimed, failure));
    }

    private CompletableFuture<?> see(Webhook webhook) {
        return webhook.payment() == null
                ? CompletableFuture.completedFuture(null)
                : hearsay.follow(webhook.payment());
    }

    private void end(Claimed claimed, @Nullable Throwable failure) {
        if (failure != null) {
            Webhook webhook = claimed.webhook();
            failures.failed("webhook " + webhook.provider() + "/" + webhook.id(), failure);
        }
        ended.add(new Ended(claimed, failure));
        steps.soon(Duration.ZERO);
    }
}
