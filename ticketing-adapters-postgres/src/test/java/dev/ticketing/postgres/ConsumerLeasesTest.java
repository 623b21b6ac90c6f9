package dev.ticketing.postgres;

import static dev.ticketing.postgres.SampleStore.FIRST;
import static dev.ticketing.postgres.SampleStore.LONG;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Who may move a consumer. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerLeasesTest {

    private static final Position ONE = new Position(1);

    private final SampleStore samples;
    private final PostgresConsumerStore store;

    ConsumerLeasesTest(TestDatabase database) throws SQLException {
        this.samples = new SampleStore(database);
        this.store = samples.store();
    }

    @BeforeEach
    void reset() throws SQLException {
        samples.reset();
    }

    @AfterAll
    void close() {
        samples.close();
    }

    @Test
    void a_consumer_is_registered_once_running_and_serving_from_the_start() {
        samples.advance(samples.lease(FIRST), 1, Changes.NONE);

        store.register(List.of(Samples.CONSUMER, "another"));

        assertThat(store.all())
                .containsExactly(
                        status(new ConsumerId("another", 1), Optional.empty(), Position.START),
                        status(FIRST, Optional.of("me"), ONE));
    }

    private static ConsumerStatus status(ConsumerId id, Optional<String> owner, Position at) {
        return new ConsumerStatus(id, Role.SERVING, State.RUNNING, Optional.empty(), owner, at);
    }

    @Test
    void nobody_gets_a_lease_that_another_has() {
        store.acquire(FIRST, "me", LONG);

        assertThat(store.acquire(FIRST, "you", LONG)).isEmpty();
        assertThat(samples.status(FIRST).owner()).contains("me");
    }

    @Test
    void of_many_who_want_a_lease_one_gets_it() {
        List<Future<Optional<Lease>>> wanted = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                String owner = "process " + i;
                wanted.add(threads.submit(() -> store.acquire(FIRST, owner, LONG)));
            }
        }

        assertThat(wanted).extracting(Future::resultNow).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void a_lease_that_has_run_out_is_anybodys() {
        Lease mine = store.acquire(FIRST, "me", Duration.ZERO).orElseThrow();
        assertThat(samples.status(FIRST).owner()).isEmpty();

        Lease yours = store.acquire(FIRST, "you", LONG).orElseThrow();

        assertThat(yours.fence()).isGreaterThan(mine.fence());
        assertThat(store.renew(mine, LONG)).isFalse();
        assertThat(store.commit(mine, Position.START, ONE, Changes.NONE, LONG)).isFalse();
        assertThat(store.commit(yours, Position.START, ONE, Changes.NONE, LONG)).isTrue();
    }

    @Test
    void who_has_the_lease_already_gets_a_new_fence() {
        Lease first = samples.lease(FIRST);
        samples.advance(first, 1, Changes.NONE);

        Lease second = samples.lease(FIRST);

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(second.position()).isEqualTo(ONE);
        assertThat(store.renew(first, LONG)).isFalse();
        assertThat(store.renew(second, LONG)).isTrue();
    }

    @Test
    void a_lease_lives_on_when_it_is_renewed_or_used() {
        Lease lease = store.acquire(FIRST, "me", Duration.ZERO).orElseThrow();
        assertThat(store.renew(lease, LONG)).isTrue();
        assertThat(store.acquire(FIRST, "you", LONG)).isEmpty();

        Lease again = store.acquire(FIRST, "me", Duration.ZERO).orElseThrow();
        samples.advance(again, 1, Changes.NONE);
        assertThat(store.acquire(FIRST, "you", LONG)).isEmpty();
    }

    @Test
    void a_lease_that_was_given_back_is_anybodys_and_good_for_nothing() {
        Lease lease = samples.lease(FIRST);

        store.release(lease);

        assertThat(store.renew(lease, LONG)).isFalse();
        assertThat(store.commit(lease, Position.START, ONE, Changes.NONE, LONG)).isFalse();
        assertThat(store.acquire(FIRST, "you", LONG)).isPresent();
    }

    @Test
    void a_lease_that_has_been_taken_cannot_be_given_back() {
        Lease mine = store.acquire(FIRST, "me", Duration.ZERO).orElseThrow();
        Lease yours = store.acquire(FIRST, "you", LONG).orElseThrow();

        store.release(mine);
        store.stop(mine, "too late");

        assertThat(store.renew(yours, LONG)).isTrue();
    }

    @Test
    void a_paused_consumer_does_not_move_until_it_is_resumed() {
        Lease lease = samples.lease(FIRST);

        assertThat(store.pause(Samples.CONSUMER)).isTrue();

        assertThat(samples.status(FIRST).state()).isEqualTo(State.PAUSED);
        assertThat(store.renew(lease, LONG)).isFalse();
        assertThat(store.commit(lease, Position.START, ONE, Changes.NONE, LONG)).isFalse();
        assertThat(store.acquire(FIRST, "me", LONG)).isEmpty();
        assertThat(store.resume(Samples.CONSUMER)).isTrue();
        assertThat(store.acquire(FIRST, "me", LONG)).isPresent();
    }

    @Test
    void a_stopped_consumer_tells_why_until_it_is_resumed() {
        store.stop(samples.lease(FIRST), "a hole in the log");

        assertThat(samples.status(FIRST))
                .isEqualTo(
                        new ConsumerStatus(
                                FIRST,
                                Role.SERVING,
                                State.STOPPED,
                                Optional.of("a hole in the log"),
                                Optional.empty(),
                                Position.START));
        assertThat(store.acquire(FIRST, "me", LONG)).isEmpty();

        store.pause(Samples.CONSUMER);
        assertThat(samples.status(FIRST).state()).isEqualTo(State.STOPPED);

        store.resume(Samples.CONSUMER);
        assertThat(samples.status(FIRST).reason()).isEmpty();
        assertThat(samples.status(FIRST).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void there_is_nothing_to_be_done_about_a_consumer_that_does_not_exist() {
        ConsumerId nobody = new ConsumerId("nobody", 1);

        assertThat(store.acquire(nobody, "me", LONG)).isEmpty();
        assertThat(store.pause("nobody")).isFalse();
        assertThat(store.resume("nobody")).isFalse();
        assertThat(store.begin("nobody", Role.REBUILDING)).isEmpty();
        store.drop(nobody);
    }
}
