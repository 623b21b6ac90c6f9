package dev.ticketing.postgres;

import static dev.ticketing.postgres.SampleStore.FIRST;
import static dev.ticketing.postgres.SampleStore.LONG;
import static dev.ticketing.postgres.Samples.SAMPLES;
import static dev.ticketing.postgres.Samples.SCORES;
import static dev.ticketing.postgres.Samples.put;
import static dev.ticketing.postgres.Samples.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.postgres.Samples.Score;
import dev.ticketing.postgres.Samples.Seat;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Copies of a consumer: built, promoted, compared, dropped. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerCopiesTest {

    private static final int DEADLINE_SECONDS = 30;
    private static final Position ONE = new Position(1);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    private final SampleStore samples;
    private final PostgresConsumerStore store;

    ConsumerCopiesTest(TestDatabase database) throws SQLException {
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

    private ConsumerId begin(Role role) {
        return store.begin(Samples.CONSUMER, role).orElseThrow();
    }

    @Test
    void a_new_copy_starts_from_the_start_one_of_each_role() {
        samples.advance(samples.lease(FIRST), 1, Changes.NONE);

        ConsumerId rebuilding = begin(Role.REBUILDING);
        ConsumerId checking = begin(Role.CHECKING);

        assertThat(rebuilding).isEqualTo(new ConsumerId(Samples.CONSUMER, 2));
        assertThat(checking).isEqualTo(new ConsumerId(Samples.CONSUMER, 3));
        assertThat(samples.status(rebuilding).position()).isEqualTo(Position.START);
        assertThat(samples.status(rebuilding).role()).isEqualTo(Role.REBUILDING);
        assertThat(samples.status(rebuilding).owner()).isEmpty();
        assertThat(store.begin(Samples.CONSUMER, Role.REBUILDING)).isEmpty();
        assertThat(store.begin(Samples.CONSUMER, Role.CHECKING)).isEmpty();
        assertThatThrownBy(() -> store.begin(Samples.CONSUMER, Role.SERVING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_copy_that_is_behind_is_not_promoted() {
        samples.advance(samples.lease(FIRST), 1, Changes.NONE);
        ConsumerId second = begin(Role.REBUILDING);
        Lease lease = samples.lease(second);

        assertThat(store.promote(lease)).isFalse();

        assertThat(samples.status(FIRST).role()).isEqualTo(Role.SERVING);
        assertThat(samples.status(second).role()).isEqualTo(Role.REBUILDING);
    }

    @Test
    void a_copy_that_has_caught_up_serves_and_the_one_before_it_stands_still() {
        Lease first = samples.lease(FIRST);
        samples.advance(first, 1, Changes.NONE);
        ConsumerId second = begin(Role.REBUILDING);
        Lease lease = samples.lease(second);
        samples.advance(lease, 1, Changes.NONE);

        assertThat(store.promote(lease)).isTrue();

        assertThat(samples.status(FIRST).role()).isEqualTo(Role.RETIRED);
        assertThat(samples.status(second).role()).isEqualTo(Role.SERVING);
        assertThat(store.commit(first, ONE, new Position(2), Changes.NONE, LONG)).isFalse();
        assertThat(store.acquire(FIRST, "me", LONG)).isEmpty();
        samples.advance(lease, 2, Changes.NONE);
        assertThat(store.promote(lease)).isFalse();
        assertThat(begin(Role.REBUILDING).copy()).isEqualTo(3);
    }

    @Test
    void neither_a_stale_lease_nor_a_checking_copy_nor_a_paused_one_is_promoted() {
        Lease stale = samples.lease(begin(Role.REBUILDING));
        Lease fresh = samples.lease(stale.consumer());
        Lease checking = samples.lease(begin(Role.CHECKING));

        assertThat(store.promote(stale)).isFalse();
        assertThat(store.promote(checking)).isFalse();
        store.pause(Samples.CONSUMER);
        assertThat(store.promote(fresh)).isFalse();
        store.resume(Samples.CONSUMER);
        assertThat(store.promote(fresh)).isTrue();
    }

    @Test
    void a_dropped_copy_leaves_nothing_behind() throws SQLException {
        samples.advance(samples.lease(FIRST), 1, put(A, sample("one")));
        ConsumerId second = begin(Role.CHECKING);
        Lease lease = samples.lease(second);
        Changes changes =
                new Changes(
                        List.of(
                                new Changes.OfTable<>(
                                        SAMPLES,
                                        Map.of(A, sample("one"), B, sample("two")),
                                        Set.of()),
                                new Changes.OfTable<>(
                                        SCORES, Map.of(new Seat("x", 1), new Score(1)), Set.of())),
                        List.of(new Parked("s", ONE, Optional.of("why"))));
        samples.advance(lease, 1, changes);

        store.drop(second);

        assertThat(store.all()).extracting(ConsumerStatus::id).containsExactly(FIRST);
        assertThat(samples.count("SELECT count(*) FROM sample_row")).isEqualTo(1);
        assertThat(samples.count("SELECT count(*) FROM score_row")).isZero();
        assertThat(samples.count("SELECT count(*) FROM dead_letter")).isZero();
        assertThat(samples.count("SELECT count(*) FROM parked_event")).isZero();
        store.drop(second);
    }

    @Test
    void a_lease_on_a_dropped_copy_is_no_good_for_the_next_of_its_number() {
        Lease old = samples.lease(begin(Role.CHECKING));
        store.drop(old.consumer());
        ConsumerId next = begin(Role.CHECKING);
        assertThat(next).isEqualTo(old.consumer());

        samples.lease(next);

        assertThat(store.commit(old, Position.START, ONE, Changes.NONE, LONG)).isFalse();
    }

    @Test
    void a_copy_that_serves_is_not_dropped() {
        assertThatThrownBy(() -> store.drop(FIRST)).isInstanceOf(IllegalArgumentException.class);

        assertThat(samples.status(FIRST).role()).isEqualTo(Role.SERVING);
    }

    @Test
    void a_commit_waits_while_the_consumer_stands() throws Exception {
        Lease lease = samples.lease(FIRST);
        ConsumerId checking = begin(Role.CHECKING);
        Lease other = samples.lease(checking);

        CompletableFuture<Boolean> moved =
                store.standing(
                        Samples.CONSUMER,
                        standing -> {
                            assertThat(standing.id()).isEqualTo(FIRST);
                            CompletableFuture<Boolean> moving =
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    store.commit(
                                                            lease,
                                                            Position.START,
                                                            ONE,
                                                            Changes.NONE,
                                                            LONG));
                            awaitWhoWaits();
                            assertThat(moving).isNotDone();
                            assertThat(samples.status(FIRST).position()).isEqualTo(Position.START);
                            samples.advance(other, 1, Changes.NONE);
                            return moving;
                        });

        assertThat(moved.get(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(samples.status(FIRST).position()).isEqualTo(ONE);
    }

    private void awaitWhoWaits() {
        String waiting =
                """
                SELECT count(*)
                FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """;
        Eventually.isTrue(
                () -> {
                    try {
                        return samples.count(waiting) > 0;
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void nothing_stands_that_does_not_exist() {
        assertThatThrownBy(() -> store.standing("nobody", standing -> standing))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rows_that_differ_are_found_on_both_sides() throws SQLException {
        Seat seat = new Seat("x", 1);
        samples.advance(
                samples.lease(FIRST),
                1,
                new Changes(
                        List.of(
                                new Changes.OfTable<>(
                                        SAMPLES,
                                        Map.of(A, sample("same"), B, sample("missing")),
                                        Set.of()),
                                new Changes.OfTable<>(
                                        SCORES, Map.of(seat, new Score(1)), Set.of())),
                        List.of()));
        ConsumerId second = begin(Role.CHECKING);
        samples.advance(
                samples.lease(second),
                1,
                new Changes(
                        List.of(
                                new Changes.OfTable<>(
                                        SAMPLES,
                                        Map.of(A, sample("same"), C, sample("extra")),
                                        Set.of()),
                                new Changes.OfTable<>(
                                        SCORES, Map.of(seat, new Score(2)), Set.of())),
                        List.of()));

        List<Difference> differences = store.differences(FIRST, second, 10);

        assertThat(differences)
                .extracting(Difference::table, Difference::key)
                .containsExactly(
                        tuple("sample_row", B.toString()),
                        tuple("sample_row", C.toString()),
                        tuple("score_row", "x/1"));
        assertThat(differences.get(0).one().orElseThrow()).contains("missing");
        assertThat(differences.get(0).other()).isEmpty();
        assertThat(differences.get(1).one()).isEmpty();
        assertThat(differences.get(1).other().orElseThrow()).contains("extra");
        assertThat(differences.get(2).one().orElseThrow()).contains("1");
        assertThat(differences.get(2).other().orElseThrow()).contains("2");
        assertThat(store.differences(FIRST, second, 1)).isEqualTo(differences.subList(0, 1));
        assertThat(store.differences(FIRST, FIRST, 10)).isEmpty();
    }

    @Test
    void a_row_also_differs_by_what_it_is_searched_by() throws SQLException {
        samples.advance(samples.lease(FIRST), 1, put(A, sample("same")));
        ConsumerId second = begin(Role.CHECKING);
        samples.advance(samples.lease(second), 1, put(A, sample("same")));
        assertThat(store.differences(FIRST, second, 10)).isEmpty();

        samples.execute("UPDATE sample_row SET due_at = NULL WHERE copy = 2");

        assertThat(store.differences(FIRST, second, 10)).hasSize(1);
    }
}
