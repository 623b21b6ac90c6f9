package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.engine.Following.Node;
import dev.ticketing.testkit.engine.Following.Sum;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ParkingTest {

    private static final String OPERATOR = "user:operator";
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Following following = new Following();

    private List<DeadLetter> letters() {
        return following.store.deadLetters(
                Optional.of("sums"), Optional.empty(), Optional.empty(), 100);
    }

    @Test
    void a_poisoned_event_is_set_aside_with_all_later_ones_of_its_sequence_and_others_go_on() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        following.add("one", 1, 666, 2);
        following.add("two", 5);
        process.machine().advance(A_WHILE);
        following.add("one", 3);
        following.add("two", 6);
        process.machine().advance(A_WHILE);

        assertThat(following.sums())
                .containsEntry("one", new Sum(1, 1))
                .containsEntry("two", new Sum(11, 2));
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.sequence()).isEqualTo("tally/one");
                            assertThat(letter.first()).isEqualTo(new Position(2));
                            assertThat(letter.events()).isEqualTo(3);
                            assertThat(letter.error()).isEqualTo("poison: 666");
                            assertThat(letter.status()).isEqualTo(DeadLetter.Status.PARKED);
                        });
    }

    @Test
    void it_is_tried_again_before_it_is_set_aside() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        following.add("one", 666);
        process.machine().advance(Duration.ofMillis(550));
        assertThat(letters()).isEmpty();

        following.projection.poison = Set.of();
        process.machine().advance(A_WHILE);

        assertThat(letters()).isEmpty();
        assertThat(following.sums()).containsEntry("one", new Sum(666, 1));
    }

    @Test
    void after_the_fix_a_retry_brings_it_in_order() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        following.add("one", 1, 666, 2);
        process.machine().advance(A_WHILE);
        following.projection.poison = Set.of();
        following.add("one", 3);

        following.store.requestRetry(letters().getFirst().id(), OPERATOR);
        process.machine().advance(A_WHILE);

        assertThat(following.sums()).containsEntry("one", new Sum(672, 4));
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.status()).isEqualTo(DeadLetter.Status.RETRIED));
        following.add("one", 1);
        process.machine().advance(A_WHILE);
        assertThat(following.sums()).containsEntry("one", new Sum(673, 5));
    }

    @Test
    void a_retry_that_fails_again_is_counted_and_keeps_the_order() {
        following.projection.poison = Set.of(666, 667);
        Node process = following.started("a");
        following.add("one", 666, 1, 667, 2);
        process.machine().advance(A_WHILE);
        following.projection.poison = Set.of(667);

        following.store.requestRetry(letters().getFirst().id(), OPERATOR);
        process.machine().advance(A_WHILE);

        assertThat(following.sums()).containsEntry("one", new Sum(667, 2));
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.status()).isEqualTo(DeadLetter.Status.PARKED);
                            assertThat(letter.attempts()).isEqualTo(1);
                            assertThat(letter.error()).isEqualTo("poison: 667");
                            assertThat(letter.events()).isEqualTo(2);
                        });
    }

    @Test
    void what_is_discarded_has_no_effect_and_later_events_have() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        following.add("one", 666, 1);
        process.machine().advance(A_WHILE);

        following.store.discard(letters().getFirst().id(), OPERATOR, "given up");
        process.machine().advance(A_WHILE);
        following.add("one", 2);
        process.machine().advance(A_WHILE);

        assertThat(following.sums()).containsEntry("one", new Sum(2, 1));
    }

    @Test
    void what_was_set_aside_stays_so_for_the_next_owner() {
        following.projection.poison = Set.of(666);
        Node first = following.started("a");
        following.add("one", 666);
        first.machine().advance(A_WHILE);
        first.consumers().stop();
        first.machine().run();

        Node second = following.started("b");
        following.add("one", 1);
        second.machine().advance(A_WHILE);

        assertThat(following.sums()).isEmpty();
        assertThat(letters().getFirst().events()).isEqualTo(2);
    }

    @Test
    void stops_and_says_so_when_too_much_would_be_set_aside() {
        following.projection.poison = Set.of(666);
        Node process = following.started("a");
        for (int i = 0; i <= ConsumerStore.MAX_PARKED; i++) {
            following.add("tally-" + i, 666);
        }

        process.machine().advance(A_WHILE);

        assertThat(following.serving().state()).isEqualTo(State.STOPPED);
        assertThat(following.serving().reason())
                .contains("it would set aside more than 1024 sequences");
        assertThat(letters()).isEmpty();
    }

    @Test
    void rows_that_are_not_taken_are_found_among_many_and_their_event_is_set_aside() {
        Node process = following.process("a", following.engine.memory, refusing("bad"));
        following.add("one", 1, 2);
        following.add("bad", 13, 1);
        following.add("two", 5, 6);

        process.consumers().start();
        process.machine().advance(A_WHILE);

        assertThat(following.sums())
                .containsOnlyKeys("one", "two")
                .containsEntry("one", new Sum(3, 2))
                .containsEntry("two", new Sum(11, 2));
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.first()).isEqualTo(new Position(3));
                            assertThat(letter.events()).isEqualTo(2);
                            assertThat(letter.error()).isEqualTo("refused");
                        });
    }

    /** A store that does not take the rows of a key, as a database does not take some values. */
    private ConsumerStore refusing(String key) {
        return (ConsumerStore)
                Proxy.newProxyInstance(
                        ConsumerStore.class.getClassLoader(),
                        new Class<?>[] {ConsumerStore.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("commit")
                                    && puts((Changes) arguments[3], key)) {
                                throw new RowsRefused("refused", new IllegalStateException());
                            }
                            try {
                                return method.invoke(following.store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static boolean puts(Changes changes, String key) {
        return changes.tables().stream().anyMatch(table -> table.put().keySet().contains(key));
    }
}
