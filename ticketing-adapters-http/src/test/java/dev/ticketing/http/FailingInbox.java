package dev.ticketing.http;

import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Stores nothing while it is told to fail, as if the database were away. */
record FailingInbox(WebhookInbox inbox, BooleanSupplier fails) implements WebhookInbox {

    @Override
    public int store(Webhook webhook) {
        if (fails.getAsBoolean()) {
            throw new LogUnavailable("scripted", new IOException("away"));
        }
        return inbox.store(webhook);
    }

    @Override
    public List<Claimed> claim(int limit, Duration length) {
        return inbox.claim(limit, length);
    }

    @Override
    public void settle(Collection<Claimed> done) {
        inbox.settle(done);
    }

    @Override
    public void putOff(Claimed failed, Duration pause) {
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
        return inbox.forget(age);
    }
}
