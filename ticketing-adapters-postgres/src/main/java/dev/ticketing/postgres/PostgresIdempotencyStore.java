package dev.ticketing.postgres;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.log.LogUnavailable;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

final class PostgresIdempotencyStore implements IdempotencyStore {

    /** A claim can vanish between the attempt to make it and the look at who has it. */
    private static final int MAX_TRIES = 5;

    /**
     * Takes a key that is free; or whose answer is forgotten; or whose claimer died, if it is the
     * same request that asks again. No row: somebody has it.
     */
    private static final String CLAIM =
            """
            INSERT INTO idempotency AS i (caller, key, digest, claimed_at, lease_until)
            VALUES (:caller, :key, :digest, :now, :leaseUntil)
            ON CONFLICT (caller, key) DO UPDATE SET
                digest = excluded.digest,
                claimed_at = excluded.claimed_at,
                lease_until = excluded.lease_until,
                status = NULL,
                headers = NULL,
                body = NULL
            WHERE i.claimed_at < :forgotten
                OR (
                    i.status IS NULL
                    AND i.lease_until <= excluded.claimed_at
                    AND i.digest = excluded.digest
                )
            RETURNING 1
            """;

    private static final String FIND =
            """
            SELECT digest, status, headers, body
            FROM idempotency
            WHERE caller = :caller AND key = :key
            """;

    private static final String ANSWER =
            """
            UPDATE idempotency
            SET status = :status, headers = :headers, body = :body, claimed_at = :now
            WHERE caller = :caller AND key = :key AND status IS NULL
            """;

    private static final String RELEASE =
            """
            DELETE FROM idempotency
            WHERE caller = :caller AND key = :key AND status IS NULL
            """;

    private static final String FORGET =
            """
            DELETE FROM idempotency
            WHERE claimed_at < :before
            """;

    private final Database database;

    PostgresIdempotencyStore(Database database) {
        this.database = database;
    }

    @Override
    public Claim claim(Key key, long digest, Instant now, Duration lease) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Claim> claim =
                    database.call(
                            handle ->
                                    claimed(handle, key, digest, now, lease)
                                            ? Optional.of(new Claim.Granted())
                                            : find(handle, key, digest));
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new LogUnavailable(
                "an idempotency key kept changing hands", new IllegalStateException("claim"));
    }

    private static boolean claimed(
            Handle handle, Key key, long digest, Instant now, Duration lease) {
        return handle.createQuery(CLAIM)
                .bind("caller", key.caller())
                .bind("key", key.value())
                .bind("digest", digest)
                .bind("now", Instants.column(now))
                .bind("leaseUntil", Instants.column(now.plus(lease)))
                .bind("forgotten", Instants.column(now.minus(MEMORY)))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static Optional<Claim> find(Handle handle, Key key, long digest) {
        return handle.createQuery(FIND)
                .bind("caller", key.caller())
                .bind("key", key.value())
                .map((row, context) -> claim(row, digest))
                .findOne();
    }

    private static Claim claim(ResultSet row, long digest) throws SQLException {
        if (row.getLong("digest") != digest) {
            return new Claim.Reused();
        }
        if (row.getString("status") == null) {
            return new Claim.Running();
        }
        Map<String, String> headers = JsonIn.read(row.getString("headers"), TextsShape.TEXTS);
        return new Claim.Answered(new Answer(row.getInt("status"), headers, row.getString("body")));
    }

    @Override
    public void answer(Key key, Answer answer, Instant now) {
        database.call(
                handle ->
                        handle.createUpdate(ANSWER)
                                .bind("caller", key.caller())
                                .bind("key", key.value())
                                .bind("status", answer.status())
                                .bind("headers", JsonOut.write(answer.headers(), TextsShape.TEXTS))
                                .bind("body", StorableText.of(answer.body()))
                                .bind("now", Instants.column(now))
                                .execute());
    }

    @Override
    public void release(Key key) {
        database.call(
                handle ->
                        handle.createUpdate(RELEASE)
                                .bind("caller", key.caller())
                                .bind("key", key.value())
                                .execute());
    }

    @Override
    public int forget(Instant now) {
        return database.call(
                handle ->
                        handle.createUpdate(FORGET)
                                .bind("before", Instants.column(now.minus(MEMORY)))
                                .execute());
    }
}
