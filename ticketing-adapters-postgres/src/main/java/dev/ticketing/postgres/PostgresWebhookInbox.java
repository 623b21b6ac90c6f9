package dev.ticketing.postgres;

import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.reservation.PaymentId;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** By the server's clock, for all processes. */
final class PostgresWebhookInbox implements WebhookInbox {

    private static final String STORE =
            """
            INSERT INTO webhook AS w (
                provider, id, type, payment_id, deliveries, first_delivered_at, last_delivered_at,
                due_at, failures, claims, settled
            )
            SELECT :provider, :id, :type, CAST(:payment AS uuid), 1, n.now, n.now, n.now, 0, 0, false
            FROM (SELECT clock_timestamp() AS now) AS n
            ON CONFLICT (provider, id) DO UPDATE SET
                deliveries = w.deliveries + 1,
                last_delivered_at = excluded.last_delivered_at
            RETURNING deliveries
            """;

    /** Who claims at the same time passes over what is being claimed. */
    private static final String CLAIM =
            """
            UPDATE webhook AS w
            SET
                due_at = clock_timestamp() + :micros * interval '1 microsecond',
                claims = w.claims + 1
            FROM (
                SELECT provider, id, due_at
                FROM webhook
                WHERE NOT settled AND due_at <= clock_timestamp()
                ORDER BY due_at
                LIMIT :limit
                FOR UPDATE SKIP LOCKED
            ) AS d
            WHERE w.provider = d.provider AND w.id = d.id
            RETURNING w.provider, w.id, w.type, w.payment_id, w.failures, w.claims, d.due_at
            """;

    private static final String SETTLE =
            """
            UPDATE webhook AS w
            SET settled = true
            FROM unnest(:providers, :ids, :claims) AS d (provider, id, claims)
            WHERE w.provider = d.provider AND w.id = d.id AND w.claims = d.claims
            """;

    private static final String PUT_OFF =
            """
            UPDATE webhook
            SET
                due_at = clock_timestamp() + :micros * interval '1 microsecond',
                failures = failures + 1
            WHERE provider = :provider AND id = :id AND claims = :claims
            """;

    private static final String WAITING =
            """
            SELECT count(*)
            FROM webhook
            WHERE NOT settled
            """;

    private static final String FIND =
            """
            SELECT
                provider, id, type, payment_id, deliveries, first_delivered_at, last_delivered_at,
                settled
            FROM webhook
            WHERE provider = :provider AND id = :id
            """;

    private static final String FORGET =
            """
            DELETE FROM webhook
            WHERE settled
                AND last_delivered_at <= clock_timestamp() - :micros * interval '1 microsecond'
            """;

    private final Database database;

    PostgresWebhookInbox(Database database) {
        this.database = database;
    }

    @Override
    public int store(Webhook webhook) {
        @Nullable PaymentId payment = webhook.payment();
        return database.call(
                handle ->
                        handle.createQuery(STORE)
                                .bind("provider", webhook.provider())
                                .bind("id", StorableText.of(webhook.id()))
                                .bind("type", StorableText.of(webhook.type()))
                                .bind("payment", payment == null ? null : payment.value())
                                .mapTo(Integer.class)
                                .one());
    }

    /** A row that was due, and since when. */
    private record Due(Claimed claimed, Instant since) {}

    @Override
    public List<Claimed> claim(int limit, Duration length) {
        List<Due> due =
                database.call(
                        handle ->
                                handle.createQuery(CLAIM)
                                        .bind("limit", limit)
                                        .bind("micros", micros(length))
                                        .map((row, context) -> due(row))
                                        .list());
        // What an update returns comes in no order.
        return due.stream().sorted(Comparator.comparing(Due::since)).map(Due::claimed).toList();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                new Claimed(webhook(row), row.getInt("failures"), row.getLong("claims")),
                Instants.read(row, "due_at"));
    }

    @Override
    public void settle(Collection<Claimed> done) {
        if (done.isEmpty()) {
            return;
        }
        List<Claimed> all = new ArrayList<>(done);
        Long[] claims = all.stream().map(Claimed::claim).toArray(Long[]::new);
        database.call(
                handle ->
                        handle.createUpdate(SETTLE)
                                .bind("providers", SqlArrays.texts(texts(all, Webhook::provider)))
                                .bind("ids", SqlArrays.texts(texts(all, Webhook::id)))
                                .bind("claims", SqlArrays.numbers(claims))
                                .execute());
    }

    private static @Nullable String[] texts(List<Claimed> all, Function<Webhook, String> text) {
        return all.stream().map(Claimed::webhook).map(text).toArray(String[]::new);
    }

    @Override
    public void putOff(Claimed failed, Duration pause) {
        database.call(
                handle ->
                        handle.createUpdate(PUT_OFF)
                                .bind("provider", failed.webhook().provider())
                                .bind("id", failed.webhook().id())
                                .bind("claims", failed.claim())
                                .bind("micros", micros(pause))
                                .execute());
    }

    @Override
    public long waiting() {
        return database.call(handle -> handle.createQuery(WAITING).mapTo(Long.class).one());
    }

    @Override
    public Optional<Stored> find(String provider, String id) {
        return database.call(
                handle ->
                        handle.createQuery(FIND)
                                .bind("provider", provider)
                                .bind("id", StorableText.of(id))
                                .map((row, context) -> stored(row))
                                .findOne());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                webhook(row),
                row.getInt("deliveries"),
                Instants.read(row, "first_delivered_at"),
                Instants.read(row, "last_delivered_at"),
                row.getBoolean("settled"));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        @Nullable UUID payment = row.getObject("payment_id", UUID.class);
        return new Webhook(
                row.getString("provider"),
                row.getString("id"),
                row.getString("type"),
                payment == null ? null : new PaymentId(payment));
    }

    @Override
    public int forget(Duration age) {
        return database.call(
                handle -> handle.createUpdate(FORGET).bind("micros", micros(age)).execute());
    }
}
