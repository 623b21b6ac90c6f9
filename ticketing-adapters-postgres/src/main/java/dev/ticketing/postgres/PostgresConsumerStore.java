package dev.ticketing.postgres;

import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

final class PostgresConsumerStore implements ConsumerStore {

    /**
     * Not waiting for the disk: rows and position go together, so what a crash of the server undoes
     * is folded from the log once more. A fence is never taken back, since leases are taken and
     * given back by transactions that wait.
     */
    private static final String UNTIL_A_CRASH =
            """
            SET LOCAL synchronous_commit = off
            """;

    private final Database database;
    private final Leases leases;
    private final ConsumerCopies copies;
    private final ConsumerRows rows;
    private final Parking parking;
    private final DeadLetters deadLetters;

    PostgresConsumerStore(
            int partition, Database database, IdSource ids, List<ConsumerTables> tables) {
        this.database = database;
        this.leases = new Leases(partition, database);
        this.copies = new ConsumerCopies(partition, database);
        this.rows = new ConsumerRows(partition, database, tables);
        this.parking = new Parking(partition, database, ids);
        this.deadLetters = new DeadLetters(partition, database);
    }

    @Override
    public void register(Collection<String> names) {
        names.stream()
                .filter(name -> name.startsWith(OwnConsumers.PREFIX) && !rows.knows(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new IllegalArgumentException(name + " has no " + OwnTables.class);
                        });
        copies.register(names);
    }

    @Override
    public List<ConsumerStatus> all() {
        return copies.all();
    }

    @Override
    public Optional<Lease> acquire(ConsumerId consumer, String owner, Duration time) {
        return leases.acquire(consumer, owner, time);
    }

    @Override
    public boolean renew(Lease lease, Duration time) {
        return leases.renew(lease, time);
    }

    @Override
    public void release(Lease lease) {
        leases.release(lease);
    }

    @Override
    public <K, R> Map<K, R> load(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        return rows.load(consumer, table, keys);
    }

    @Override
    public boolean commit(Lease lease, Position from, Position to, Changes changes, Duration time) {
        Consumer<Handle> effects = effects(lease, changes);
        return storing(
                handle -> {
                    handle.execute(UNTIL_A_CRASH);
                    if (!leases.move(handle, lease, from, to, time)) {
                        return false;
                    }
                    effects.accept(handle);
                    return true;
                });
    }

    @Override
    public <K, R extends Timed> DueRows<K, R> due(
            ConsumerId consumer, Table<K, R> table, int limit) {
        return rows.due(consumer, table, limit);
    }

    @Override
    public <K, R> void remove(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        rows.remove(consumer, table, keys);
    }

    @Override
    public <K, R> void replace(ConsumerId consumer, Table<K, R> table, Map<K, R> rowsByKey) {
        rows.replace(consumer, table, rowsByKey);
    }

    @Override
    public <K, R> void park(
            ConsumerId consumer, Table<K, R> table, Map<K, R> rowsByKey, List<Parked> parked) {
        Consumer<Handle> replacing = rows.prepareReplace(consumer, table, rowsByKey);
        database.transact(
                handle -> {
                    replacing.accept(handle);
                    parking.park(handle, consumer, parked);
                    return true;
                });
    }

    @Override
    public List<DeadLetter> open(ConsumerId consumer) {
        return deadLetters.open(consumer);
    }

    @Override
    public List<Position> parked(UUID deadLetter, Position after, int limit) {
        return parking.parked(deadLetter, after, limit);
    }

    @Override
    public boolean drain(Lease lease, UUID deadLetter, Position upTo, Changes changes) {
        Consumer<Handle> effects = effects(lease, changes);
        return storing(
                handle -> {
                    if (!leases.hold(handle, lease)
                            || !parking.hold(handle, lease.consumer(), deadLetter)) {
                        return false;
                    }
                    effects.accept(handle);
                    parking.take(handle, lease.consumer(), deadLetter, upTo);
                    return true;
                });
    }

    @Override
    public boolean failedAgain(Lease lease, UUID deadLetter, String error) {
        return database.transact(
                handle ->
                        leases.hold(handle, lease)
                                && parking.hold(handle, lease.consumer(), deadLetter)
                                && parking.failedAgain(
                                        handle, lease.consumer(), deadLetter, error));
    }

    private Consumer<Handle> effects(Lease lease, Changes changes) {
        return rows.prepare(lease.consumer(), changes)
                .andThen(handle -> parking.park(handle, lease.consumer(), changes.parked()));
    }

    private boolean storing(Function<Handle, Boolean> work) {
        try {
            return database.transact(work);
        } catch (LogUnavailable e) {
            if (SqlStates.isRefusal(e)) {
                throw new RowsRefused("the database refused (" + SqlStates.of(e) + ")", e);
            }
            throw e;
        }
    }

    @Override
    public List<DeadLetter> deadLetters(
            Optional<String> consumer,
            Optional<DeadLetter.Status> status,
            Optional<UUID> before,
            int limit) {
        return deadLetters.list(consumer, status, before, limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(UUID id) {
        return deadLetters.find(id);
    }

    @Override
    public boolean requestRetry(UUID deadLetter, String actor) {
        return deadLetters.requestRetry(Optional.of(deadLetter), Optional.empty(), actor) == 1;
    }

    @Override
    public int requestRetries(Optional<String> consumer, String actor) {
        return deadLetters.requestRetry(Optional.empty(), consumer, actor);
    }

    @Override
    public boolean discard(UUID deadLetter, String actor, String reason) {
        return deadLetters.discard(deadLetter, actor, reason);
    }

    @Override
    public List<DeadLetterAction> history(UUID deadLetter) {
        return deadLetters.history(deadLetter);
    }

    @Override
    public List<DeadLetterCount> countDeadLetters() {
        return deadLetters.count();
    }

    @Override
    public boolean pause(String name) {
        return copies.pause(name);
    }

    @Override
    public boolean resume(String name) {
        return copies.resume(name);
    }

    @Override
    public void stop(Lease lease, String reason) {
        leases.stop(lease, reason);
    }

    @Override
    public Optional<ConsumerId> begin(String name, ConsumerStatus.Role role) {
        return copies.begin(name, role);
    }

    @Override
    public boolean promote(Lease rebuilding) {
        return copies.promote(rebuilding);
    }

    @Override
    public <T> T standing(String name, Function<ConsumerStatus, T> work) {
        return copies.standing(name, work);
    }

    @Override
    public List<Difference> differences(ConsumerId one, ConsumerId other, int limit) {
        return rows.differences(one, other, limit);
    }

    @Override
    public void drop(ConsumerId consumer) {
        if (copies.retire(consumer)) {
            rows.deleteAll(consumer);
            parking.deleteAll(consumer);
            copies.delete(consumer);
        }
    }
}
