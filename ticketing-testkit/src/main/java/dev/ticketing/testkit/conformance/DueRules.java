package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.DueRows;
import dev.ticketing.testkit.conformance.ConsumerStoreConformance.TestRow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Rows whose time comes, and what is done to rows past their consumer. */
abstract class DueRules extends ConsumerRules {

    /** Earlier than what other tests have left in the table. */
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private final Set<UUID> own = new HashSet<>();

    DueRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void a_row_is_due_when_its_time_has_come_by_the_clock_of_the_store() {
        ConsumerId consumer = newConsumer();
        Instant soon = now(consumer).plus(SHORT);
        UUID key = put(consumer, soon);
        put(consumer, soon.plus(LONG));

        suite.pass(SHORT);

        assertThat(due(consumer)).containsExactly(Map.entry(key, timed(soon)));
        assertThat(now(consumer)).isAfterOrEqualTo(soon);
    }

    @Test
    void the_earliest_are_due_first_and_no_more_than_asked_for() {
        ConsumerId consumer = newConsumer();
        UUID second = put(consumer, LONG_AGO.plusSeconds(2));
        UUID third = put(consumer, LONG_AGO.plusSeconds(3));
        UUID first = put(consumer, LONG_AGO.plusSeconds(1));

        assertThat(due(consumer).keySet()).containsExactly(first, second, third);
        assertThat(store().due(consumer, suite.table(), 2).rows().keySet())
                .containsExactly(first, second);
    }

    @Test
    void each_copy_has_its_own() {
        ConsumerId consumer = newConsumer();
        ConsumerId other = begin(consumer, Role.REBUILDING);
        put(consumer, now(consumer).minusSeconds(1));

        assertThat(due(consumer)).isNotEmpty();
        assertThat(due(other)).isEmpty();
    }

    @Test
    void the_time_of_the_store_is_told_also_where_nothing_is_due() {
        ConsumerId consumer = newConsumer();
        Instant before = now(consumer);

        suite.pass(SHORT);

        assertThat(now(consumer)).isAfterOrEqualTo(before.plus(SHORT));
    }

    @Test
    void rows_that_were_worked_off_are_taken_out_without_a_lease() {
        ConsumerId consumer = newConsumer();
        Instant past = now(consumer).minusSeconds(1);
        UUID done = put(consumer, past);
        UUID left = put(consumer, past);

        store().remove(consumer, suite.table(), Set.of(done, Fresh.id()));

        assertThat(due(consumer).keySet()).containsExactly(left);
    }

    @Test
    void a_row_that_is_still_there_is_replaced_and_comes_when_the_new_one_says() {
        ConsumerId consumer = newConsumer();
        Instant now = now(consumer);
        UUID key = put(consumer, now.minusSeconds(1));

        store().replace(consumer, suite.table(), Map.of(key, timed(now.plus(LONG))));

        assertThat(due(consumer)).isEmpty();
        assertThat(rows(consumer, key)).containsEntry(key, timed(now.plus(LONG)));
    }

    @Test
    void a_row_that_is_gone_is_not_brought_back_by_replacing_it() {
        ConsumerId consumer = newConsumer();
        UUID gone = put(consumer, now(consumer));
        store().remove(consumer, suite.table(), Set.of(gone));

        store().replace(consumer, suite.table(), Map.of(gone, timed(AT)));

        assertThat(rows(consumer, gone)).isEmpty();
    }

    private Instant now(ConsumerId consumer) {
        return all(consumer).now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Of this test: the table may hold rows of other consumers, in a copy of the same number. */
    private Map<UUID, TestRow> due(ConsumerId consumer) {
        Map<UUID, TestRow> rows = new LinkedHashMap<>(all(consumer).rows());
        rows.keySet().retainAll(own);
        return rows;
    }

    private DueRows<UUID, TestRow> all(ConsumerId consumer) {
        return store().due(consumer, suite.table(), Fresh.ENOUGH);
    }

    private UUID put(ConsumerId consumer, Instant due) {
        UUID key = Fresh.id();
        own.add(key);
        committed(lease(consumer), change(Map.of(key, timed(due)), Set.of()));
        return key;
    }

    private static TestRow timed(Instant due) {
        return new TestRow("timed", 5, due, List.of());
    }
}
