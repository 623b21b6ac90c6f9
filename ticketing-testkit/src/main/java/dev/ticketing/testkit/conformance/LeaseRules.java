package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Which consumers there are, and who moves them. */
abstract class LeaseRules extends ConsumerRules {

    private static final int CALLERS = 6;

    LeaseRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void a_new_consumer_serves_and_runs_from_the_start() {
        String name = suite.newName();

        store().register(List.of(name));

        assertThat(copiesOf(name))
                .containsExactly(
                        new ConsumerStatus(
                                new ConsumerId(name, 1),
                                Role.SERVING,
                                State.RUNNING,
                                Optional.empty(),
                                Optional.empty(),
                                Position.START));
    }

    @Test
    void registering_again_changes_nothing_of_those_that_are_there() {
        ConsumerId present = newConsumer();
        String absent = suite.newName();
        committedTo(lease(present), 7, Changes.NONE);
        begin(present, Role.REBUILDING);
        List<ConsumerStatus> before = copiesOf(present.name());

        store().register(List.of(present.name(), absent));

        assertThat(copiesOf(present.name())).isEqualTo(before);
        assertThat(copiesOf(absent)).hasSize(1);
    }

    @Test
    void processes_that_register_at_the_same_time_make_one_copy() {
        String name = suite.newName();
        Callable<Boolean> attempt =
                () -> {
                    store().register(List.of(name));
                    return true;
                };

        Together.run(Collections.nCopies(CALLERS, attempt));

        assertThat(copiesOf(name)).hasSize(1);
    }

    @Test
    void copies_are_listed_by_name_and_number() {
        ConsumerId one = newConsumer();
        ConsumerId other = newConsumer();
        ConsumerId rebuilt = begin(one, Role.REBUILDING);
        ConsumerId checked = begin(one, Role.CHECKING);
        List<ConsumerId> own =
                one.name().compareTo(other.name()) < 0
                        ? List.of(one, rebuilt, checked, other)
                        : List.of(other, one, rebuilt, checked);

        assertThat(store().all())
                .extracting(ConsumerStatus::id)
                .filteredOn(own::contains)
                .isEqualTo(own);
    }

    @Test
    void a_lease_has_one_owner_at_a_time() {
        ConsumerId consumer = newConsumer();

        lease(consumer);

        assertThat(store().acquire(consumer, OTHER_OWNER, LONG)).isEmpty();
        assertThat(status(consumer).owner()).contains(OWNER);
    }

    @Test
    void one_of_those_who_ask_for_a_lease_at_the_same_time_gets_it() {
        ConsumerId consumer = newConsumer();
        List<Callable<Optional<Lease>>> attempts =
                IntStream.range(0, CALLERS)
                        .<Callable<Optional<Lease>>>mapToObj(
                                caller -> () -> store().acquire(consumer, "caller-" + caller, LONG))
                        .toList();

        List<Optional<Lease>> leases = Together.run(attempts);

        assertThat(leases).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void a_lease_tells_how_far_the_consumer_has_come() {
        ConsumerId consumer = newConsumer();
        Lease first = lease(consumer);
        committedTo(first, 42, Changes.NONE);

        Lease second = lease(consumer);

        assertThat(first.position()).isEqualTo(Position.START);
        assertThat(second.position()).isEqualTo(new Position(42));
        assertThat(second.consumer()).isEqualTo(consumer);
    }

    @Test
    void an_owner_that_takes_its_lease_again_can_use_the_old_one_no_more() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);

        Lease taken = lease(consumer);

        assertThat(taken.fence()).isGreaterThan(old.fence());
        assertThat(commit(old, Changes.NONE)).isFalse();
        assertThat(store().renew(old, LONG)).isFalse();
        assertThat(commit(taken, Changes.NONE)).isTrue();
    }

    @Test
    void a_lease_that_was_given_back_is_taken_by_another_at_once() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);

        store().release(old);

        assertThat(status(consumer).owner()).isEmpty();
        Lease taken = store().acquire(consumer, OTHER_OWNER, LONG).orElseThrow();
        assertThat(taken.fence()).isGreaterThan(old.fence());
        assertThat(status(consumer).owner()).contains(OTHER_OWNER);
        assertThat(commit(old, Changes.NONE)).isFalse();
    }

    @Test
    void a_lease_that_was_taken_cannot_be_given_back_by_the_one_before() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);
        store().release(old);
        Lease taken = store().acquire(consumer, OTHER_OWNER, LONG).orElseThrow();

        store().release(old);

        assertThat(store().acquire(consumer, OWNER, LONG)).isEmpty();
        assertThat(store().renew(taken, LONG)).isTrue();
    }

    @Test
    void a_lease_that_ran_out_is_taken_by_another() {
        ConsumerId consumer = newConsumer();
        Lease old = store().acquire(consumer, OWNER, SHORT).orElseThrow();

        suite.pass(SHORT);

        assertThat(status(consumer).owner()).isEmpty();
        Lease taken = store().acquire(consumer, OTHER_OWNER, LONG).orElseThrow();
        assertThat(taken.fence()).isGreaterThan(old.fence());
        assertThat(commit(old, Changes.NONE)).isFalse();
        assertThat(store().renew(old, LONG)).isFalse();
        assertThat(commit(taken, Changes.NONE)).isTrue();
    }

    @Test
    void a_lease_that_ran_out_is_good_until_it_is_taken() {
        ConsumerId consumer = newConsumer();
        Lease lease = store().acquire(consumer, OWNER, SHORT).orElseThrow();

        suite.pass(SHORT);

        assertThat(commit(lease, Changes.NONE)).isTrue();
        assertThat(status(consumer).owner()).contains(OWNER);
    }

    @Test
    void a_lease_that_is_renewed_does_not_run_out() {
        ConsumerId consumer = newConsumer();
        Lease lease = store().acquire(consumer, OWNER, SHORT).orElseThrow();

        assertThat(store().renew(lease, LONG)).isTrue();
        suite.pass(SHORT);

        assertThat(store().acquire(consumer, OTHER_OWNER, LONG)).isEmpty();
    }

    @Test
    void every_commit_prolongs_the_lease() {
        ConsumerId consumer = newConsumer();
        Lease lease = store().acquire(consumer, OWNER, SHORT).orElseThrow();

        assertThat(commit(lease, Changes.NONE)).isTrue();
        suite.pass(SHORT);

        assertThat(store().acquire(consumer, OTHER_OWNER, LONG)).isEmpty();
        assertThat(status(consumer).owner()).contains(OWNER);
    }

    @Test
    void copies_are_leased_each_by_itself() {
        ConsumerId serving = newConsumer();
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        lease(serving);

        assertThat(store().acquire(rebuilding, OTHER_OWNER, LONG)).isPresent();

        assertThat(copiesOf(serving.name()))
                .flatExtracting(one -> one.owner().stream().toList())
                .containsExactly(OWNER, OTHER_OWNER);
    }

    @Test
    void a_consumer_that_nobody_has_registered_is_moved_by_nobody() {
        ConsumerId unknown = new ConsumerId(suite.newName(), 1);
        Lease invented = new Lease(unknown, 1, Position.START);

        assertThat(store().acquire(newConsumer(), OWNER, LONG)).isPresent();
        assertThat(store().acquire(unknown, OWNER, LONG)).isEmpty();
        assertThat(store().renew(invented, LONG)).isFalse();
        assertThat(store().commit(invented, Position.START, new Position(1), Changes.NONE, LONG))
                .isFalse();
        assertThat(copiesOf(unknown.name())).isEmpty();
    }
}
