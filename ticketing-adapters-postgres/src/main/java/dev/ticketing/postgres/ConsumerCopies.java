package dev.ticketing.postgres;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The copies of consumers: how they come, change their roles, and go. */
final class ConsumerCopies {

    private static final Words<Role> ROLES =
            new Words<>(
                    Map.of(
                            Role.SERVING, "SERVING",
                            Role.REBUILDING, "REBUILDING",
                            Role.RETIRED, "RETIRED",
                            Role.CHECKING, "CHECKING"));

    private static final Words<State> STATES =
            new Words<>(
                    Map.of(
                            State.RUNNING, "RUNNING",
                            State.PAUSED, "PAUSED",
                            State.STOPPED, "STOPPED"));

    private static final String REGISTER =
            """
            INSERT INTO consumer (partition, name, copy, role, state, fence, position)
            SELECT :partition, n.name, 1, 'SERVING', 'RUNNING', 0, 0
            FROM unnest(:names) AS n (name)
            WHERE NOT EXISTS (
                SELECT FROM consumer AS c WHERE c.partition = :partition AND c.name = n.name
            )
            ON CONFLICT DO NOTHING
            """;

    private static final String ALL =
            """
            SELECT
                name, copy, role, state, reason, position,
                CASE WHEN lease_until > clock_timestamp() THEN owner END AS owner
            FROM consumer
            WHERE partition = :partition
            ORDER BY name, copy
            """;

    private static final String PAUSE =
            """
            WITH paused AS (
                UPDATE consumer
                SET state = 'PAUSED'
                WHERE partition = :partition AND name = :name AND state = 'RUNNING'
            )
            SELECT EXISTS (SELECT FROM consumer WHERE partition = :partition AND name = :name)
            """;

    private static final String RESUME =
            """
            WITH resumed AS (
                UPDATE consumer
                SET state = 'RUNNING', reason = NULL
                WHERE partition = :partition AND name = :name AND state <> 'RUNNING'
            )
            SELECT EXISTS (SELECT FROM consumer WHERE partition = :partition AND name = :name)
            """;

    /** In one order for all, so that nobody waits in a circle. */
    private static final String LOCK =
            """
            SELECT
                name, copy, role, state, reason, position, fence,
                CASE WHEN lease_until > clock_timestamp() THEN owner END AS owner
            FROM consumer
            WHERE partition = :partition AND name = :name AND role = ANY (:roles)
            ORDER BY copy
            FOR NO KEY UPDATE
            """;

    /** Fences begin where those of an earlier copy of that number cannot have come to. */
    private static final String BEGIN =
            """
            INSERT INTO consumer (partition, name, copy, role, state, fence, position)
            SELECT
                :partition, :name, max(copy) + 1, :role, 'RUNNING',
                CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint), 0
            FROM consumer
            WHERE partition = :partition AND name = :name
            ON CONFLICT DO NOTHING
            RETURNING copy
            """;

    /** Nobody moves it any more. */
    private static final String RETIRE =
            """
            UPDATE consumer
            SET role = 'RETIRED', owner = NULL, lease_until = NULL, fence = fence + 1
            WHERE partition = :partition AND name = :name AND copy = :copy
            """;

    private static final String SERVE =
            """
            UPDATE consumer
            SET role = 'SERVING'
            WHERE partition = :partition AND name = :name AND copy = :copy
            """;

    private static final String DELETE =
            """
            DELETE FROM consumer
            WHERE partition = :partition AND name = :name AND copy = :copy
                AND role = 'RETIRED'
            """;

    private final int partition;
    private final Database database;

    ConsumerCopies(int partition, Database database) {
        this.partition = partition;
        this.database = database;
    }

    void register(Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        database.call(
                handle ->
                        handle.createUpdate(REGISTER)
                                .bind("partition", partition)
                                .bind("names", SqlArrays.texts(names.toArray(String[]::new)))
                                .execute());
    }

    List<ConsumerStatus> all() {
        return database.call(
                handle ->
                        handle.createQuery(ALL)
                                .bind("partition", partition)
                                .map((row, context) -> status(row))
                                .list());
    }

    boolean pause(String name) {
        return database.call(
                handle -> of(name, handle.createQuery(PAUSE)).mapTo(Boolean.class).one());
    }

    boolean resume(String name) {
        return database.call(
                handle -> of(name, handle.createQuery(RESUME)).mapTo(Boolean.class).one());
    }

