package dev.ticketing.core.application;

import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.payment.PaymentProvider;

import java.util.concurrent.CompletableFuture;

/** What deals with a payment provider: in both directions, with a note of each time. */
final class PaymentServices {

    final Payments payments;
    final Webhooks webhooks;
    private final WebhookWorker worker;
    private final JournalWriter journal;

    PaymentServices(
            WriteSide writes,
            Stores stores,
            Platform platform,
            PaymentProvider provider,
            LateCapture late) {
        journal =
                new JournalWriter(
                        stores.journal(),
                        platform.executor(),
                        platform.scheduler(),
                        platform.failures());
        ProviderDesk desk = new ProviderDesk(provider, journal, platform.ids(), platform.clock());
        payments =
                new Payments(
                        writes,
                        desk,
                        late,
                        platform.ids(),
                        platform.clock(),
                        platform.executor(),
                        platform.scheduler(),
                        platform.failures());
        worker =
                new WebhookWorker(
                        stores.webhooks(),
                        new Hearsay(writes, desk, payments),
                        platform.executor(),
                        platform.scheduler(),
                        platform.failures());
        webhooks =
                new Webhooks(
                        writes,
                        stores.webhooks(),
                        worker,
                        journal,
                        platform.clock(),
                        platform.failures());
    }

    void start() {
        worker.start();
    }

    void stop() {
        worker.stop();
    }

    /** Completes when what passed has been written down. */
    CompletableFuture<Void> written() {
        return journal.stop();
    }
}
