package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.testkit.DeciderSpecTest.Counter.Added;
import dev.ticketing.testkit.DeciderSpecTest.Counter.TooMuch;

import org.junit.jupiter.api.Test;

import java.util.Collections;

class DeciderSpecTest {

    private final DeciderSpec<Integer, Integer, Added, TooMuch> counter =
            DeciderSpec.of(new Counter());

    @Test
    void holds_when_the_events_are_those_expected() {
        counter.when(2).then(new Added(1), new Added(1));
    }

    @Test
    void holds_when_nothing_was_expected_and_nothing_happened() {
        counter.when(0).thenNothing();
    }

    @Test
    void holds_when_the_rejection_is_the_one_expected() {
        counter.given(new Added(1), new Added(1)).when(2).thenRejected(new TooMuch(4));
    }

    @Test
    void goes_on_from_what_has_happened() {
        counter.when(2).then(new Added(1), new Added(1)).when(2).thenRejected(new TooMuch(4));
    }

    @Test
    void goes_on_from_where_it_was_after_a_no() {
        counter.given(new Added(3)).when(1).thenRejected(new TooMuch(4)).when(0).thenNothing();
    }

    @Test
    void fails_on_other_events_and_says_what_was_given_and_asked() {
        assertThatThrownBy(() -> counter.given(new Added(1)).when(1).then(new Added(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("given\n  Added[by=1]")
                .hasMessageContaining("in the state\n  1")
                .hasMessageContaining("when\n  1")
                .hasMessageContaining("Added[by=7]");
    }

    @Test
    void fails_on_events_in_another_order_or_number() {
        assertThatThrownBy(() -> counter.when(2).then(new Added(1)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> counter.when(1).then(new Added(1), new Added(1)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_events_where_a_no_was_expected() {
        assertThatThrownBy(() -> counter.when(1).thenRejected(new TooMuch(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("given\n  nothing")
                .hasMessageContaining("Added[by=1]");
    }

    @Test
    void fails_on_a_no_where_events_were_expected() {
        assertThatThrownBy(() -> counter.when(4).then(new Added(4)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("TooMuch[sum=4]");
    }

    @Test
    void fails_on_a_no_with_other_facts() {
        assertThatThrownBy(() -> counter.when(4).thenRejected(new TooMuch(5)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fails_on_events_or_a_no_where_nothing_was_expected() {
        assertThatThrownBy(() -> counter.when(1).thenNothing()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> counter.when(4).thenNothing()).isInstanceOf(AssertionError.class);
    }

    /** Counts up to three, one by one. */
    record Counter() implements Decider<Integer, Integer, Added, TooMuch> {

        record Added(int by) implements DomainEvent {}

        record TooMuch(int sum) {}

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Decision<Added, TooMuch> decide(Integer add, Integer state) {
            return state + add > 3
                    ? Decision.reject(new TooMuch(state + add))
                    : new Decision.Accepted<>(Collections.nCopies(add, new Added(1)));
        }

        @Override
        public Integer evolve(Integer state, Added event) {
            return state + event.by();
        }
    }
}
