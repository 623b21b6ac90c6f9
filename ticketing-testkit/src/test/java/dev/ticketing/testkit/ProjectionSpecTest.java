package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class ProjectionSpecTest {

    private static final Table<String, Integer> SUMS =
            new Table<>("sums", String.class, Integer.class);
    private static final Table<String, Integer> FOREIGN =
            new Table<>("foreign", String.class, Integer.class);
    private static final StreamId ONE = new StreamId("counter", "one");
    private static final StreamId OTHER = new StreamId("counter", "other");

    private final ProjectionSpec sums = ProjectionSpec.of(new Sums(), ONE);

    record Added(int by) implements DomainEvent {}

    record Cleared() implements DomainEvent {}

    record Renamed() implements DomainEvent {}

    /** The sums of counters; one below nothing cannot be. */
    private static class Sums implements Projection {

        @Override
        public String name() {
            return "sums";
        }

        @Override
        public Set<Table<?, ?>> tables() {
            return Set.of(SUMS);
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(Added.class, Cleared.class);
        }

        @Override
        public Set<String> categories() {
            return Set.of("counter");
        }

        @Override
        public void apply(RecordedEvent recorded, Rows rows) {
            String key = recorded.stream().key();
            if (recorded.event() instanceof Added added) {
                int sum = rows.get(SUMS, key).orElse(0) + added.by();
                if (sum < 0) {
                    throw new IllegalStateException("sum: " + sum);
                }
                rows.put(SUMS, key, sum);
            } else {
                rows.remove(SUMS, key);
            }
        }
    }

    @Test
    void holds_when_the_rows_are_those_expected() {
        sums.given(new Added(1), new Added(2))
                .thenRow(SUMS, "one", 3)
                .thenNoRow(SUMS, "other")
                .thenRows(SUMS, Map.of("one", 3));
    }

    @Test
    void goes_on_in_other_streams() {
        sums.given(new Added(1))
                .in(OTHER)
                .given(new Added(2))
                .in(ONE)
                .given(new Added(3))
                .thenRows(SUMS, Map.of("one", 4, "other", 2));
    }

    @Test
    void a_row_that_was_removed_is_none() {
        sums.given(new Added(1), new Cleared()).thenRows(SUMS, Map.of());
    }

    @Test
    void shows_no_events_that_are_of_no_interest() {
        sums.given(new Added(1), new Renamed()).thenRow(SUMS, "one", 1);
    }

    @Test
    void holds_when_an_event_cannot_be_handled_as_expected() {
        sums.given(new Added(1)).thenParks(new Added(-2));
    }

    @Test
    void fails_on_other_rows_and_says_what_was_given_and_what_came_of_it() {
        ProjectionSpec given = sums.given(new Added(1));

        assertThatThrownBy(() -> given.thenRow(SUMS, "one", 7))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("given\n  counter/one: Added[by=1]")
                .hasMessageContaining("in rows\n  sums one: 1")
                .hasMessageContaining("7");
        assertThatThrownBy(() -> given.thenNoRow(SUMS, "one")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenRows(SUMS, Map.of("one", 1, "other", 1)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_when_an_event_is_handled_that_should_not_be() {
        ProjectionSpec given = sums.given(new Added(1));

        assertThatThrownBy(() -> given.thenParks(new Added(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot handle\n  Added[by=1]");
    }

    @Test
    void fails_on_a_category_that_the_projection_does_not_name() {
        ProjectionSpec given = sums.in(new StreamId("abacus", "one")).given(new Added(1));

        assertThatThrownBy(() -> given.thenRows(SUMS, Map.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the categories of sums")
                .hasMessageContaining("abacus");
    }

    @Test
    void fails_on_a_table_that_the_projection_does_not_name() {
        Projection prying =
                new Sums() {
                    @Override
                    public void apply(RecordedEvent recorded, Rows rows) {
                        rows.put(FOREIGN, "one", 1);
                    }
                };
        ProjectionSpec given = ProjectionSpec.of(prying, ONE).given(new Added(1));

        assertThatThrownBy(() -> given.thenRows(SUMS, Map.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("sums keeps no table foreign");
        assertThatThrownBy(() -> sums.thenRows(FOREIGN, Map.of()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_a_projection_that_remembers_something() {
        Projection remembering =
                new Sums() {
                    private int applied;

                    @Override
                    public void apply(RecordedEvent recorded, Rows rows) {
                        rows.put(SUMS, "applied", ++applied);
                    }
                };
        ProjectionSpec given = ProjectionSpec.of(remembering, ONE).given(new Added(1));

        assertThatThrownBy(() -> given.thenRow(SUMS, "applied", 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("applied once more to the same rows");
    }
}
