package dev.ticketing.postgres;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterAction.Kind;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.log.Position;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters as people see them, and what people do about them. */
final class DeadLetters {

    private static final Words<Status> STATUSES =
            new Words<>(
                    Map.of(
                            Status.PARKED, "PARKED",
                            Status.RETRYING, "RETRYING",
                            Status.RETRIED, "RETRIED",
                            Status.DISCARDED, "DISCARDED"));

    private static final Words<Kind> ACTIONS =
            new Words<>(
                    Map.of(
                            Kind.PARKED, "PARKED",
                            Kind.RETRY_REQUESTED, "RETRY_REQUESTED",
                            Kind.RETRIED, "RETRIED",
                            Kind.FAILED, "FAILED",
                            Kind.DISCARDED, "DISCARDED"));

    private static final String OPEN =
            """
            SELECT
                d.id, d.name, d.copy, d.sequence, d.status, d.first_position, d.error, d.attempts,
                d.parked_at, d.reason,
                (
                    SELECT count(*)
                    FROM parked_event AS e
                    WHERE e.partition = :partition AND e.dead_letter = d.id
                ) AS events
            FROM dead_letter AS d
            WHERE d.partition = :partition AND d.name = :name AND d.copy = :copy
                AND d.status IN ('PARKED', 'RETRYING')
            ORDER BY d.first_position, d.id
            """;

    private static final String LIST =
            """
            SELECT
                d.id, d.name, d.copy, d.sequence, d.status, d.first_position, d.error, d.attempts,
                d.parked_at, d.reason,
                (
                    SELECT count(*)
                    FROM parked_event AS e
                    WHERE e.partition = :partition AND e.dead_letter = d.id
                ) AS events
            FROM dead_letter AS d
            WHERE d.partition = :partition
                AND (CAST(:name AS text) IS NULL OR d.name = CAST(:name AS text))
                AND (CAST(:status AS text) IS NULL OR d.status = CAST(:status AS text))
                AND (CAST(:before AS uuid) IS NULL OR d.id < CAST(:before AS uuid))
            ORDER BY d.id DESC
            LIMIT :limit
            """;

    private static final String FIND =
            """
            SELECT
                d.id, d.name, d.copy, d.sequence, d.status, d.first_position, d.error, d.attempts,
                d.parked_at, d.reason,
                (
                    SELECT count(*)
                    FROM parked_event AS e
                    WHERE e.partition = :partition AND e.dead_letter = d.id
                ) AS events
            FROM dead_letter AS d
            WHERE d.partition = :partition AND d.id = :id
            """;

    /** One, or those of a consumer, or all; not of a copy that nobody moves any more. */
    private static final String REQUEST_RETRY =
            """
            WITH retrying AS (
                UPDATE dead_letter AS d
                SET status = 'RETRYING', actions = d.actions + 1
                WHERE d.partition = :partition
                    AND d.status = 'PARKED'
                    AND (CAST(:id AS uuid) IS NULL OR d.id = CAST(:id AS uuid))
                    AND (CAST(:name AS text) IS NULL OR d.name = CAST(:name AS text))
                    AND EXISTS (
                        SELECT
                        FROM consumer AS c
                        WHERE c.partition = :partition AND c.name = d.name AND c.copy = d.copy
                            AND c.role <> 'RETIRED'
                    )
                RETURNING d.id, d.actions
            )
            INSERT INTO dead_letter_action (partition, dead_letter, number, at, action, actor)
            SELECT :partition, id, actions, clock_timestamp(), 'RETRY_REQUESTED', :actor
            FROM retrying
            """;

    private static final String DISCARD =
            """
            WITH discarded AS (
                UPDATE dead_letter
                SET status = 'DISCARDED', reason = :reason, actions = actions + 1
                WHERE partition = :partition AND id = :id AND status IN ('PARKED', 'RETRYING')
                RETURNING id, actions
            )
            INSERT INTO dead_letter_action (
                partition, dead_letter, number, at, action, actor, reason
            )
            SELECT :partition, id, actions, clock_timestamp(), 'DISCARDED', :actor, :reason
            FROM discarded
            """;

