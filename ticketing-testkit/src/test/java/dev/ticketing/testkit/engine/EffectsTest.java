package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Reminding.AGAIN;
import static dev.ticketing.testkit.engine.Reminding.LAST;
import static dev.ticketing.testkit.engine.Reminding.NOTICED;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.process.EffectRunner;
import dev.ticketing.testkit.engine.Reminding.Done;
import dev.ticketing.testkit.engine.Reminding.Node;
import dev.ticketing.testkit.engine.Reminding.Reminder;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What a process sends is done: once, again when it fails, in time, or when a person wishes. */
class EffectsTest {

    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Reminding reminding = new Reminding();

    @Test
    void what_fails_is_done_again_under_the_same_id_after_pauses_that_grow() {
        List<EffectId> asked = new ArrayList<>();
        List<Duration> after = new ArrayList<>();
        var start = reminding.engine.clock.instant();
        Node node =
                reminding.started(
                        "a",
                        (id, correlation, reminder) -> {
                            asked.add(id);
                            after.add(Duration.between(start, reminding.engine.clock.instant()));
                            return CompletableFuture.failedFuture(new IllegalStateException("no"));
                        });
        reminding.add("one", 1);

        node.advance(Duration.ofSeconds(9));

        assertThat(asked).hasSize(4).containsOnly(asked.getFirst());
        List<Duration> pauses =
                IntStream.range(1, after.size())
                        .mapToObj(i -> after.get(i).minus(after.get(i - 1)))
                        .toList();
        assertThat(pauses).isSorted();
        assertThat(reminding.engine.failures).hasSize(4).containsOnly("reminding/one: no");
        assertThat(reminding.effects()).hasSize(1);
    }

    @Test
    void one_that_fails_does_not_hold_up_the_others() {
        Node node = reminding.started("a");
        reminding.failing = 1;
        reminding.add("one", 1);
        reminding.add("two", 1);

        node.advance(NOTICED);
        assertThat(reminding.done).hasSize(1);
        node.advance(NOTICED.multipliedBy(2));

        assertThat(reminding.said()).containsExactlyInAnyOrder("one: welcome", "two: welcome");
    }

    @Test
    void no_more_than_a_limit_are_done_at_a_time() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        Node node =
                reminding.started(
                        "a",
                        (id, correlation, reminder) -> {
                            CompletableFuture<Void> answer = new CompletableFuture<>();
                            answers.add(answer);
                            return answer;
                        });
        IntStream.rangeClosed(0, EffectRunner.AT_ONCE).forEach(i -> reminding.add("t" + i, 1));
        node.advance(NOTICED.multipliedBy(2));
        assertThat(answers).hasSize(EffectRunner.AT_ONCE);

        answers.getFirst().complete(null);
        node.advance(NOTICED);

