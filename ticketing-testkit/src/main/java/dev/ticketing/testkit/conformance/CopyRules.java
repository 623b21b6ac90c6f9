package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Copies that are made, serve, and are dropped. */
abstract class CopyRules extends ConsumerRules {

    private static final int CALLERS = 6;

    CopyRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void a_new_copy_runs_from_the_start_of_the_log_while_the_old_one_serves() {
        ConsumerId serving = newConsumer();
        committedTo(lease(serving), 8, Changes.NONE);

        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        ConsumerId checking = begin(serving, Role.CHECKING);

        assertThat(rebuilding.copy()).isGreaterThan(serving.copy());
        assertThat(checking.copy()).isGreaterThan(rebuilding.copy());
        assertThat(status(rebuilding)).isEqualTo(atTheStart(rebuilding, Role.REBUILDING));
        assertThat(status(checking)).isEqualTo(atTheStart(checking, Role.CHECKING));
        assertThat(status(serving).role()).isEqualTo(Role.SERVING);
        assertThat(positionOf(serving)).isEqualTo(new Position(8));
    }

    @Test
    void there_is_one_copy_of_a_role() {
        ConsumerId serving = newConsumer();
        begin(serving, Role.REBUILDING);
        begin(serving, Role.CHECKING);

        assertThat(store().begin(serving.name(), Role.REBUILDING)).isEmpty();
        assertThat(store().begin(serving.name(), Role.CHECKING)).isEmpty();

        assertThat(copiesOf(serving.name())).hasSize(3);
    }

    @Test
    void those_who_begin_at_the_same_time_make_one_copy() {
        ConsumerId serving = newConsumer();
        Callable<Optional<ConsumerId>> attempt =
                () -> store().begin(serving.name(), Role.REBUILDING);

        List<Optional<ConsumerId>> begun = Together.run(Collections.nCopies(CALLERS, attempt));

        assertThat(begun).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(copiesOf(serving.name())).hasSize(2);
    }

    @Test
    void a_consumer_that_nobody_knows_has_no_copies() {
        assertThat(store().begin(newConsumer().name(), Role.REBUILDING)).isPresent();
        String unknown = suite.newName();

        assertThat(store().begin(unknown, Role.REBUILDING)).isEmpty();

        assertThat(copiesOf(unknown)).isEmpty();
    }

    @Test
    void a_copy_that_is_behind_does_not_serve() {
        ConsumerId serving = newConsumer();
        committedTo(lease(serving), 8, Changes.NONE);
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        Lease lease = lease(rebuilding);
        committedTo(lease, 7, Changes.NONE);

        assertThat(store().promote(lease)).isFalse();

        assertThat(status(serving).role()).isEqualTo(Role.SERVING);
        assertThat(status(rebuilding).role()).isEqualTo(Role.REBUILDING);
    }

    @Test
    void a_copy_that_has_caught_up_serves_and_the_old_one_retires() {
        ConsumerId old = newConsumer();
        UUID key = Fresh.id();
        Lease oldLease = lease(old);
        committedTo(oldLease, 8, put(key, "old"));
        ConsumerId rebuilding = begin(old, Role.REBUILDING);
        Lease lease = lease(rebuilding);
        committedTo(lease, 8, put(key, "new"));

        assertThat(store().promote(lease)).isTrue();

        assertThat(status(rebuilding).role()).isEqualTo(Role.SERVING);
        assertThat(status(old).role()).isEqualTo(Role.RETIRED);
        assertThat(rows(old, key)).isEqualTo(Map.of(key, row("old")));
        assertThat(rows(rebuilding, key)).isEqualTo(Map.of(key, row("new")));
        assertThat(commitTo(lease, 9, put(key, "newer"))).isTrue();
    }

    @Test
    void a_copy_that_is_ahead_serves() {
        ConsumerId old = newConsumer();
        ConsumerId rebuilding = begin(old, Role.REBUILDING);
        Lease lease = lease(rebuilding);
        committedTo(lease, 1, Changes.NONE);

        assertThat(store().promote(lease)).isTrue();

        assertThat(serving(old.name()).id()).isEqualTo(rebuilding);
    }

    @Test
    void a_copy_does_not_serve_by_an_old_lease() {
        ConsumerId serving = newConsumer();
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        Lease old = lease(rebuilding);
        lease(rebuilding);

        assertThat(store().promote(old)).isFalse();

        assertThat(serving(serving.name()).id()).isEqualTo(serving);
        assertThat(status(rebuilding).role()).isEqualTo(Role.REBUILDING);
    }

