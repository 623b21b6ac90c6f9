package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timed;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Consumers that last as long as the object. Safe for any number of threads. */
public final class InMemoryConsumerStore implements ConsumerStore {

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConsumerCopies copies = new ConsumerCopies();
    private final DeadLetters letters;

    public InMemoryConsumerStore(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.letters = new DeadLetters(clock, ids);
    }

    @Override
    public void register(Collection<String> names) {
        locked(
                () -> {
                    names.stream()
                            .filter(name -> !copies.isKnown(name))
                            .forEach(name -> copies.add(name, Role.SERVING));
                    return true;
                });
    }

    @Override
    public List<ConsumerStatus> all() {
        return locked(
                () -> {
                    Instant now = clock.instant();
                    return copies.all().map(copy -> copy.status(now)).toList();
                });
    }

    @Override
    public Optional<Lease> acquire(ConsumerId consumer, String owner, Duration time) {
        return locked(
                () -> {
                    Instant now = clock.instant();
                    return copies.find(consumer)
                            .flatMap(copy -> copy.lease(owner, now, now.plus(time)));
                });
    }

    @Override
    public boolean renew(Lease lease, Duration time) {
        return change(lease, copy -> copy.isMovedBy(lease), copy -> prolong(copy, time));
    }

    private void prolong(ConsumerCopy copy, Duration time) {
        copy.prolong(clock.instant().plus(time));
    }

    @Override
    public void release(Lease lease) {
        change(lease, copy -> copy.isHeldBy(lease), ConsumerCopy::release);
    }

    @Override
    public <K, R> Map<K, R> load(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        return locked(
                () -> {
                    Map<K, R> found = new LinkedHashMap<>();
                    Map<K, R> rows = ConsumerCopies.rows(copies.find(consumer), table);
                    for (K key : keys) {
                        Optional.ofNullable(rows.get(key)).ifPresent(row -> found.put(key, row));
                    }
                    return Collections.unmodifiableMap(found);
                });
    }

    @Override
    public boolean commit(Lease lease, Position from, Position to, Changes changes, Duration time) {
        return change(
                lease,
                copy -> copy.isMovedBy(lease) && copy.position().equals(from),
                copy -> {
                    copy.store(changes);
                    letters.park(copy.id(), changes.parked());
                    copy.moveTo(to);
                    prolong(copy, time);
                });
    }

    @Override
    public <K, R extends Timed> DueRows<K, R> due(
            ConsumerId consumer, Table<K, R> table, int limit) {
        return locked(
                () -> {
                    Instant now = clock.instant();
                    Map<K, R> due = new LinkedHashMap<>();
                    ConsumerCopies.rows(copies.find(consumer), table).entrySet().stream()
                            .filter(row -> !row.getValue().due().isAfter(now))
                            .sorted(Comparator.comparing(row -> row.getValue().due()))
                            .limit(limit)
                            .forEach(row -> due.put(row.getKey(), row.getValue()));
                    return new DueRows<>(now, due);
                });
    }

    @Override
    public <K, R> void remove(ConsumerId consumer, Table<K, R> table, Set<K> keys) {
        past(consumer, table, rows -> rows.keySet().removeAll(keys));
    }

    @Override
    public <K, R> void replace(ConsumerId consumer, Table<K, R> table, Map<K, R> changed) {
        past(consumer, table, rows -> changed.forEach(rows::replace));
    }

    private <K, R> void past(ConsumerId consumer, Table<K, R> table, Consumer<Map<K, R>> change) {
        locked(
                () -> {
                    copies.find(consumer).ifPresent(copy -> change.accept(copy.own(table)));
                    return true;
                });
    }

    @Override
    public <K, R> void park(
            ConsumerId consumer, Table<K, R> table, Map<K, R> changed, List<Parked> parked) {
        locked(
                () -> {
                    copies.find(consumer)
                            .ifPresent(
                                    copy -> {
                                        changed.forEach(copy.own(table)::replace);
                                        letters.park(consumer, parked);
                                    });
                    return true;
                });
    }

    @Override
    public List<DeadLetter> open(ConsumerId consumer) {
        return locked(() -> letters.open(consumer));
    }

    @Override
    public List<Position> parked(UUID deadLetter, Position after, int limit) {
        return locked(() -> letters.positions(deadLetter, after, limit));
    }

    @Override
    public boolean drain(Lease lease, UUID deadLetter, Position upTo, Changes changes) {
        return change(
                lease,
                copy -> copy.isMovedBy(lease) && letters.isOpenFor(copy.id(), deadLetter),
                copy -> {
                    copy.store(changes);
                    letters.park(copy.id(), changes.parked());
                    letters.takeOut(deadLetter, upTo);
                });
    }

    @Override
    public boolean failedAgain(Lease lease, UUID deadLetter, String error) {
        return change(
                lease,
                copy -> copy.isMovedBy(lease) && letters.failedAgain(copy.id(), deadLetter, error),
                copy -> {});
    }

