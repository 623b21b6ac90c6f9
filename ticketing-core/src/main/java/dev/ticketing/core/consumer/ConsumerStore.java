package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where consumers keep how far they have come, their rows, and what they have set aside. Time is
 * told by the store's own clock, never by a process. Blocks; safe for any number of threads and
 * processes.
 *
 * <p>Every method throws {@link LogUnavailable} when the store cannot be reached; {@link #commit}
 * and {@link #drain} throw {@link RowsRefused} when it does not take the rows.
 */
public interface ConsumerStore {

    /** How many sequences a consumer may have set aside at once. */
    int MAX_PARKED = 1_024;

    /** How much of what was done about a dead letter is told. */
    int MAX_HISTORY = 1_000;

    // --- who moves what

    /** Makes the first copy, serving and running from the start, of each name that has none. */
    void register(Collection<String> names);

    /** All copies, by name and copy. */
    List<ConsumerStatus> all();

    /**
     * Takes the lease of a running consumer if nobody has it, or if the owner has it already.
     *
     * @param owner names a process, in a way that no other process does
     */
    Optional<Lease> acquire(ConsumerId consumer, String owner, Duration time);

    /** Prolongs a lease; false if it has been taken, or the consumer does not run. */
    boolean renew(Lease lease, Duration time);

    /** Gives a lease back, so that another process can go on at once. */
    void release(Lease lease);

    // --- effects

    /** The rows that exist of those keys. */
    <K, R> Map<K, R> load(ConsumerId consumer, Table<K, R> table, Set<K> keys);

    /**
     * Stores changes, moves the consumer and prolongs its lease, in one transaction.
     *
     * @return false, with nothing done, if the lease has been taken, the consumer does not run, or
     *     it is not at {@code from}
     */
    boolean commit(Lease lease, Position from, Position to, Changes changes, Duration time);

    // --- what is due

    /** Rows whose time has come by the store's clock, the earliest first. */
    <K, R extends Timed> DueRows<K, R> due(ConsumerId consumer, Table<K, R> table, int limit);

    /** Takes rows out past their consumer: for what is worked off, and not only folded. */
    <K, R> void remove(ConsumerId consumer, Table<K, R> table, Set<K> keys);

    /** Replaces rows past their consumer; those that are not there any more stay away. */
    <K, R> void replace(ConsumerId consumer, Table<K, R> table, Map<K, R> rows);

    // --- what is set aside

    /**
     * Replaces rows as {@link #replace} does and, in the same transaction, sets aside what becomes
     * of them: a letter for each sequence that has none open.
     */
    <K, R> void park(ConsumerId consumer, Table<K, R> table, Map<K, R> rows, List<Parked> parked);

    /** The open dead letters of a consumer, by the position of their first event. */
    List<DeadLetter> open(ConsumerId consumer);

    /** The positions that are set aside in a dead letter after one of them, ascending. */
    List<Position> parked(UUID deadLetter, Position after, int limit);

    /**
     * Stores what events of a dead letter have changed after all, and takes them out of it, in one
     * transaction. When none is left the letter is {@code RETRIED}.
     *
     * @param upTo the last of the events that have taken effect
     * @return false, with nothing done, if the lease has been taken or the consumer does not run
     */
    boolean drain(Lease lease, UUID deadLetter, Position upTo, Changes changes);

    /** Notes that a retry has failed: {@code PARKED} again, one more attempt. */
    boolean failedAgain(Lease lease, UUID deadLetter, String error);

    /**
     * Dead letters, newest id first.
     *
     * @param before only those with a smaller id
     */
    List<DeadLetter> deadLetters(
            Optional<String> consumer,
            Optional<DeadLetter.Status> status,
            Optional<UUID> before,
            int limit);

    Optional<DeadLetter> deadLetter(UUID id);

    /**
     * From {@code PARKED} to {@code RETRYING}; false if it is not parked, or its copy is retired.
     *
     * @param actor who asks for it: {@code user:<id>}
     */
    boolean requestRetry(UUID deadLetter, String actor);

    /**
     * As {@link #requestRetry}, for every letter of a consumer, or of all, for which it can be
     * done.
     *
     * @return for how many it was
     */
    int requestRetries(Optional<String> consumer, String actor);

    /** Gives up an open one; false if it is not open. */
    boolean discard(UUID deadLetter, String actor, String reason);

    /** What was done about a dead letter, in order; the latest {@link #MAX_HISTORY} of it. */
    List<DeadLetterAction> history(UUID deadLetter);

    /** The dead letters of all copies, by consumer and status; only those of which there are. */
    List<DeadLetterCount> countDeadLetters();

    // --- what operators do

    /** Pauses all copies of a consumer that run; false if there is no such consumer. */
    boolean pause(String name);

    /** Lets all copies of a consumer run that do not; false if there is no such consumer. */
    boolean resume(String name);

    /** Stops a copy by itself, for a reason that a person has to look at. */
    void stop(Lease lease, String reason);

    /**
     * Makes a copy at the start of the log.
     *
     * @param role {@code REBUILDING} or {@code CHECKING}
     * @return empty if there is no such consumer, or it has a copy of that role already
     */
    Optional<ConsumerId> begin(String name, ConsumerStatus.Role role);

    /**
     * Lets a rebuilding copy serve, and retires the one that served.
     *
     * @return false, with nothing done, if it is behind the one that serves, or the lease is gone
     */
    boolean promote(Lease rebuilding);

    // --- comparing

    /** Keeps the serving copy where it is while the work runs, which must not take long. */
    <T> T standing(String name, Function<ConsumerStatus, T> work);

    /** In which rows two copies of a consumer differ: at most so many, by table and key. */
    List<Difference> differences(ConsumerId one, ConsumerId other, int limit);

    /**
     * Removes a copy that does not serve, with its rows, its dead letters and their history; blocks
     * until it is.
     */
    void drop(ConsumerId consumer);
}
