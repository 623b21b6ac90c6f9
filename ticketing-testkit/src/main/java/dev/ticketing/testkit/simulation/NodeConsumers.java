package dev.ticketing.testkit.simulation;

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
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The store of the consumers as one server sees it, until the server dies. */
final class NodeConsumers implements ConsumerStore {

    private static final String STORE = "the store of the consumers";

    private final Life life;
    private final ConsumerStore store;
    private final Leases leases;
    private final Faults faults;

    NodeConsumers(Life life, ConsumerStore store, Leases leases, Faults faults) {
        this.life = life;
        this.store = store;
        this.leases = leases;
        this.faults = faults;
    }

    private void reach() {
        life.reach(STORE);
    }

    /** The answer to a write, if it comes. */
    private boolean answer(Lease lease, boolean done) {
        if (!done) {
            leases.refused(lease);
        } else if (faults.strikes(Fault.CHECKPOINT_ANSWER_LOST)) {
            throw Weather.unavailable(STORE);
        }
        return done;
    }

    @Override
    public void register(Collection<String> names) {
        life.requireAlive();
        store.register(names);
    }

    @Override
    public List<ConsumerStatus> all() {
        reach();
        return store.all();
    }

    @Override
    public Optional<Lease> acquire(ConsumerId consumer, String owner, Duration time) {
        reach();
        Optional<Lease> taken = store.acquire(consumer, owner, time);
        taken.ifPresent(lease -> leases.taken(lease, life));
        return taken;
    }

    @Override
    public boolean renew(Lease lease, Duration time) {
        reach();
        return answer(lease, store.renew(lease, time));
    }

    @Override
    public void release(Lease lease) {
        life.requireAlive();
        store.release(lease);
        leases.released(lease);
    }

    @Override
    public <K, R> Map<K, R> load(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        reach();
        return store.load(consumer, table, keys);
    }

    @Override
    public boolean commit(Lease lease, Position from, Position to, Changes changes, Duration time) {
        reach();
        if (!changes.isEmpty()) {
            life.dieOf(Fault.CRASH_BEFORE_ROWS);
        }
        return answer(lease, store.commit(lease, from, to, changes, time));
    }

    @Override
    public <K, R extends Timed> DueRows<K, R> due(
            ConsumerId consumer, Table<K, R> table, int limit) {
        reach();
        return store.due(consumer, table, limit);
    }

    @Override
    public <K, R> void remove(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        reach();
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        store.remove(consumer, table, keys);
    }

    @Override
    public <K, R> void replace(ConsumerId consumer, Table<K, R> table, Map<K, R> rows) {
        reach();
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        store.replace(consumer, table, rows);
    }

    @Override
    public <K, R> void park(
            ConsumerId consumer, Table<K, R> table, Map<K, R> rows, List<Parked> parked) {
        reach();
        store.park(consumer, table, rows, parked);
    }

    @Override
    public List<DeadLetter> open(ConsumerId consumer) {
        return store.open(consumer);
    }

    @Override
    public List<Position> parked(UUID deadLetter, Position after, int limit) {
        return store.parked(deadLetter, after, limit);
    }

    @Override
    public boolean drain(Lease lease, UUID deadLetter, Position upTo, Changes changes) {
        reach();
        return answer(lease, store.drain(lease, deadLetter, upTo, changes));
    }

    @Override
    public boolean failedAgain(Lease lease, UUID deadLetter, String error) {
        reach();
        return answer(lease, store.failedAgain(lease, deadLetter, error));
    }

    @Override
    public List<DeadLetter> deadLetters(
            Optional<String> consumer,
            Optional<DeadLetter.Status> status,
            Optional<UUID> before,
            int limit) {
        return store.deadLetters(consumer, status, before, limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(UUID id) {
        return store.deadLetter(id);
    }

    @Override
    public boolean requestRetry(UUID deadLetter, String actor) {
        reach();
        return store.requestRetry(deadLetter, actor);
    }

    @Override
    public int requestRetries(Optional<String> consumer, String actor) {
        reach();
        return store.requestRetries(consumer, actor);
    }

    @Override
    public boolean discard(UUID deadLetter, String actor, String reason) {
        reach();
        return store.discard(deadLetter, actor, reason);
    }

    @Override
    public List<DeadLetterAction> history(UUID deadLetter) {
        return store.history(deadLetter);
    }

    @Override
    public List<DeadLetterCount> countDeadLetters() {
        return store.countDeadLetters();
    }

    @Override
    public boolean pause(String name) {
        reach();
        return store.pause(name);
    }

    @Override
    public boolean resume(String name) {
        reach();
        return store.resume(name);
    }

    @Override
    public void stop(Lease lease, String reason) {
        life.requireAlive();
        store.stop(lease, reason);
    }

    @Override
    public Optional<ConsumerId> begin(String name, ConsumerStatus.Role role) {
        reach();
        return store.begin(name, role);
    }

    @Override
    public boolean promote(Lease rebuilding) {
        reach();
        return answer(rebuilding, store.promote(rebuilding));
    }

    @Override
    public <T> T standing(String name, Function<ConsumerStatus, T> work) {
        return store.standing(name, work);
    }

    @Override
    public List<Difference> differences(ConsumerId one, ConsumerId other, int limit) {
        return store.differences(one, other, limit);
    }

    @Override
    public void drop(ConsumerId consumer) {
        reach();
        store.drop(consumer);
    }
}
