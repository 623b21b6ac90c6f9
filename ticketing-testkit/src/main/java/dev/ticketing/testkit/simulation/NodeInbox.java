package dev.ticketing.testkit.simulation;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The inbox of webhooks as one server sees it, until the server dies. */
final class NodeInbox implements WebhookInbox {

    private static final String INBOX = "the inbox";

    private final Life life;
    private final WebhookInbox inbox;

    NodeInbox(Life life, WebhookInbox inbox) {
        this.life = life;
        this.inbox = inbox;
    }

    @Override
    public int store(Webhook webhook) {
        life.reach(INBOX);
        return inbox.store(webhook);
    }

    @Override
    public List<Claimed> claim(int limit, Duration length) {
        life.reach(INBOX);
        return inbox.claim(limit, length);
    }

    @Override
    public void settle(Collection<Claimed> done) {
        life.reach(INBOX);
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        inbox.settle(done);
    }

    @Override
    public void putOff(Claimed failed, Duration pause) {
        life.reach(INBOX);
        inbox.putOff(failed, pause);
    }

    @Override
    public long waiting() {
        return inbox.waiting();
    }

    @Override
    public Optional<Stored> find(String provider, String id) {
        return inbox.find(provider, id);
    }

    @Override
    public int forget(Duration age) {
        life.reach(INBOX);
        return inbox.forget(age);
    }
}