    Optional<ConsumerId> begin(String name, Role role) {
        if (role != Role.REBUILDING && role != Role.CHECKING) {
            throw new IllegalArgumentException("role: " + role);
        }
        return database.transact(
                handle ->
                        serving(handle, name).isEmpty()
                                ? Optional.empty()
                                : of(name, handle.createQuery(BEGIN))
                                        .bind("role", ROLES.of(role))
                                        .mapTo(Integer.class)
                                        .findOne()
                                        .map(copy -> new ConsumerId(name, copy)));
    }

    boolean promote(Lease rebuilding) {
        ConsumerId successor = rebuilding.consumer();
        return database.transact(
                handle -> {
                    List<Locked> copies =
                            lock(handle, successor.name(), Role.SERVING, Role.REBUILDING);
                    if (copies.size() != 2 || !mayServe(copies, rebuilding)) {
                        return false;
                    }
                    of(only(copies, Role.SERVING), handle.createUpdate(RETIRE)).execute();
                    of(successor, handle.createUpdate(SERVE)).execute();
                    return true;
                });
    }

    private static boolean mayServe(List<Locked> copies, Lease rebuilding) {
        return copies.stream()
                .filter(copy -> copy.status().id().equals(rebuilding.consumer()))
                .filter(copy -> copy.status().role() == Role.REBUILDING)
                .filter(copy -> copy.status().state() == State.RUNNING)
                .filter(copy -> copy.fence() == rebuilding.fence())
                .anyMatch(copy -> copies.stream().noneMatch(copy::isBehind));
    }

    private static ConsumerId only(List<Locked> copies, Role role) {
        return copies.stream()
                .map(Locked::status)
                .filter(status -> status.role() == role)
                .map(ConsumerStatus::id)
                .findFirst()
                .orElseThrow();
    }

    <T> T standing(String name, Function<ConsumerStatus, T> work) {
        return database.transact(
                handle -> work.apply(serving(handle, name).orElseThrow(() -> noConsumer(name))));
    }

    /**
     * Sees to it that nobody moves a copy any more.
     *
     * @return false if there is none
     * @throws IllegalArgumentException if it serves
     */
    boolean retire(ConsumerId consumer) {
        return database.transact(
                handle -> {
                    Optional<ConsumerStatus> found =
                            lock(handle, consumer.name(), Role.values()).stream()
                                    .map(Locked::status)
                                    .filter(status -> status.id().equals(consumer))
                                    .findFirst();
                    if (found.map(ConsumerStatus::role).filter(Role.SERVING::equals).isPresent()) {
                        throw new IllegalArgumentException(consumer + " serves");
                    }
                    return found.isPresent()
                            && of(consumer, handle.createUpdate(RETIRE)).execute() == 1;
                });
    }

    /** Removes a retired copy. */
    void delete(ConsumerId consumer) {
        database.call(handle -> of(consumer, handle.createUpdate(DELETE)).execute());
    }

    /** Looks again when there is none: the one that served may just have been succeeded. */
    private Optional<ConsumerStatus> serving(Handle handle, String name) {
        return lock(handle, name, Role.SERVING).stream()
                .findFirst()
                .or(() -> lock(handle, name, Role.SERVING).stream().findFirst())
                .map(Locked::status);
    }

    private List<Locked> lock(Handle handle, String name, Role... roles) {
        String[] words = new String[roles.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = ROLES.of(roles[i]);
        }
        return of(name, handle.createQuery(LOCK))
                .bind("roles", SqlArrays.texts(words))
                .map((row, context) -> new Locked(status(row), row.getLong("fence")))
                .list();
    }

    /** A copy that waits for the end of a transaction. */
    private record Locked(ConsumerStatus status, long fence) {
        boolean isBehind(Locked other) {
            return status.position().isBefore(other.status.position());
        }
    }

    private Query of(String name, Query query) {
        return query.bind("partition", partition).bind("name", name);
    }

    private Update of(ConsumerId consumer, Update update) {
        return update.bind("partition", partition)
                .bind("name", consumer.name())
                .bind("copy", consumer.copy());
    }

    private static IllegalArgumentException noConsumer(String name) {
        return new IllegalArgumentException("no consumer " + name);
    }

    private static ConsumerStatus status(ResultSet row) throws SQLException {
        return new ConsumerStatus(
                new ConsumerId(row.getString("name"), row.getInt("copy")),
                ROLES.parse(row.getString("role")),
                STATES.parse(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("owner")),
                new Position(row.getLong("position")));
    }
}
