package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.CheckingCopy;
import dev.ticketing.core.consumer.CheckingCopy.Comparison;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.engine.Following.Node;
import dev.ticketing.testkit.engine.Following.Sum;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

class CheckingTest {

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Following following = new Following();

    private CheckingCopy begun() {
        return CheckingCopy.begin(following.store, following.projection, "checker").orElseThrow();
    }

    private Comparison compared() {
        try (CheckingCopy copy = begun()) {
            return copy.compare(following.engine.memory, 100);
        }
    }

    private static void assertSame(Comparison comparison) {
        assertThat(comparison.steady()).isTrue();
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.failed()).isEmpty();
        assertThat(comparison.wrongReferences()).isEmpty();
    }

    private DeadLetter letter() {
        return following
                .store
                .deadLetters(Optional.of("sums"), Optional.empty(), Optional.empty(), 1)
                .getFirst();
    }

    private Node poisoned() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        following.add("one", 1, 666, 2);
        following.add("two", 5);
        process.machine().advance(A_WHILE);
        return process;
    }

    @Test
    void a_copy_that_is_filled_anew_is_the_same_and_is_removed() {
        following.add("one", 1, 2, 3);
        following.started("a");

        Comparison comparison = compared();

        assertSame(comparison);
        assertThat(comparison.at()).isEqualTo(new Position(3));
        assertThat(following.store.all()).hasSize(1);
    }

    @Test
    void a_row_that_was_changed_past_the_consumer_is_found() {
        following.add("one", 1, 2);
        following.started("a");
        following.store.amend("sums", Following.SUMS, rows -> rows.put("one", new Sum(4, 2)));

        assertThat(compared().differences())
                .containsExactly(
                        new Difference(
                                "sum",
                                "one",
                                Optional.of("Sum[sum=4, events=2]"),
                                Optional.of("Sum[sum=3, events=2]")));
    }

    @Test
    void the_log_may_grow_while_a_copy_is_filled() {
        following.add("one", 1, 2);
        Node process = following.started("a");
        try (CheckingCopy copy = begun()) {
            following.add("one", 3);
            process.machine().advance(A_WHILE);
            following.add("one", 4);

            Comparison comparison = copy.compare(following.engine.memory, 100);

            assertSame(comparison);
            assertThat(comparison.at()).as("where the serving copy is").isEqualTo(new Position(3));
        }
    }

    @Test
    void pages_of_all_events_are_taken_and_what_was_taken_is_left_out() {
        following.add("one", 1, 2, 3);
        following.started("a");
        try (CheckingCopy copy = begun()) {
            var events = following.engine.memory.read(Position.START, 10);
            copy.take(events, new Position(2));
            copy.take(events, new Position(3));
            copy.take(events, new Position(3));

            assertSame(copy.compare(following.engine.memory, 100));
        }
    }

    @Test
    void what_is_set_aside_is_left_out_and_told() {
        poisoned();

        Comparison comparison = compared();

        assertSame(comparison);
        assertThat(comparison.aside()).containsExactly(letter());
    }

    @Test
    void what_is_set_aside_is_left_out_also_when_todays_code_could_handle_it() {
        poisoned();
        following.projection.poison = Set.of();

        assertSame(compared());
    }

    @Test
    void what_was_given_up_is_left_out_and_what_came_later_is_not() {
        Node process = poisoned();
        following.store.discard(letter().id(), "user:operator", "given up");
        process.machine().advance(A_WHILE);
        following.add("one", 10);
        process.machine().advance(A_WHILE);
        assertThat(following.sums()).containsEntry("one", new Sum(11, 2));

        Comparison comparison = compared();

        assertSame(comparison);
        assertThat(comparison.aside()).isEmpty();
    }

    @Test
    void what_was_retried_is_taken_again() {
        Node process = poisoned();
        following.projection.poison = Set.of();
        following.store.requestRetry(letter().id(), "user:operator");
        process.machine().advance(A_WHILE);
        assertThat(following.sums()).containsEntry("one", new Sum(669, 3));

        assertSame(compared());
    }

    @Test
    void what_was_retried_up_to_a_point_is_taken_up_to_it() {
        following.projection.poison = Set.of(666, 667);
        Node process = following.started("a");
        following.add("one", 666, 1, 667, 2);
        process.machine().advance(A_WHILE);
        following.projection.poison = Set.of(667);
        following.store.requestRetry(letter().id(), "user:operator");
        process.machine().advance(A_WHILE);
        assertThat(following.sums()).containsEntry("one", new Sum(667, 2));

        assertSame(compared());
    }

    @Test
    void while_something_is_retried_nothing_is_compared() {
        Node process = poisoned();
        try (CheckingCopy copy = begun()) {
            following.projection.poison = Set.of();
            following.store.requestRetry(letter().id(), "user:operator");
            process.machine().advance(A_WHILE);

            assertThat(copy.compare(following.engine.memory, 100).steady()).isFalse();
        }
        following.projection.poison = Set.of(666);
        following.add("two", 666);
        process.machine().advance(A_WHILE);
        following.store.requestRetry(letter().id(), "user:operator");
        assertThat(compared().steady()).isFalse();
    }

    @Test
    void what_is_set_aside_while_a_copy_is_filled_is_left_out() {
        Node process = poisoned();
        try (CheckingCopy copy = begun()) {
            following.add("two", 666, 5);
            process.machine().advance(A_WHILE);

            Comparison comparison = copy.compare(following.engine.memory, 100);

            assertSame(comparison);
            assertThat(comparison.aside()).hasSize(2);
        }
    }

    @Test
    void an_event_that_only_todays_code_cannot_handle_is_told() {
        following.add("one", 1, 666, 2);
        following.started("a");
        following.projection.poison = Set.of(666);

        Comparison comparison = compared();

        assertThat(comparison.failed())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.position()).isEqualTo(new Position(2));
                            assertThat(event.error()).contains("poison: 666");
                        });
        assertThat(comparison.differences())
                .extracting(Difference::other)
                .containsExactly(Optional.of("Sum[sum=1, events=1]"));
    }

    @Test
    void a_rebuild_meanwhile_is_not_compared() {
        following.add("one", 1);
        Node process = following.started("a");
        try (CheckingCopy copy = begun()) {
            following.store.begin("sums", Role.REBUILDING);
            process.machine().advance(A_WHILE);

            assertThat(copy.compare(following.engine.memory, 100).steady()).isFalse();
        }
    }

    @Test
    void consumers_do_not_carry_it() {
        following.add("one", 1);
        Node process = following.started("a");
        try (CheckingCopy copy = begun()) {
            process.machine().advance(Duration.ofSeconds(29));

            assertThat(copy.position()).isEqualTo(Position.START);
            assertSame(copy.compare(following.engine.memory, 100));
        }
    }

    @Test
    void another_process_takes_it_over_when_its_lease_is_over_and_no_sooner() {
        following.add("one", 1);
        following.started("a");
        CheckingCopy first = begun();
        following.engine.clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(CheckingCopy.begin(following.store, following.projection, "other")).isEmpty();

        following.engine.clock.advance(Duration.ofNanos(1));
        assertThat(CheckingCopy.begin(following.store, following.projection, "other")).isPresent();

        assertThatThrownBy(
                        () ->
                                first.take(
                                        following.engine.memory.read(Position.START, 1),
                                        new Position(1)))
                .isInstanceOf(TicketingException.class)
                .hasMessageContaining("sums was taken over");
        assertThatThrownBy(first::renew).isInstanceOf(TicketingException.class);
    }

    @Test
    void there_is_none_of_a_consumer_that_never_ran() {
        assertThat(CheckingCopy.begin(following.store, following.projection, "checker")).isEmpty();
    }
}