    @Test
    void a_copy_that_has_served_is_kept_as_it_was() {
        ConsumerId old = newConsumer();
        UUID key = Fresh.id();
        Lease oldLease = lease(old);
        committed(oldLease, put(key, "old"));
        promoted(old, 1);

        assertThat(commit(oldLease, put(key, "late"))).isFalse();
        assertThat(store().acquire(old, OWNER, LONG)).isEmpty();

        assertThat(rows(old, key)).isEqualTo(Map.of(key, row("old")));
        assertThat(positionOf(old)).isEqualTo(new Position(1));
    }

    @Test
    void a_consumer_can_be_rebuilt_again_and_again() {
        ConsumerId first = newConsumer();
        ConsumerId second = promoted(first, 1);
        ConsumerId third = promoted(first, 1);

        assertThat(third.copy()).isGreaterThan(second.copy());
        assertThat(serving(first.name()).id()).isEqualTo(third);
        assertThat(status(second).role()).isEqualTo(Role.RETIRED);
    }

    @Test
    void a_copy_is_dropped_with_its_rows_and_dead_letters() {
        ConsumerId serving = newConsumer();
        UUID key = Fresh.id();
        committed(lease(serving), put(key, "serving"));
        ConsumerId dropped = begin(serving, Role.REBUILDING);
        Lease lease = lease(dropped);
        DeadLetter letter = park(lease, 1, 2);
        committed(lease, put(key, "dropped"));

        store().drop(dropped);

        assertThat(copiesOf(serving.name()))
                .extracting(ConsumerStatus::id)
                .containsExactly(serving);
        assertThat(rows(dropped, key)).isEmpty();
        assertThat(store().deadLetter(letter.id())).isEmpty();
        assertThat(store().parked(letter.id(), Position.START, 10)).isEmpty();
        assertThat(commitWhereItWas(lease)).isFalse();
        assertThat(rows(serving, key)).isEqualTo(Map.of(key, row("serving")));
    }

    @Test
    void dead_letters_of_the_serving_copy_outlive_a_dropped_one() {
        ConsumerId serving = newConsumer();
        DeadLetter letter = park(lease(serving), 1, 2);
        ConsumerId dropped = begin(serving, Role.CHECKING);
        committedTo(lease(dropped), 2, parking(failed(letter.sequence(), 1)));

        store().drop(dropped);

        assertThat(store().open(serving)).containsExactly(letter);
        assertThat(positionsIn(letter)).isEqualTo(positions(1, 2));
    }

    @Test
    void the_copy_that_serves_is_not_dropped() {
        ConsumerId serving = newConsumer();
        UUID key = Fresh.id();
        committed(lease(serving), put(key, "row"));

        assertThatIllegalArgumentException().isThrownBy(() -> store().drop(serving));

        assertThat(rows(serving, key)).isEqualTo(Map.of(key, row("row")));
        assertThat(status(serving).role()).isEqualTo(Role.SERVING);
    }

    @Test
    void a_copy_that_has_served_is_dropped() {
        ConsumerId old = newConsumer();
        UUID key = Fresh.id();
        committed(lease(old), put(key, "old"));
        ConsumerId serving = promoted(old, 1);

        store().drop(old);

        assertThat(rows(old, key)).isEmpty();
        assertThat(copiesOf(old.name())).extracting(ConsumerStatus::id).containsExactly(serving);
    }

    @Test
    void the_lease_of_a_dropped_copy_moves_no_later_one() {
        ConsumerId serving = newConsumer();
        ConsumerId dropped = begin(serving, Role.REBUILDING);
        Lease old = lease(dropped);
        store().drop(dropped);
        ConsumerId later = begin(serving, Role.REBUILDING);
        lease(later);

        assertThat(commitWhereItWas(old)).isFalse();

        assertThat(positionOf(later)).isEqualTo(Position.START);
    }

    /** A new copy that serves now, at a position. */
    private ConsumerId promoted(ConsumerId consumer, long position) {
        Lease lease = lease(begin(consumer, Role.REBUILDING));
        committedTo(lease, position, Changes.NONE);
        assertThat(store().promote(lease)).isTrue();
        return lease.consumer();
    }

    private boolean commitWhereItWas(Lease lease) {
        Position to = lease.position().plus(1);
        return store().commit(lease, lease.position(), to, Changes.NONE, LONG);
    }

    private static ConsumerStatus atTheStart(ConsumerId consumer, Role role) {
        return new ConsumerStatus(
                consumer, role, State.RUNNING, Optional.empty(), Optional.empty(), Position.START);
    }
}
