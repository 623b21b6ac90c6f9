package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRow;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

final class PostgresShowDirectory implements ShowDirectory {

    /**
     * Each stage by itself, and what only the viewer may see: each is read in order, and no
     * further.
     */
    private static final String LIST =
            """
            SELECT f.body
            FROM (
                SELECT r.starts_at, r.show_id, r.body
                FROM unnest(:stages) AS w (stage)
                CROSS JOIN LATERAL (
                    SELECT s.starts_at, s.show_id, s.body
                    FROM show_row AS s
                    WHERE s.partition = :partition
                        AND s.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'events'
                                AND c.role = 'SERVING'
                        )
                        AND s.stage = w.stage
                        AND s.starts_at >= :from
                        AND s.starts_at < :to
                        AND (s.starts_at, s.show_id) > (:start, :id)
                    ORDER BY s.starts_at, s.show_id
                    LIMIT :limit
                ) AS r
                UNION ALL
                (
                    SELECT s.starts_at, s.show_id, s.body
                    FROM show_organizer AS o
                    JOIN show_row AS s
                        ON s.partition = o.partition
                        AND s.copy = o.copy
                        AND s.show_id = o.show_id
                    WHERE o.partition = :partition
                        AND o.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'events'
                                AND c.role = 'SERVING'
                        )
                        AND o.organizer = CAST(:drafter AS uuid)
                        AND s.stage = ANY (:own)
                        AND o.starts_at >= :from
                        AND o.starts_at < :to
                        AND (o.starts_at, o.show_id) > (:start, :id)
                    ORDER BY o.starts_at, o.show_id
                    LIMIT :limit
                )
            ) AS f
            ORDER BY f.starts_at, f.show_id
            LIMIT :limit
            """;

    /** As above; rare words are found by their index, common ones on the way. */
    private static final String FIND =
            """
            SELECT f.body
            FROM (
                SELECT r.starts_at, r.show_id, r.body
                FROM unnest(:stages) AS w (stage)
                CROSS JOIN LATERAL (
                    SELECT s.starts_at, s.show_id, s.body
                    FROM show_row AS s
                    WHERE s.partition = :partition
                        AND s.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'events'
                                AND c.role = 'SERVING'
                        )
                        AND s.stage = w.stage
                        AND s.words @> :words
                        AND s.starts_at >= :from
                        AND s.starts_at < :to
                        AND (s.starts_at, s.show_id) > (:start, :id)
                    ORDER BY s.starts_at, s.show_id
                    LIMIT :limit
                ) AS r
                UNION ALL
                (
                    SELECT s.starts_at, s.show_id, s.body
                    FROM show_organizer AS o
                    JOIN show_row AS s
                        ON s.partition = o.partition
                        AND s.copy = o.copy
                        AND s.show_id = o.show_id
                    WHERE o.partition = :partition
                        AND o.copy = (
                            SELECT c.copy
                            FROM consumer AS c
                            WHERE c.partition = :partition
                                AND c.name = 'events'
                                AND c.role = 'SERVING'
                        )
                        AND o.organizer = CAST(:drafter AS uuid)
                        AND s.stage = ANY (:own)
                        AND s.words @> :words
                        AND o.starts_at >= :from
                        AND o.starts_at < :to
                        AND (o.starts_at, o.show_id) > (:start, :id)
                    ORDER BY o.starts_at, o.show_id
                    LIMIT :limit
                )
            ) AS f
            ORDER BY f.starts_at, f.show_id
            LIMIT :limit
            """;

    /** No words are in every show. */
    private static final String OF_ORGANIZER =
            """
            SELECT s.body
            FROM show_organizer AS o
            JOIN show_row AS s
                ON s.partition = o.partition
                AND s.copy = o.copy
                AND s.show_id = o.show_id
            WHERE o.partition = :partition
                AND o.copy = (
                    SELECT c.copy
                    FROM consumer AS c
                    WHERE c.partition = :partition
                        AND c.name = 'events'
                        AND c.role = 'SERVING'
                )
                AND o.organizer = :organizer
                AND s.stage = ANY (:stages)
                AND s.words @> :words
                AND o.starts_at >= :from
                AND o.starts_at < :to
                AND (o.starts_at, o.show_id) > (:start, :id)
            ORDER BY o.starts_at, o.show_id
            LIMIT :limit
            """;

    private static final Cursor FIRST = new Cursor(Instant.MIN, new ShowId(new UUID(0, 0)));

    private final int partition;
    private final Database database;

    PostgresShowDirectory(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    @Override
    public List<ShowRow> list(Filter filter, Optional<Cursor> after, int limit) {
        if (filter.organizer().isPresent()) {
            return ofOrganizer(filter, filter.organizer().get(), after, limit);
        }
        Set<Shelf> shelves = wanted(filter);
        Set<Shelf> own = EnumSet.noneOf(Shelf.class);
        if (!filter.allDrafts()) {
            own.addAll(shelves);
            own.removeIf(Shelf::isPublic);
            shelves.removeAll(own);
        }
        Optional<UserId> drafter = filter.viewer().filter(viewer -> !own.isEmpty());
        String statement = filter.words().isEmpty() ? LIST : FIND;
        return database.call(
                handle ->
                        RowQuery.list(
                                bound(handle, statement, filter, shelves, after, limit)
                                        .bind("drafter", drafter.map(UserId::value).orElse(null))
                                        .bind("own", words(own)),
                                ShowTables.SHOW));
    }

    private List<ShowRow> ofOrganizer(
            Filter filter, UserId organizer, Optional<Cursor> after, int limit) {
        Set<Shelf> shelves = wanted(filter);
        if (!filter.allDrafts() && !filter.viewer().equals(filter.organizer())) {
            shelves.removeIf(shelf -> !shelf.isPublic());
        }
        return database.call(
                handle ->
                        RowQuery.list(
                                bound(handle, OF_ORGANIZER, filter, shelves, after, limit)
                                        .bind("organizer", organizer.value()),
                                ShowTables.SHOW));
    }

    private static Set<Shelf> wanted(Filter filter) {
        Set<Shelf> wanted = EnumSet.allOf(Shelf.class);
        if (!filter.stages().isEmpty()) {
            wanted.removeIf(shelf -> !filter.stages().contains(shelf.stage()));
        }
        return wanted;
    }

    private static Argument words(Set<Shelf> shelves) {
        return SqlArrays.texts(shelves.stream().map(Shelf.WORDS::of).toArray(String[]::new));
    }

    private Query bound(
            Handle handle,
            String statement,
            Filter filter,
            Set<Shelf> shelves,
            Optional<Cursor> after,
            int limit) {
        Cursor start = after.orElse(FIRST);
        return RowQuery.of(handle, statement)
                .bind("partition", partition)
                .bind("stages", words(shelves))
                .bind("words", SqlArrays.texts(filter.words().toArray(String[]::new)))
                .bind("from", Instants.bound(filter.from().orElse(Instant.MIN)))
                .bind("to", Instants.bound(filter.to().orElse(Instant.MAX)))
                .bind("start", Instants.bound(start.startsAt()))
                .bind("id", start.id().value())
                .bind("limit", limit);
    }
}