    @Override
    public List<DeadLetter> deadLetters(
            Optional<String> consumer,
            Optional<DeadLetter.Status> status,
            Optional<UUID> before,
            int limit) {
        Predicate<DeadLetter> fits =
                letter ->
                        isOneOf(consumer, letter.consumer().name())
                                && isOneOf(status, letter.status())
                                && before.filter(id -> letter.id().compareTo(id) >= 0).isEmpty();
        return locked(() -> letters.newestFirst(fits).limit(limit).toList());
    }

    private static <T> boolean isOneOf(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    @Override
    public Optional<DeadLetter> deadLetter(UUID id) {
        return locked(() -> letters.find(id));
    }

    @Override
    public boolean requestRetry(UUID deadLetter, String actor) {
        return requestRetries(letter -> letter.id().equals(deadLetter), actor) == 1;
    }

    @Override
    public int requestRetries(Optional<String> consumer, String actor) {
        return requestRetries(letter -> isOneOf(consumer, letter.consumer().name()), actor);
    }

    private int requestRetries(Predicate<DeadLetter> wanted, String actor) {
        return locked(() -> letters.requestRetries(wanted, this::isMoved, actor));
    }

    private boolean isMoved(ConsumerId consumer) {
        return copies.find(consumer).filter(copy -> copy.role() != Role.RETIRED).isPresent();
    }

    @Override
    public boolean discard(UUID deadLetter, String actor, String reason) {
        return locked(() -> letters.discard(deadLetter, actor, reason));
    }

    @Override
    public List<DeadLetterAction> history(UUID deadLetter) {
        return locked(() -> letters.history(deadLetter));
    }

    @Override
    public List<DeadLetterCount> countDeadLetters() {
        return locked(letters::count);
    }

    @Override
    public boolean pause(String name) {
        return locked(() -> changeAll(name, ConsumerCopy::pause));
    }

    @Override
    public boolean resume(String name) {
        return locked(() -> changeAll(name, ConsumerCopy::resume));
    }

    private boolean changeAll(String name, Consumer<ConsumerCopy> change) {
        copies.of(name).forEach(change);
        return copies.isKnown(name);
    }

    @Override
    public void stop(Lease lease, String reason) {
        change(lease, copy -> copy.isMovedBy(lease), copy -> copy.stop(reason));
    }

    @Override
    public Optional<ConsumerId> begin(String name, Role role) {
        if (role != Role.REBUILDING && role != Role.CHECKING) {
            throw new IllegalArgumentException("role: " + role);
        }
        return locked(
                () ->
                        copies.of(name).anyMatch(copy -> copy.role() == role)
                                        || !copies.isKnown(name)
                                ? Optional.empty()
                                : Optional.of(copies.add(name, role)));
    }

    @Override
    public boolean promote(Lease rebuilding) {
        return change(
                rebuilding,
                copy ->
                        copy.role() == Role.REBUILDING
                                && copy.isHeldBy(rebuilding)
                                && !copy.position().isBefore(served(copy.id()).position()),
                copy -> {
                    served(copy.id()).retire();
                    copy.serve();
                });
    }

    private ConsumerCopy served(ConsumerId consumer) {
        return copies.serving(consumer.name()).orElseThrow();
    }

    @Override
    public <T> T standing(String name, Function<ConsumerStatus, T> work) {
        return locked(
                () ->
                        work.apply(
                                copies.serving(name)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "no such consumer: " + name))
                                        .status(clock.instant())));
    }

    @Override
    public List<Difference> differences(ConsumerId one, ConsumerId other, int limit) {
        return locked(() -> copies.differences(one, other).limit(limit).toList());
    }

    @Override
    public void drop(ConsumerId consumer) {
        locked(
                () -> {
                    if (copies.find(consumer)
                            .filter(copy -> copy.role() == Role.SERVING)
                            .isPresent()) {
                        throw new IllegalArgumentException("serves: " + consumer);
                    }
                    letters.drop(consumer);
                    copies.remove(consumer);
                    return true;
                });
    }

    /** The rows of the serving copy as they are now, in the order in which they were first put. */
    public <K, R> Map<K, R> serving(String consumer, Table<K, R> table) {
        return read(
                consumer, table, rows -> Collections.unmodifiableMap(new LinkedHashMap<>(rows)));
    }

    /**
     * Asks the rows of the serving copy; there are none of a consumer that is not registered.
     *
     * @param query is shown the rows themselves: must not keep them
     */
    public <K, R, T> T read(String consumer, Table<K, R> table, Function<Map<K, R>, T> query) {
        return locked(() -> query.apply(ConsumerCopies.rows(copies.serving(consumer), table)));
    }

    /**
     * Changes rows of the serving copy past its consumer: for what is worked off, and not only
     * folded. Nothing of a consumer that is not registered.
     *
     * @param change is shown the rows themselves: must not keep them
     */
    public <K, R> void amend(String consumer, Table<K, R> table, Consumer<Map<K, R>> change) {
        locked(
                () -> {
                    copies.serving(consumer).ifPresent(copy -> change.accept(copy.own(table)));
                    return true;
                });
    }

    private boolean change(
            Lease lease, Predicate<ConsumerCopy> mayBe, Consumer<ConsumerCopy> change) {
        return locked(
                () -> {
                    Optional<ConsumerCopy> found = copies.find(lease.consumer()).filter(mayBe);
                    found.ifPresent(change);
                    return found.isPresent();
                });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
