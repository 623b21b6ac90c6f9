package dev.ticketing.postgres;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Who may move a consumer, by the server's clock; and the moving. */
final class Leases {

    /** A retired copy stays as it is. */
    private static final String ACQUIRE =
            """
            UPDATE consumer
            SET
                owner = :owner,
                fence = fence + 1,
                lease_until = clock_timestamp() + :micros * interval '1 microsecond'
            WHERE partition = :partition AND name = :name AND copy = :copy
                AND state = 'RUNNING'
                AND role <> 'RETIRED'
                AND (owner IS NULL OR owner = :owner OR lease_until <= clock_timestamp())
            RETURNING fence, position
            """;

    private static final String RENEW =
            """
            UPDATE consumer
            SET lease_until = clock_timestamp() + :micros * interval '1 microsecond'
            WHERE partition = :partition AND name = :name AND copy = :copy
                AND fence = :fence
                AND state = 'RUNNING'
            """;

    /** A lease that was given back is good for nothing any more. */
    private static final String RELEASE =
            """
            UPDATE consumer
            SET owner = NULL, lease_until = NULL, fence = fence + 1
            WHERE partition = :partition AND name = :name AND copy = :copy AND fence = :fence
            """;

    private static final String STOP =
            """
            UPDATE consumer
            SET
                state = 'STOPPED',
                reason = :reason,
                owner = NULL,
                lease_until = NULL,
                fence = fence + 1
            WHERE partition = :partition AND name = :name AND copy = :copy AND fence = :fence
            """;

    /** Waits for whoever is moving the consumer, and then finds that it is not where it was. */
    private static final String MOVE =
            """
            UPDATE consumer
            SET
                position = :to,
                lease_until = clock_timestamp() + :micros * interval '1 microsecond'
            WHERE partition = :partition AND name = :name AND copy = :copy
                AND fence = :fence
                AND state = 'RUNNING'
                AND position = :from
            """;

    private static final String HOLD =
            """
            SELECT position
            FROM consumer
            WHERE partition = :partition AND name = :name AND copy = :copy
                AND fence = :fence
                AND state = 'RUNNING'
            FOR NO KEY UPDATE
            """;

    private final int partition;
    private final Database database;

    Leases(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    Optional<Lease> acquire(ConsumerId consumer, String owner, Duration time) {
        return database.call(
                handle ->
                        of(consumer, handle.createQuery(ACQUIRE))
                                .bind("owner", owner)
                                .bind("micros", micros(time))
                                .map((row, context) -> lease(consumer, row))
                                .findOne());
    }

    boolean renew(Lease lease, Duration time) {
        return database.call(
                handle ->
                        of(lease, handle.createUpdate(RENEW)).bind("micros", micros(time)).execute()
                                == 1);
    }

    void release(Lease lease) {
        database.call(handle -> of(lease, handle.createUpdate(RELEASE)).execute());
    }

    void stop(Lease lease, String reason) {
        database.call(
                handle ->
                        of(lease, handle.createUpdate(STOP))
                                .bind("reason", StorableText.of(reason))
                                .execute());
    }

    /** False, with nothing done, if it is not the lease's to move, or not at {@code from}. */
    boolean move(Handle handle, Lease lease, Position from, Position to, Duration time) {
        return of(lease, handle.createUpdate(MOVE))
                        .bind("from", from.value())
                        .bind("to", to.value())
                        .bind("micros", micros(time))
                        .execute()
                == 1;
    }

    /** Keeps the consumer where it is to the end of the transaction; false if the lease is gone. */
    boolean hold(Handle handle, Lease lease) {
        return of(lease, handle.createQuery(HOLD)).mapTo(Long.class).findOne().isPresent();
    }

    private <S extends SqlStatement<S>> S of(Lease lease, S statement) {
        return of(lease.consumer(), statement).bind("fence", lease.fence());
    }

    private <S extends SqlStatement<S>> S of(ConsumerId consumer, S statement) {
        return statement
                .bind("partition", partition)
                .bind("name", consumer.name())
                .bind("copy", consumer.copy());
    }

    private static Lease lease(ConsumerId consumer, ResultSet row) throws SQLException {
        return new Lease(consumer, row.getLong("fence"), new Position(row.getLong("position")));
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000L;
    }
}
