package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Position;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sets events aside, and takes them out again. */
final class Parking {

    private static final int PIECE = 10_000;

    /** For an event whose letter was discarded at the very moment. */
    private static final String FOLLOWS = "follows events that were set aside";

    /**
     * One letter a sequence, unless one is open, with a note for each new one; then all events. The
     * update that changes nothing keeps a letter that is open from being discarded before its event
     * is in it.
     */
    private static final String PARK =
            """
            WITH letter AS (
                INSERT INTO dead_letter AS d (
                    partition, id, name, copy, sequence, status, first_position, error, attempts,
                    parked_at
                )
                SELECT
                    :partition, n.id, :name, :copy, n.sequence, 'PARKED', n.position, n.error, 0,
                    clock_timestamp()
                FROM unnest(:ids, :sequences, :firsts, :errors) AS n (
                    id, sequence, position, error
                )
                ON CONFLICT (partition, name, copy, sequence)
                    WHERE status IN ('PARKED', 'RETRYING')
                    DO UPDATE SET attempts = d.attempts
                RETURNING id, sequence, parked_at
            ),
            noted AS (
                INSERT INTO dead_letter_action (
                    partition, dead_letter, number, at, action, actor, reason
                )
                SELECT :partition, letter.id, 1, letter.parked_at, 'PARKED', :actor, n.error
                FROM unnest(:ids, :errors) AS n (id, error)
                JOIN letter ON letter.id = n.id
            )
            INSERT INTO parked_event (partition, dead_letter, position)
            SELECT :partition, letter.id, e.position
            FROM unnest(:sequencesOfEvents, :positions) AS e (sequence, position)
            JOIN letter ON letter.sequence = e.sequence
            ON CONFLICT DO NOTHING
            """;

    private static final String PARKED =
            """
            SELECT position
            FROM parked_event
            WHERE partition = :partition AND dead_letter = :id AND position > :after
            ORDER BY position
            LIMIT :limit
            """;

    private static final String HOLD =
            """
            SELECT id
            FROM dead_letter
            WHERE partition = :partition AND id = :id
                AND name = :name AND copy = :copy
                AND status IN ('PARKED', 'RETRYING')
            FOR NO KEY UPDATE
            """;

    private static final String TAKE =
            """
            DELETE FROM parked_event
            WHERE partition = :partition AND dead_letter = :id AND position <= :upTo
            """;

    private static final String RETRIED =
            """
            WITH done AS (
                UPDATE dead_letter
                SET status = 'RETRIED', actions = actions + 1
                WHERE partition = :partition AND id = :id
                    AND NOT EXISTS (
                        SELECT FROM parked_event WHERE partition = :partition AND dead_letter = :id
                    )
                RETURNING id, actions
            )
            INSERT INTO dead_letter_action (partition, dead_letter, number, at, action, actor)
            SELECT :partition, id, actions, clock_timestamp(), 'RETRIED', :actor
            FROM done
            """;

    private static final String FAILED_AGAIN =
            """
            WITH failed AS (
                UPDATE dead_letter
                SET
                    status = 'PARKED',
                    attempts = attempts + 1,
                    error = :error,
                    actions = actions + 1
                WHERE partition = :partition AND id = :id AND status = 'RETRYING'
                RETURNING id, actions
            )
            INSERT INTO dead_letter_action (
                partition, dead_letter, number, at, action, actor, reason
            )
            SELECT :partition, id, actions, clock_timestamp(), 'FAILED', :actor, :error
            FROM failed
            """;

    private static final String DELETE_EVENTS =
            """
            DELETE FROM parked_event
            WHERE partition = :partition AND ctid = ANY (ARRAY(
                SELECT e.ctid
                FROM dead_letter AS d
                JOIN parked_event AS e ON e.partition = :partition AND e.dead_letter = d.id
                WHERE d.partition = :partition AND d.name = :name AND d.copy = :copy
                LIMIT :limit
            ))
            """;

    private static final String DELETE_ACTIONS =
            """
            DELETE FROM dead_letter_action
            WHERE partition = :partition AND ctid = ANY (ARRAY(
                SELECT a.ctid
                FROM dead_letter AS d
                JOIN dead_letter_action AS a ON a.partition = :partition AND a.dead_letter = d.id
                WHERE d.partition = :partition AND d.name = :name AND d.copy = :copy
                LIMIT :limit
            ))
            """;

