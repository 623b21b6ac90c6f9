package dev.ticketing.testkit.memory;

import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.WebhookInboxConformance;

class InMemoryWebhookInboxTest extends WebhookInboxConformance {

    private final InMemoryWebhookInbox inbox = new InMemoryWebhookInbox(new TestClock());

    @Override
    protected WebhookInbox inbox() {
        return inbox;
    }
}
