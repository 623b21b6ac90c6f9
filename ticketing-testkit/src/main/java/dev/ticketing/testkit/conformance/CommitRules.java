package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance.TestRow;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What events change, and how far a consumer has come: all of it or nothing. */
abstract class CommitRules extends ConsumerRules {

    private static final int CALLERS = 6;
    private static final int MANY = 1_000;

    CommitRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void rows_are_stored_and_the_consumer_moves() {
        ConsumerId consumer = newConsumer();
        UUID one = Fresh.id();
        UUID other = Fresh.id();
        Map<UUID, TestRow> rows = Map.of(one, row("one"), other, row("other"));

        committedTo(lease(consumer), 3, change(rows, Set.of()));

        assertThat(rows(consumer, one, other)).isEqualTo(rows);
        assertThat(positionOf(consumer)).isEqualTo(new Position(3));
    }

    @Test
    void a_consumer_moves_also_without_changes() {
        ConsumerId consumer = newConsumer();

        committedTo(lease(consumer), 1_000, Changes.NONE);

        assertThat(positionOf(consumer)).isEqualTo(new Position(1_000));
    }

    @Test
    void rows_come_back_as_they_were_put() {
        ConsumerId consumer = newConsumer();
        Map<UUID, TestRow> rows =
                keyed(
                        new TestRow("", Long.MAX_VALUE, AT, List.of()),
                        new TestRow("Ünï\"\\\n😀", Long.MIN_VALUE, AT, List.of("", "ß")),
                        new TestRow("zero", 0, AT.plusNanos(1_000), List.of("a", "a")));

        committed(lease(consumer), change(rows, Set.of()));

        assertThat(store().load(consumer, suite.table(), rows.keySet())).isEqualTo(rows);
    }

    @Test
    void rows_are_replaced_and_removed_and_others_stay() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID replaced = Fresh.id();
        UUID removed = Fresh.id();
        UUID kept = Fresh.id();
        TestRow row = row("first");
        committed(lease, change(Map.of(replaced, row, removed, row, kept, row), Set.of()));

        committed(lease, change(Map.of(replaced, row("second")), Set.of(removed)));

        assertThat(rows(consumer, replaced, removed, kept))
                .isEqualTo(Map.of(replaced, row("second"), kept, row));
    }

    @Test
    void a_row_that_was_removed_can_be_put_again() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID key = Fresh.id();
        committed(lease, put(key, "first"));
        committed(lease, change(Map.of(), Set.of(key)));

        committed(lease, put(key, "second"));

        assertThat(rows(consumer, key)).isEqualTo(Map.of(key, row("second")));
    }

    @Test
    void removing_a_row_that_is_not_there_changes_nothing() {
        ConsumerId consumer = newConsumer();

        committed(lease(consumer), change(Map.of(), Set.of(Fresh.id())));

        assertThat(positionOf(consumer)).isEqualTo(new Position(1));
    }

    @Test
    void rows_are_loaded_by_those_keys_that_exist() {
        ConsumerId consumer = newConsumer();
        UUID wanted = Fresh.id();
        UUID unwanted = Fresh.id();
        committed(
                lease(consumer),
                change(Map.of(wanted, row("wanted"), unwanted, row("unwanted")), Set.of()));

        assertThat(rows(consumer, wanted, Fresh.id())).isEqualTo(Map.of(wanted, row("wanted")));
        assertThat(rows(consumer)).isEmpty();
    }

    @Test
    void many_rows_are_stored_at_once() {
        ConsumerId consumer = newConsumer();
        Map<UUID, TestRow> rows = new LinkedHashMap<>();
        IntStream.range(0, MANY).forEach(i -> rows.put(Fresh.id(), row("row " + i)));

        committed(lease(consumer), change(rows, Set.of()));

        assertThat(store().load(consumer, suite.table(), rows.keySet())).isEqualTo(rows);
    }

    @Test
    void copies_do_not_see_each_others_rows() {
        ConsumerId serving = newConsumer();
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        UUID both = Fresh.id();
        UUID removed = Fresh.id();
        committed(
                lease(serving),
                change(Map.of(both, row("serving"), removed, row("serving")), Set.of()));

        committed(lease(rebuilding), change(Map.of(both, row("rebuilding")), Set.of(removed)));

        assertThat(rows(serving, both, removed))
                .isEqualTo(Map.of(both, row("serving"), removed, row("serving")));
        assertThat(rows(rebuilding, both, removed)).isEqualTo(Map.of(both, row("rebuilding")));
    }

    @Test
    void copies_move_each_by_itself() {
        ConsumerId serving = newConsumer();
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);

        committedTo(lease(serving), 9, Changes.NONE);

        assertThat(positionOf(rebuilding)).isEqualTo(Position.START);
    }

    @Test
    void what_an_old_lease_commits_leaves_nothing_behind() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);
        UUID key = Fresh.id();
        committed(old, put(key, "first"));
        Lease taken = lease(consumer);

        boolean done = commit(old, and(put(key, "second"), newSequence(), 2));

        assertThat(done).isFalse();
        assertUntouched(consumer, key);
        assertThat(commit(taken, put(key, "third"))).isTrue();
    }

    @Test
    void what_is_committed_from_before_or_after_the_position_leaves_nothing_behind() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID key = Fresh.id();
        committed(lease, put(key, "first"));

        for (long from : List.of(0L, 2L)) {
            Position to = new Position(from + 1);
            Changes changes = and(put(key, "second"), newSequence(), to.value());
            assertThat(store().commit(lease, new Position(from), to, changes, LONG)).isFalse();
        }

        assertUntouched(consumer, key);
    }

    @Test
    void one_of_those_who_commit_at_the_same_time_wins() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID shared = Fresh.id();
        List<UUID> own = IntStream.range(0, CALLERS).mapToObj(i -> Fresh.id()).toList();
        List<Callable<Boolean>> attempts =
                own.stream().map(key -> attempt(lease, shared, key)).toList();

        List<Boolean> won = Together.run(attempts);

        assertThat(won).filteredOn(Boolean.TRUE::equals).hasSize(1);
        UUID winner = own.get(won.indexOf(true));
        assertThat(store().load(consumer, suite.table(), Set.copyOf(own))).containsOnlyKeys(winner);
        assertThat(rows(consumer, shared)).isEqualTo(Map.of(shared, row(winner.toString())));
        assertThat(positionOf(consumer)).isEqualTo(new Position(1));
    }

    private Callable<Boolean> attempt(Lease lease, UUID shared, UUID own) {
        TestRow row = row(own.toString());
        Changes changes = change(Map.of(shared, row, own, row), Set.of());
        return () -> store().commit(lease, Position.START, new Position(1), changes, LONG);
    }

    private static Changes and(Changes changes, String sequence, long position) {
        return new Changes(changes.tables(), List.of(failed(sequence, position)));
    }

    private void assertUntouched(ConsumerId consumer, UUID key) {
        assertThat(rows(consumer, key)).isEqualTo(Map.of(key, row("first")));
        assertThat(positionOf(consumer)).isEqualTo(new Position(1));
        assertThat(store().open(consumer)).isEmpty();
    }
}
