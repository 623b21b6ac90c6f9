package dev.ticketing.core.application;

import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.reservation.PaymentId;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * What providers tell by themselves, and who asked for it to be sent has verified. Stored first,
 * seen to afterwards. Blocks; safe for any number of threads.
 */
public final class Webhooks {

    private final WriteSide writes;
    private final WebhookInbox inbox;
    private final WebhookWorker worker;
    private final JournalWriter journal;
    private final InstantSource clock;
    private final FailureListener failures;

    Webhooks(
            WriteSide writes,
            WebhookInbox inbox,
            WebhookWorker worker,
            JournalWriter journal,
            InstantSource clock,
            FailureListener failures) {
        this.writes = writes;
        this.inbox = inbox;
        this.worker = worker;
        this.journal = journal;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Takes one in: when this returns it is stored, and will have its effect, once however often it
     * is delivered.
     *
     * @return which delivery of it this is; 1 for the first
     */
    public int receive(Webhook webhook) {
        int delivery = inbox.store(webhook);
        worker.wake();
        try {
            note(webhook, delivery);
        } catch (RuntimeException e) {
            // It is stored all the same.
            failures.failed("webhook " + webhook.provider() + "/" + webhook.id(), e);
        }
        return delivery;
    }

    /** How many are to be seen to. */
    public long waiting() {
        return inbox.waiting();
    }

    private void note(Webhook webhook, int delivery) {
        PaymentId id = webhook.payment();
        if (id == null) {
            return;
        }
        PaymentTrail trail = PaymentTrail.read(writes, id);
        if (trail.payment() instanceof Payment.Requested payment) {
            journal.write(
                    new JournalEntry(
                            idOf(webhook, delivery),
                            payment.request().reservation(),
                            clock.instant(),
                            JournalEntry.Kind.WEBHOOK,
                            "system:webhooks",
                            trail.origin().correlationId(),
                            summary(webhook, delivery),
                            Map.of(
                                    "provider", webhook.provider(),
                                    "webhook", webhook.id(),
                                    "type", webhook.type(),
                                    "payment", id.toString(),
                                    "delivery", Integer.toString(delivery))));
        }
    }

    private static String summary(Webhook webhook, int delivery) {
        String again = delivery == 1 ? "" : ", delivered again";
        return "The provider told by itself: " + webhook.type() + again + ".";
    }

    private static UUID idOf(Webhook webhook, int delivery) {
        String name = webhook.provider() + "/" + webhook.id() + "/" + delivery;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
