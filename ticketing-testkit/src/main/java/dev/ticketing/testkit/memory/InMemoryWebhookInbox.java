package dev.ticketing.testkit.memory;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Webhooks that last as long as their object; its clock is that of all processes. */
public final class InMemoryWebhookInbox implements WebhookInbox {

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Row> rows = new LinkedHashMap<>();

    private record Key(String provider, String id) {
        static Key of(Webhook webhook) {
            return new Key(webhook.provider(), webhook.id());
        }
    }

    private record Row(Stored stored, Instant due, int failures, long claims) {

        Claimed claimed() {
            return new Claimed(stored.webhook(), failures, claims);
        }

        Row deliveredAgain(Instant now) {
            Stored again =
                    new Stored(
                            stored.webhook(),
                            stored.deliveries() + 1,
                            stored.firstDelivered(),
                            now,
                            stored.settled());
            return new Row(again, due, failures, claims);
        }

        Row settled() {
            Stored done =
                    new Stored(
                            stored.webhook(),
                            stored.deliveries(),
                            stored.firstDelivered(),
                            stored.lastDelivered(),
                            true);
            return new Row(done, due, failures, claims);
        }
    }

    public InMemoryWebhookInbox(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int store(Webhook webhook) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Row first = new Row(new Stored(webhook, 1, now, now, false), now, 0, 0);
            return rows.merge(Key.of(webhook), first, (known, same) -> known.deliveredAgain(now))
                    .stored
                    .deliveries();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Claimed> claim(int limit, Duration length) {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<Key> due =
                    rows.entrySet().stream()
                            .filter(row -> !row.getValue().stored.settled())
                            .filter(row -> !row.getValue().due.isAfter(now))
                            .sorted(Comparator.comparing(row -> row.getValue().due))
                            .limit(limit)
                            .map(Map.Entry::getKey)
                            .toList();
            return due.stream().map(key -> claim(key, now.plus(length))).toList();
        } finally {
            lock.unlock();
        }
    }

    private Claimed claim(Key key, Instant until) {
        return rows.computeIfPresent(
                        key,
                        (same, row) -> new Row(row.stored, until, row.failures, row.claims + 1))
                .claimed();
    }

    @Override
    public void settle(Collection<Claimed> done) {
        lock.lock();
        try {
            for (Claimed claimed : done) {
                rows.computeIfPresent(
                        Key.of(claimed.webhook()),
                        (key, row) -> row.claims == claimed.claim() ? row.settled() : row);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void putOff(Claimed failed, Duration pause) {
        lock.lock();
        try {
            Instant due = clock.instant().plus(pause);
            rows.computeIfPresent(
                    Key.of(failed.webhook()),
                    (key, row) ->
                            row.claims == failed.claim()
                                    ? new Row(row.stored, due, row.failures + 1, row.claims)
                                    : row);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long waiting() {
        lock.lock();
        try {
            return rows.values().stream().filter(row -> !row.stored.settled()).count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Stored> find(String provider, String id) {
        lock.lock();
        try {
            return Optional.ofNullable(rows.get(new Key(provider, id))).map(Row::stored);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int forget(Duration age) {
        lock.lock();
        try {
            Instant limit = clock.instant().minus(age);
            int before = rows.size();
            rows.values()
                    .removeIf(
                            row ->
                                    row.stored.settled()
                                            && !row.stored.lastDelivered().isAfter(limit));
            return before - rows.size();
        } finally {
            lock.unlock();
        }
    }
}
