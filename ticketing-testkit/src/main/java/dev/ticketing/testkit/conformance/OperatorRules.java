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

import java.util.UUID;

/** Pausing, stopping, and going on. */
abstract class OperatorRules extends ConsumerRules {

    OperatorRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void a_consumer_that_is_paused_is_moved_by_nobody() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID key = Fresh.id();

        assertThat(store().pause(consumer.name())).isTrue();

        assertThat(status(consumer).state()).isEqualTo(State.PAUSED);
        assertStandsStill(consumer, lease, key);
    }

    @Test
    void a_consumer_goes_on_when_it_is_resumed() {
        ConsumerId consumer = newConsumer();
        committedTo(lease(consumer), 5, Changes.NONE);
        store().pause(consumer.name());

        assertThat(store().resume(consumer.name())).isTrue();

        assertThat(status(consumer).state()).isEqualTo(State.RUNNING);
        Lease lease = lease(consumer);
        assertThat(lease.position()).isEqualTo(new Position(5));
        assertThat(commit(lease, Changes.NONE)).isTrue();
    }

    @Test
    void all_copies_are_paused_and_resumed_together() {
        ConsumerId serving = newConsumer();
        begin(serving, Role.REBUILDING);
        begin(serving, Role.CHECKING);

        store().pause(serving.name());
        assertThat(copiesOf(serving.name()))
                .hasSize(3)
                .extracting(ConsumerStatus::state)
                .containsOnly(State.PAUSED);

        store().resume(serving.name());
        assertThat(copiesOf(serving.name()))
                .extracting(ConsumerStatus::state)
                .containsOnly(State.RUNNING);
    }

    @Test
    void other_consumers_go_on_when_one_is_paused() {
        ConsumerId paused = newConsumer();
        ConsumerId other = newConsumer();

        store().pause(paused.name());

        assertThat(commit(lease(other), Changes.NONE)).isTrue();
    }

    @Test
    void pausing_and_resuming_twice_is_as_good_as_once() {
        ConsumerId consumer = newConsumer();

        assertThat(store().pause(consumer.name())).isTrue();
        assertThat(store().pause(consumer.name())).isTrue();
        assertThat(status(consumer).state()).isEqualTo(State.PAUSED);

        assertThat(store().resume(consumer.name())).isTrue();
        assertThat(store().resume(consumer.name())).isTrue();
        assertThat(status(consumer).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_consumer_that_nobody_knows_is_neither_paused_nor_resumed() {
        String known = newConsumer().name();
        assertThat(store().pause(known)).isTrue();
        assertThat(store().resume(known)).isTrue();
        String unknown = suite.newName();

        assertThat(store().pause(unknown)).isFalse();
        assertThat(store().resume(unknown)).isFalse();

        assertThat(copiesOf(unknown)).isEmpty();
    }

    @Test
    void a_copy_stops_by_itself_for_a_reason() {
        ConsumerId consumer = newConsumer();
        ConsumerId rebuilding = begin(consumer, Role.REBUILDING);
        Lease lease = lease(consumer);
        UUID key = Fresh.id();

        store().stop(lease, "too many sequences are set aside");

        assertThat(status(consumer).state()).isEqualTo(State.STOPPED);
        assertThat(status(consumer).reason()).contains("too many sequences are set aside");
        assertThat(status(rebuilding).state()).isEqualTo(State.RUNNING);
        assertStandsStill(consumer, lease, key);
    }

    @Test
    void a_copy_is_not_stopped_by_an_old_lease() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);
        lease(consumer);

        store().stop(old, "too late");

        assertThat(status(consumer).state()).isEqualTo(State.RUNNING);
        assertThat(status(consumer).reason()).isEmpty();
    }

    @Test
    void a_copy_that_stopped_is_not_paused_and_goes_on_when_it_is_resumed() {
        ConsumerId consumer = newConsumer();
        store().stop(lease(consumer), "cannot go on");

        assertThat(store().pause(consumer.name())).isTrue();
        assertThat(status(consumer).state()).isEqualTo(State.STOPPED);
        assertThat(status(consumer).reason()).contains("cannot go on");

        assertThat(store().resume(consumer.name())).isTrue();
        assertThat(status(consumer).state()).isEqualTo(State.RUNNING);
        assertThat(status(consumer).reason()).isEmpty();
        assertThat(commit(lease(consumer), Changes.NONE)).isTrue();
    }

    private void assertStandsStill(ConsumerId consumer, Lease lease, UUID key) {
        assertThat(store().acquire(consumer, OWNER, LONG)).isEmpty();
        assertThat(store().acquire(consumer, OTHER_OWNER, LONG)).isEmpty();
        assertThat(store().renew(lease, LONG)).isFalse();
        assertThat(commit(lease, put(key, "row"))).isFalse();
        assertThat(rows(consumer, key)).isEmpty();
        assertThat(positionOf(consumer)).isEqualTo(Position.START);
    }
}