        assertThat(answers).hasSize(EffectRunner.AT_ONCE + 1);
        assertThat(reminding.effects()).hasSize(EffectRunner.AT_ONCE);
    }

    @Test
    void what_was_left_behind_by_a_dead_process_is_done_by_another_under_the_same_id() {
        List<EffectId> begun = new ArrayList<>();
        Node dead =
                reminding.started(
                        "a",
                        (id, correlation, reminder) -> {
                            begun.add(id);
                            return new CompletableFuture<>();
                        });
        reminding.add("one", 1);
        dead.advance(NOTICED);
        assertThat(begun).hasSize(1);

        Node other = reminding.started("b");
        other.advance(LEASE.plus(NOTICED));

        assertThat(reminding.done)
                .containsExactly(new Done(begun.getFirst(), new Reminder("one", "welcome")));
    }

    @Test
    void who_stops_begins_nothing_more() {
        Node node = reminding.started("a");
        node.effects().stop();
        reminding.add("one", 1);

        node.advance(NOTICED);

        assertThat(reminding.done).isEmpty();
        assertThat(reminding.effects()).hasSize(1);
    }

    @Test
    void what_is_hopeless_waits_for_a_person_alone_and_is_done_under_the_same_id_when_they_wish() {
        reminding.hopeless.add("one");
        Node node = reminding.started("a");
        reminding.add("one", 1);
        reminding.add("two", 1);
        node.advance(Duration.ofHours(1));
        assertThat(reminding.welcomes("one")).hasSize(1);
        DeadLetter letter = reminding.letter();
        EffectId id = reminding.welcomes("one").getFirst();
        assertThat(letter.sequence()).isEqualTo("effect/one/" + id.value());
        assertThat(letter.first()).isEqualTo(new Position(1));
        assertThat(letter.error()).isEqualTo("nobody there");

        // The instance goes on: its timers come, and later events are taken.
        assertThat(reminding.said()).contains("two: welcome");
        reminding.hopeless.clear();
        reminding.add("one", LAST);
        node.advance(AGAIN);
        assertThat(reminding.instances()).containsOnlyKeys("two");
        assertThat(reminding.said()).contains("one: again 100").doesNotContain("one: welcome");

        assertThat(reminding.store.requestRetry(letter.id(), "user:operator")).isTrue();
        node.advance(NOTICED.multipliedBy(2));

        assertThat(reminding.done).contains(new Done(id, new Reminder("one", "welcome")));
        assertThat(reminding.letter().status()).isEqualTo(DeadLetter.Status.RETRIED);
        assertThat(reminding.effects()).isEmpty();
    }

    @Test
    void what_is_hopeless_again_waits_again() {
        reminding.hopeless.add("one");
        Node node = reminding.started("a");
        reminding.add("one", 1, LAST);
        node.advance(NOTICED);
        DeadLetter first = reminding.letter();

        reminding.store.requestRetry(first.id(), "user:operator");
        node.advance(NOTICED.multipliedBy(3));

        assertThat(reminding.welcomes("one")).hasSize(2);
        assertThat(reminding.letter().id()).isNotEqualTo(first.id());
        assertThat(reminding.letter().status()).isEqualTo(DeadLetter.Status.PARKED);
        assertThat(reminding.letter().sequence()).isEqualTo(first.sequence());
    }

    @Test
    void what_has_failed_too_often_is_hopeless_and_a_retry_tries_as_often_again() {
        EffectRules thrice =
                new EffectRules(1, new Backoff(Duration.ofSeconds(1)), 3, Duration.ofDays(1));
        reminding.failing = 6;
        Node node = reminding.started("a", reminding::perform, thrice);
        reminding.add("one", 1, LAST);
        node.advance(Duration.ofMinutes(1));
        assertThat(reminding.failing).isEqualTo(3);
        assertThat(reminding.letter().error()).isEqualTo("not now");

        reminding.engine.clock.advance(Duration.ofDays(3));
        reminding.store.requestRetry(reminding.letter().id(), "user:operator");
        node.advance(Duration.ofMinutes(1));
        assertThat(reminding.failing).isZero();
        reminding.store.requestRetry(reminding.letter().id(), "user:operator");
        node.advance(Duration.ofMinutes(1));

        assertThat(reminding.said()).containsExactly("one: welcome");
    }

    @Test
    void what_comes_later_than_it_is_of_use_is_dropped_and_told() {
        EffectRules aDay =
                new EffectRules(1, new Backoff(Duration.ofSeconds(1)), 3, Duration.ofDays(1));
        reminding.add("old", 1, LAST);
        reminding.engine.clock.advance(Duration.ofDays(1).plusNanos(1));
        reminding.add("new", 1, LAST);
        reminding.engine.clock.advance(Duration.ofHours(23));
        List<String> late = new ArrayList<>();
        Node node =
                reminding.started(
                        "a",
                        new EffectHandler<>() {
                            @Override
                            public CompletableFuture<?> handle(
                                    EffectId id, UUID correlation, Reminder reminder) {
                                return reminding.perform(id, correlation, reminder);
                            }

                            @Override
                            public CompletableFuture<?> tooLate(
                                    EffectId id, UUID correlation, Reminder reminder) {
                                late.add(reminder.tally());
                                return CompletableFuture.completedFuture(null);
                            }
                        },
                        aDay);

        node.advance(NOTICED);

        assertThat(reminding.said()).containsExactly("new: welcome");
        assertThat(late).containsExactly("old");
        assertThat(reminding.effects()).isEmpty();
    }

    @Test
    void what_has_failed_and_then_was_not_tried_for_too_long_is_dropped() {
        EffectRules aDay =
                new EffectRules(1, new Backoff(Duration.ofSeconds(1)), 9, Duration.ofDays(1));
        reminding.failing = 1;
        Node node = reminding.started("a", reminding::perform, aDay);
        reminding.add("one", 1, LAST);
        node.advance(Duration.ofMillis(600));
        assertThat(reminding.failing).isZero();
        assertThat(reminding.effects()).hasSize(1);

        reminding.engine.clock.advance(Duration.ofDays(1).plusSeconds(1));
        node.advance(NOTICED);

        assertThat(reminding.said()).isEmpty();
        assertThat(reminding.effects()).isEmpty();
    }

    @Test
    void when_too_much_waits_for_a_person_the_rest_is_tried_on_and_nothing_stops() {
        Node node = reminding.started("a");
        for (int i = 0; i <= ConsumerStore.MAX_PARKED; i++) {
            reminding.hopeless.add("h" + i);
            reminding.add("h" + i, 1, LAST);
        }
        node.advance(Duration.ofMinutes(2));
        assertThat(reminding.store.open(reminding.store.all().getFirst().id()))
                .hasSize(ConsumerStore.MAX_PARKED);
        assertThat(reminding.effects()).hasSize(ConsumerStore.MAX_PARKED + 1);

        reminding.hopeless.clear();
        reminding.add("one", 1, LAST);
        node.advance(Duration.ofMinutes(2));

        assertThat(reminding.said()).hasSize(2).contains("one: welcome");
    }
}
