package dev.ticketing.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class InMemoryConsumerStoreTest extends ConsumerStoreConformance {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final UUID KEY = new UUID(1, 2);
    private static final TestRow ROW = new TestRow("row", 1, TestClock.START, List.of());

    private final TestClock clock = new TestClock();
    private final InMemoryConsumerStore store =
            new InMemoryConsumerStore(clock, new SequentialIds());

    @Override
    protected ConsumerStore store() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void a_lease_runs_out_at_the_instant_it_was_given_until_and_not_before() {
        ConsumerId consumer = registered();
        store.acquire(consumer, "one", TIME);

        clock.advance(TIME.minusNanos(1));
        assertThat(store.acquire(consumer, "other", TIME)).isEmpty();

        clock.advance(Duration.ofNanos(1));
        assertThat(store.acquire(consumer, "other", TIME)).isPresent();
    }

    @Test
    void readers_see_the_rows_of_the_copy_that_serves() {
        ConsumerId old = registered();
        ConsumerId rebuilding = store.begin(old.name(), Role.REBUILDING).orElseThrow();
        Lease lease = put(rebuilding);

        assertThat(store.serving(old.name(), TEST_ROW)).isEmpty();
        assertThat(store.promote(lease)).isTrue();

        assertThat(store.serving(old.name(), TEST_ROW)).isEqualTo(Map.of(KEY, ROW));
        assertThat(store.<UUID, TestRow, Integer>read(old.name(), TEST_ROW, Map::size))
                .isEqualTo(1);
    }

    @Test
    void rows_that_were_read_do_not_change() {
        ConsumerId consumer = registered();
        Map<UUID, TestRow> before = store.serving(consumer.name(), TEST_ROW);

        put(consumer);

        assertThat(before).isEmpty();
    }

    @Test
    void a_consumer_that_nobody_knows_has_no_rows() {
        assertThat(store.serving("unknown", TEST_ROW)).isEmpty();
    }

    private ConsumerId registered() {
        String name = newName();
        store.register(List.of(name));
        return new ConsumerId(name, 1);
    }

    private Lease put(ConsumerId consumer) {
        Lease lease = store.acquire(consumer, "one", TIME).orElseThrow();
        Changes changes =
                new Changes(
                        List.of(new Changes.OfTable<>(TEST_ROW, Map.of(KEY, ROW), Set.of())),
                        List.of());
        assertThat(store.commit(lease, Position.START, new Position(1), changes, TIME)).isTrue();
        return lease;
    }
}
