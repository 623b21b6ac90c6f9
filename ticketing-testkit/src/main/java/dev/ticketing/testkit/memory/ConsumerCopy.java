package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Position;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One copy of a consumer: its lease, how far it has come, and its rows. Guarded by its store. */
final class ConsumerCopy {

    private final ConsumerId id;
    private final Map<Table<?, ?>, Map<Object, Object>> tables = new LinkedHashMap<>();

    private Role role;
    private State state = State.RUNNING;
    private @Nullable String reason;
    private @Nullable String owner;
    private Instant leaseUntil = Instant.MIN;
    private long fence;
    private Position position = Position.START;

    ConsumerCopy(ConsumerId id, Role role) {
        this.id = id;
        this.role = role;
    }

    ConsumerId id() {
        return id;
    }

    Role role() {
        return role;
    }

    Position position() {
        return position;
    }

    ConsumerStatus status(Instant now) {
        Optional<String> holder = Optional.ofNullable(owner).filter(one -> isLeased(now));
        return new ConsumerStatus(id, role, state, Optional.ofNullable(reason), holder, position);
    }

    private boolean isLeased(Instant now) {
        return owner != null && now.isBefore(leaseUntil);
    }

    /** A retired copy is kept as it was. */
    private boolean isMoving() {
        return state == State.RUNNING && role != Role.RETIRED;
    }

    Optional<Lease> lease(String newOwner, Instant now, Instant until) {
        if (!isMoving() || (isLeased(now) && !newOwner.equals(owner))) {
            return Optional.empty();
        }
        owner = newOwner;
        leaseUntil = until;
        fence++;
        return Optional.of(new Lease(id, fence, position));
    }

    /** Whether nobody has taken the lease since, and its owner has not given it back. */
    boolean isHeldBy(Lease lease) {
        return owner != null && fence == lease.fence();
    }

    boolean isMovedBy(Lease lease) {
        return isMoving() && isHeldBy(lease);
    }

    void prolong(Instant until) {
        leaseUntil = until;
    }

    void release() {
        owner = null;
    }

    void moveTo(Position to) {
        position = to;
    }

    void store(Changes changes) {
        changes.tables().forEach(this::store);
    }

    private void store(Changes.OfTable<?, ?> changes) {
        Map<Object, Object> rows =
                tables.computeIfAbsent(changes.table(), table -> new LinkedHashMap<>());
        rows.keySet().removeAll(changes.removed());
        rows.putAll(changes.put());
    }

    Set<Table<?, ?>> tables() {
        return Collections.unmodifiableSet(tables.keySet());
    }

    /** A view of the rows, not a copy. */
    @SuppressWarnings("unchecked") // Changes put only keys and rows of the table's types.
    <K, R> Map<K, R> rows(Table<K, R> table) {
        return (Map<K, R>) Collections.unmodifiableMap(tables.getOrDefault(table, Map.of()));
    }

    /** The rows themselves, to be changed. */
    @SuppressWarnings("unchecked") // a table's keys and rows are of its types, by the way of put
    <K, R> Map<K, R> own(Table<K, R> table) {
        return (Map<K, R>) tables.computeIfAbsent(table, any -> new LinkedHashMap<>());
    }

    void pause() {
        if (state == State.RUNNING) {
            state = State.PAUSED;
        }
    }

    void resume() {
        state = State.RUNNING;
        reason = null;
    }

    void stop(String why) {
        state = State.STOPPED;
        reason = why;
    }

    void serve() {
        role = Role.SERVING;
    }

    void retire() {
        role = Role.RETIRED;
        owner = null;
    }
}