    private static final String HISTORY =
            """
            SELECT a.at, a.action, a.actor, a.reason
            FROM (
                SELECT number, at, action, actor, reason
                FROM dead_letter_action
                WHERE partition = :partition AND dead_letter = :id
                ORDER BY number DESC
                LIMIT :limit
            ) AS a
            ORDER BY a.number
            """;

    private static final String COUNT =
            """
            SELECT
                d.name, d.copy, d.status, count(*) AS letters,
                coalesce(sum(e.events), 0) AS events, sum(d.attempts) AS attempts
            FROM dead_letter AS d
            LEFT JOIN (
                SELECT dead_letter, count(*) AS events
                FROM parked_event
                WHERE partition = :partition
                GROUP BY dead_letter
            ) AS e ON e.dead_letter = d.id
            WHERE d.partition = :partition
            GROUP BY d.name, d.copy, d.status
            ORDER BY d.name, d.copy
            """;

    private final int partition;
    private final Database database;

    DeadLetters(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    List<DeadLetter> open(ConsumerId consumer) {
        return database.call(
                handle ->
                        handle.createQuery(OPEN)
                                .bind("partition", partition)
                                .bind("name", consumer.name())
                                .bind("copy", consumer.copy())
                                .map((row, context) -> deadLetter(row))
                                .list());
    }

    List<DeadLetter> list(
            Optional<String> consumer, Optional<Status> status, Optional<UUID> before, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(LIST)
                                .bind("partition", partition)
                                .bindByType("name", consumer.orElse(null), String.class)
                                .bindByType(
                                        "status",
                                        status.map(STATUSES::of).orElse(null),
                                        String.class)
                                .bindByType("before", before.orElse(null), UUID.class)
                                .bind("limit", limit)
                                .map((row, context) -> deadLetter(row))
                                .list());
    }

    Optional<DeadLetter> find(UUID id) {
        return database.call(
                handle ->
                        handle.createQuery(FIND)
                                .bind("partition", partition)
                                .bind("id", id)
                                .map((row, context) -> deadLetter(row))
                                .findOne());
    }

    /** For how many it was done. */
    int requestRetry(Optional<UUID> id, Optional<String> consumer, String actor) {
        return database.call(
                handle ->
                        handle.createUpdate(REQUEST_RETRY)
                                .bind("partition", partition)
                                .bindByType("id", id.orElse(null), UUID.class)
                                .bindByType("name", consumer.orElse(null), String.class)
                                .bind("actor", actor)
                                .execute());
    }

    List<DeadLetterAction> history(UUID id) {
        return database.call(
                handle ->
                        handle.createQuery(HISTORY)
                                .bind("partition", partition)
                                .bind("id", id)
                                .bind("limit", ConsumerStore.MAX_HISTORY)
                                .map((row, context) -> action(row))
                                .list());
    }

    List<DeadLetterCount> count() {
        return database.call(
                handle ->
                        handle.createQuery(COUNT)
                                .bind("partition", partition)
                                .map((row, context) -> count(row))
                                .list());
    }

    boolean discard(UUID id, String actor, String reason) {
        return database.call(
                handle ->
                        handle.createUpdate(DISCARD)
                                        .bind("partition", partition)
                                        .bind("id", id)
                                        .bind("actor", actor)
                                        .bind("reason", StorableText.of(reason))
                                        .execute()
                                == 1);
    }

    private static DeadLetterAction action(ResultSet row) throws SQLException {
        return new DeadLetterAction(
                Instants.read(row, "at"),
                ACTIONS.parse(row.getString("action")),
                row.getString("actor"),
                Optional.ofNullable(row.getString("reason")));
    }

    private static DeadLetterCount count(ResultSet row) throws SQLException {
        return new DeadLetterCount(
                new ConsumerId(row.getString("name"), row.getInt("copy")),
                STATUSES.parse(row.getString("status")),
                row.getLong("letters"),
                row.getLong("events"),
                row.getLong("attempts"));
    }

    private static DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                new ConsumerId(row.getString("name"), row.getInt("copy")),
                row.getString("sequence"),
                STATUSES.parse(row.getString("status")),
                new Position(row.getLong("first_position")),
                row.getLong("events"),
                row.getString("error"),
                row.getInt("attempts"),
                Instants.read(row, "parked_at"),
                Optional.ofNullable(row.getString("reason")));
    }
}
