package dev.ticketing.postgres;

import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.WebhookInboxConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresWebhookInboxTest extends WebhookInboxConformance {

    private final PostgresTicketing ticketing;

    PostgresWebhookInboxTest(TestDatabase database) {
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @Override
    protected WebhookInbox inbox() {
        return ticketing.webhookInbox();
    }
}
