package dev.ticketing.postgres;

import static dev.ticketing.postgres.SampleStore.FIRST;
import static dev.ticketing.postgres.SampleStore.LONG;
import static dev.ticketing.postgres.Samples.SAMPLES;
import static dev.ticketing.postgres.Samples.SCORES;
import static dev.ticketing.postgres.Samples.put;
import static dev.ticketing.postgres.Samples.remove;
import static dev.ticketing.postgres.Samples.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.postgres.Samples.Sample;
import dev.ticketing.postgres.Samples.Score;
import dev.ticketing.postgres.Samples.Seat;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a commit stores, and what it does not. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerCommitTest {

    private static final Position ONE = new Position(1);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final SampleStore samples;
    private final PostgresConsumerStore store;

    ConsumerCommitTest(TestDatabase database) throws SQLException {
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
    void rows_come_back_as_they_were_put() {
        Sample strange =
                new Sample(
                        "\"\\{},NULL \u00e4\uD83C\uDFAB",
                        Long.MAX_VALUE,
                        Optional.empty(),
                        List.of("", "NULL", "a,b", "{\"\\}", " \u00e4"));

        samples.advance(samples.lease(FIRST), 1, put(Map.of(A, sample("one"), B, strange)));

        assertThat(store.load(FIRST, SAMPLES, Set.of(A, B, new UUID(0, 3))))
                .isEqualTo(Map.of(A, sample("one"), B, strange));
        assertThat(store.load(FIRST, SAMPLES, Set.of())).isEmpty();
        assertThat(store.load(new ConsumerId(Samples.CONSUMER, 2), SAMPLES, Set.of(A))).isEmpty();
    }

    @Test
    void queries_find_rows_by_what_is_derived_from_them() throws SQLException {
        Sample tagged =
                new Sample(
                        "x",
                        5,
                        Optional.of(Instant.parse("2027-03-01T10:00:00.123456999Z")),
                        List.of("a\"b", "c,d"));

        samples.advance(samples.lease(FIRST), 1, put(A, tagged));

        assertThat(
                        samples.count(
                                """
                                SELECT count(*)
                                FROM sample_row
                                WHERE partition = 0 AND copy = 1
                                    AND label = 'x'
                                    AND amount = 5
                                    AND due_at = '2027-03-01T10:00:00.123456Z'
                                    AND tags = ARRAY['a"b', 'c,d']
                                    AND CAST(body AS jsonb) ->> 'label' = 'x'
                                """))
                .isEqualTo(1);
    }

    @Test
    void rows_are_replaced_and_removed() {
        Lease lease = samples.lease(FIRST);
        samples.advance(lease, 1, put(Map.of(A, sample("one"), B, sample("two"))));

        samples.advance(lease, 2, put(A, sample("three").withAmount(8)));
        samples.advance(lease, 3, remove(B, new UUID(0, 3)));

        assertThat(store.load(FIRST, SAMPLES, Set.of(A, B)))
                .isEqualTo(Map.of(A, sample("three").withAmount(8)));
    }

    @Test
    void keys_may_have_several_columns() {
        Seat here = new Seat("here", 1);
        Seat there = new Seat("there", 1);
        Seat next = new Seat("here", 2);
        Map<Seat, Score> all = Map.of(here, new Score(1), there, new Score(2), next, new Score(3));
        Lease lease = samples.lease(FIRST);

        samples.advance(lease, 1, scores(all, Set.of()));
        assertThat(store.load(FIRST, SCORES, all.keySet())).isEqualTo(all);

        samples.advance(lease, 2, scores(Map.of(next, new Score(4)), Set.of(here)));
        assertThat(store.load(FIRST, SCORES, all.keySet()))
                .isEqualTo(Map.of(there, new Score(2), next, new Score(4)));
    }

    private static Changes scores(Map<Seat, Score> put, Set<Seat> removed) {
        return new Changes(List.of(new Changes.OfTable<>(SCORES, put, removed)), List.of());
    }

    @Test
    void copies_do_not_touch_each_other() {
        samples.advance(samples.lease(FIRST), 1, put(A, sample("one")));
        ConsumerId second = store.begin(Samples.CONSUMER, Role.REBUILDING).orElseThrow();
        Lease lease = samples.lease(second);

        samples.advance(lease, 1, put(A, sample("other")));
        samples.advance(lease, 2, remove(A));

        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).isEqualTo(Map.of(A, sample("one")));
        assertThat(store.load(second, SAMPLES, Set.of(A))).isEmpty();
    }

    @Test
    void thousands_of_rows_are_one_commit() {
        Map<UUID, Sample> many = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            many.put(new UUID(1, i), sample("row " + i));
        }
        Lease lease = samples.lease(FIRST);

        samples.advance(lease, 1, put(many));
        assertThat(store.load(FIRST, SAMPLES, many.keySet())).isEqualTo(many);

        samples.advance(lease, 2, remove(many.keySet().toArray(UUID[]::new)));
        assertThat(store.load(FIRST, SAMPLES, many.keySet())).isEmpty();
    }

    @Test
    void a_commit_moves_the_consumer_together_with_its_rows() {
        Lease lease = samples.lease(FIRST);

        assertThat(store.commit(lease, Position.START, new Position(9), Changes.NONE, LONG))
                .isTrue();

        assertThat(samples.status(FIRST).position()).isEqualTo(new Position(9));
        assertThat(store.commit(lease, Position.START, ONE, put(A, sample("one")), LONG)).isFalse();
        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).isEmpty();
        assertThat(samples.status(FIRST).position()).isEqualTo(new Position(9));
    }

    @Test
    void nothing_is_stored_under_a_fence_that_has_passed() {
        Lease stale = store.acquire(FIRST, "me", Duration.ZERO).orElseThrow();
        assertThat(store.acquire(FIRST, "you", LONG)).isPresent();
        Changes changes =
                new Changes(
                        put(A, sample("one")).tables(),
                        List.of(new Parked("s", ONE, Optional.of("why"))));

        assertThat(store.commit(stale, Position.START, ONE, changes, LONG)).isFalse();

        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).isEmpty();
        assertThat(store.open(FIRST)).isEmpty();
        assertThat(samples.status(FIRST).position()).isEqualTo(Position.START);
    }

    @Test
    void rows_that_are_refused_leave_nothing_behind() {
        Lease lease = samples.lease(FIRST);
        Sample negative = sample("no").withAmount(-1);
        Sample late = due("late", Instant.parse("+300000-01-01T00:00:00Z"));
        Sample never = due("never", Instant.MAX);

        for (Sample bad : List.of(negative, late, never)) {
            Changes changes =
                    new Changes(
                            put(Map.of(A, sample("good"), B, bad)).tables(),
                            List.of(new Parked("s", ONE, Optional.of("why"))));
            assertThatThrownBy(() -> store.commit(lease, Position.START, ONE, changes, LONG))
                    .isInstanceOf(RowsRefused.class);
        }

        assertThat(store.load(FIRST, SAMPLES, Set.of(A, B))).isEmpty();
        assertThat(store.open(FIRST)).isEmpty();
        assertThat(samples.status(FIRST).position()).isEqualTo(Position.START);
        samples.advance(lease, 1, put(A, sample("good")));
    }

    private static Sample due(String label, Instant due) {
        return new Sample(label, 1, Optional.of(due), List.of());
    }

    @Test
    void a_database_that_is_broken_refuses_no_rows() throws SQLException {
        Lease lease = samples.lease(FIRST);
        samples.execute("ALTER TABLE sample_row RENAME TO lost");

        assertThatThrownBy(
                        () -> store.commit(lease, Position.START, ONE, put(A, sample("one")), LONG))
                .isInstanceOf(LogUnavailable.class);

        samples.execute("ALTER TABLE lost RENAME TO sample_row");
        assertThat(samples.status(FIRST).position()).isEqualTo(Position.START);
    }

    @Test
    void a_consumer_has_its_own_tables_alone() {
        Table<UUID, Sample> foreign = new Table<>("foreign_row", UUID.class, Sample.class);

        assertThatThrownBy(() -> store.load(FIRST, foreign, Set.of(A)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.load(new ConsumerId("another", 1), SAMPLES, Set.of(A)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