    private static final String DELETE_LETTERS =
            """
            DELETE FROM dead_letter
            WHERE partition = :partition AND name = :name AND copy = :copy
            """;

    private final int partition;
    private final Database database;
    private final IdSource ids;

    Parking(int partition, Database database, IdSource ids) {
        this.partition = partition;
        this.database = database;
        this.ids = ids;
    }

    void park(Handle handle, ConsumerId consumer, List<Parked> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Parked> first = new LinkedHashMap<>();
        events.forEach(event -> first.putIfAbsent(sequence(event), event));
        List<Parked> firsts = List.copyOf(first.values());
        handle.createUpdate(PARK)
                .bind("partition", partition)
                .bind("name", consumer.name())
                .bind("copy", consumer.copy())
                .bind("actor", DeadLetterAction.actorOf(consumer))
                .bind(
                        "ids",
                        SqlArrays.ids(firsts.stream().map(f -> ids.next()).toArray(UUID[]::new)))
                .bind("sequences", sequences(firsts))
                .bind("firsts", positions(firsts))
                .bind(
                        "errors",
                        SqlArrays.texts(firsts.stream().map(Parking::error).toArray(String[]::new)))
                .bind("sequencesOfEvents", sequences(events))
                .bind("positions", positions(events))
                .execute();
    }

    List<Position> parked(UUID deadLetter, Position after, int limit) {
        return database.call(
                handle ->
                        handle.createQuery(PARKED)
                                .bind("partition", partition)
                                .bind("id", deadLetter)
                                .bind("after", after.value())
                                .bind("limit", limit)
                                .mapTo(Long.class)
                                .map(Position::new)
                                .list());
    }

    /** Keeps a letter open to the end of the transaction; false if it is not, or not theirs. */
    boolean hold(Handle handle, ConsumerId consumer, UUID deadLetter) {
        return handle.createQuery(HOLD)
                .bind("partition", partition)
                .bind("id", deadLetter)
                .bind("name", consumer.name())
                .bind("copy", consumer.copy())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    /** Takes out events up to a position; with the last, the letter is done. */
    void take(Handle handle, ConsumerId consumer, UUID deadLetter, Position upTo) {
        handle.createUpdate(TAKE)
                .bind("partition", partition)
                .bind("id", deadLetter)
                .bind("upTo", upTo.value())
                .execute();
        handle.createUpdate(RETRIED)
                .bind("partition", partition)
                .bind("id", deadLetter)
                .bind("actor", DeadLetterAction.actorOf(consumer))
                .execute();
    }

    boolean failedAgain(Handle handle, ConsumerId consumer, UUID deadLetter, String error) {
        return handle.createUpdate(FAILED_AGAIN)
                        .bind("partition", partition)
                        .bind("id", deadLetter)
                        .bind("actor", DeadLetterAction.actorOf(consumer))
                        .bind("error", StorableText.of(error))
                        .execute()
                == 1;
    }

    /** Removes all letters of a copy, after what is in them and about them, piece by piece. */
    void deleteAll(ConsumerId consumer) {
        deletePieces(DELETE_EVENTS, consumer);
        deletePieces(DELETE_ACTIONS, consumer);
        database.call(
                handle ->
                        handle.createUpdate(DELETE_LETTERS)
                                .bind("partition", partition)
                                .bind("name", consumer.name())
                                .bind("copy", consumer.copy())
                                .execute());
    }

    private void deletePieces(String statement, ConsumerId consumer) {
        int deleted;
        do {
            deleted =
                    database.call(
                            handle ->
                                    handle.createUpdate(statement)
                                            .bind("partition", partition)
                                            .bind("name", consumer.name())
                                            .bind("copy", consumer.copy())
                                            .bind("limit", PIECE)
                                            .execute());
        } while (deleted == PIECE);
    }

    private static Argument sequences(List<Parked> events) {
        return SqlArrays.texts(events.stream().map(Parking::sequence).toArray(String[]::new));
    }

    private static Argument positions(List<Parked> events) {
        return SqlArrays.numbers(
                events.stream().map(e -> e.position().value()).toArray(Long[]::new));
    }

    private static String sequence(Parked event) {
        return StorableText.of(event.sequence());
    }

    private static String error(Parked event) {
        return StorableText.of(event.error().orElse(FOLLOWS));
    }
}
