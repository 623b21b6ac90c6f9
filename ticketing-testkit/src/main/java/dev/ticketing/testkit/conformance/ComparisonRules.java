package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance.TestRow;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Comparing a copy with the one that serves, which has to stand still for it. */
abstract class ComparisonRules extends ConsumerRules {

    /** Long enough for a commit that is not held up. */
    private static final long PATIENCE_MILLIS = 300;

    ComparisonRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void copies_with_the_same_rows_do_not_differ() {
        ConsumerId serving = newConsumer();
        ConsumerId checking = begin(serving, Role.CHECKING);
        UUID one = Fresh.id();
        UUID other = Fresh.id();
        Lease lease = lease(serving);
        committed(lease, put(one, "first"));
        committed(lease, put(other, "other"));
        committed(lease, put(one, "one"));

        committed(lease(checking), change(Map.of(one, row("one"), other, row("other")), Set.of()));

        assertThat(differences(serving, checking, one, other)).isEmpty();
    }

    @Test
    void rows_that_were_changed_or_are_missing_or_should_not_be_there_are_found() {
        ConsumerId serving = newConsumer();
        ConsumerId checking = begin(serving, Role.CHECKING);
        UUID same = Fresh.id();
        UUID changed = Fresh.id();
        UUID missing = Fresh.id();
        UUID extra = Fresh.id();
        TestRow row = row("good");
        committed(
                lease(serving),
                change(Map.of(same, row, changed, row("wrong"), extra, row), Set.of()));
        committed(lease(checking), change(Map.of(same, row, changed, row, missing, row), Set.of()));

        assertThat(differences(serving, checking, same)).isEmpty();
        assertThat(difference(serving, checking, changed))
                .satisfies(
                        found -> {
                            assertThat(found.table()).isEqualTo(suite.table().name());
                            assertThat(found.one().orElseThrow()).contains("wrong");
                            assertThat(found.other().orElseThrow()).contains("good");
                        });
        assertThat(difference(serving, checking, missing))
                .satisfies(
                        found -> {
                            assertThat(found.one()).isEmpty();
                            assertThat(found.other().orElseThrow()).contains("good");
                        });
        assertThat(difference(serving, checking, extra))
                .satisfies(
                        found -> {
                            assertThat(found.one().orElseThrow()).contains("good");
                            assertThat(found.other()).isEmpty();
                        });
    }

    @Test
    void a_difference_in_any_part_of_a_row_is_found() {
        ConsumerId serving = newConsumer();
        ConsumerId checking = begin(serving, Role.CHECKING);
        TestRow row = new TestRow("text", 1, AT, List.of("a", "b"));
        Map<UUID, TestRow> changed =
                keyed(
                        new TestRow("Text", 1, AT, List.of("a", "b")),
                        new TestRow("text", 2, AT, List.of("a", "b")),
                        new TestRow("text", 1, AT.plusNanos(1_000), List.of("a", "b")),
                        new TestRow("text", 1, AT, List.of("b", "a")));
        UUID[] keys = changed.keySet().toArray(UUID[]::new);
        committed(lease(serving), change(changed, Set.of()));
        committed(
                lease(checking),
                change(Map.of(keys[0], row, keys[1], row, keys[2], row, keys[3], row), Set.of()));

        assertThat(differences(serving, checking, keys)).hasSize(4);
    }

    @Test
    void differences_are_listed_by_key_and_no_more_than_asked_for() {
        ConsumerId serving = newConsumer();
        ConsumerId checking = begin(serving, Role.CHECKING);
        List<UUID> keys = Stream.generate(Fresh::id).limit(4).toList();
        TestRow row = row("row");
        committed(
                lease(serving),
                change(Map.of(keys.get(3), row, keys.get(0), row, keys.get(2), row), Set.of()));
        committed(lease(checking), put(keys.get(1), "extra"));

        List<Difference> all = store().differences(serving, checking, Fresh.ENOUGH);

        assertThat(all)
                .filteredOn(one -> keys.stream().anyMatch(key -> isOf(one, key)))
                .hasSize(4)
                .extracting(Difference::key)
                .isSorted();
        assertThat(store().differences(serving, checking, 2)).isEqualTo(all.subList(0, 2));
    }

    @Test
    void work_sees_the_copy_that_serves_where_it_stands() {
        ConsumerId serving = newConsumer();
        begin(serving, Role.CHECKING);
        committedTo(lease(serving), 4, Changes.NONE);
        ConsumerStatus expected = status(serving);

        ConsumerStatus seen = store().standing(serving.name(), status -> status);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void a_checking_copy_catches_up_and_is_compared_while_the_serving_one_stands() {
        ConsumerId serving = newConsumer();
        ConsumerId checking = begin(serving, Role.CHECKING);
        UUID key = Fresh.id();
        committedTo(lease(serving), 4, put(key, "row"));
        Lease lease = lease(checking);

        List<Difference> found =
                store().standing(
                                serving.name(),
                                status -> {
                                    committedTo(lease, status.position().value(), put(key, "row"));
                                    return differences(status.id(), checking, key);
                                });

        assertThat(found).isEmpty();
    }

    @Test
    void no_commit_of_the_serving_copy_gets_through_while_work_runs() {
        ConsumerId serving = newConsumer();
        Lease lease = lease(serving);
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        Callable<Boolean> work =
                () ->
                        store().standing(
                                        serving.name(),
                                        status -> {
                                            stands.countDown();
                                            return !isReached(committed)
                                                    && positionOf(serving)
                                                            .equals(status.position());
                                        });
        Callable<Boolean> commit =
                () -> {
                    stands.await();
                    boolean done = commitFromTheStart(lease);
                    committed.countDown();
                    return done;
                };

        assertThat(Together.run(List.of(work, commit))).containsExactly(true, true);

        assertThat(positionOf(serving)).isEqualTo(new Position(1));
    }

    @Test
    void the_serving_copy_goes_on_after_work_that_failed() {
        ConsumerId serving = newConsumer();
        Lease lease = lease(serving);
        IllegalStateException failure = new IllegalStateException("work failed");

        assertThatThrownBy(
                        () ->
                                store().standing(
                                                serving.name(),
                                                status -> {
                                                    throw failure;
                                                }))
                .isSameAs(failure);

        assertThat(Together.run(List.of(() -> commitFromTheStart(lease)))).containsExactly(true);
    }

    private boolean commitFromTheStart(Lease lease) {
        return store().commit(lease, Position.START, new Position(1), Changes.NONE, LONG);
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Difference difference(ConsumerId one, ConsumerId other, UUID key) {
        List<Difference> found = differences(one, other, key);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** In those of the test's own rows: the copies may share a table with those of other tests. */
    private List<Difference> differences(ConsumerId one, ConsumerId other, UUID... keys) {
        return store().differences(one, other, Fresh.ENOUGH).stream()
                .filter(found -> Stream.of(keys).anyMatch(key -> isOf(found, key)))
                .toList();
    }

    private static boolean isOf(Difference difference, UUID key) {
        return difference.key().contains(key.toString());
    }
}
